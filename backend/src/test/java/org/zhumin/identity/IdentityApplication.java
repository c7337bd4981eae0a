package org.zhumin.identity;

import org.awaitility.Awaitility;
import org.zhumin.testing.ApplicationTest;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** What the tests of identity do again and again. */
abstract class IdentityApplication extends ApplicationTest {
    Answer claim(Person person, String community) {
        return put(
                "/api/v1/me/residence",
                person.token(),
                "{\"areaCode\":\"" + community + "\",\"realName\":\"王小明\",\"room\":\"301\"}");
    }

    static void eventually(Duration within, BooleanSupplier condition) {
        Awaitility.await().atMost(within).until(condition::getAsBoolean);
    }
}
