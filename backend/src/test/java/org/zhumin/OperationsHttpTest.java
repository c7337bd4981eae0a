package org.zhumin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhumin.testing.ApplicationTest;

import java.util.List;

class OperationsHttpTest extends ApplicationTest {
    private static final String OPS = "/api/v1/admin/ops";

    @ParameterizedTest
    @ValueSource(strings = {"auditor", "admin"})
    void theCitysAuditorsAndAdministratorsSeeHowTheServiceIsDoing(String role) {
        Answer read = get(OPS, signIn(role).token());
        assertThat(read.status()).as(read.body()).isEqualTo(200);
        assertThat(read.text("$.calendarUntil")).matches("\\d{4}-12-31");
        assertThat(read.<List<String>>at("$.queues[*].name"))
                .contains(
                        "erasures",
                        "media.checks",
                        "media.persons",
                        "moderation.appealed",
                        "moderation.effects",
                        "moderation.open",
                        "notices.messages",
                        "residence.claims",
                        "wechat.callbacks");
        assertThat(read.<List<String>>at("$.projections[*].name")).contains("rankings", "votes");
    }

    @Test
    void othersDoNot() {
        assertThat(get(OPS, null).status()).isEqualTo(401);
        assertThat(get(OPS, someone().token()).status()).isEqualTo(403);
        assertThat(get(OPS, signIn("council").token()).status()).isEqualTo(403);
        assertThat(get(OPS, signIn("admin-520102").token()).status()).isEqualTo(403);
    }

    @Test
    void whatWaitsIsCountedWithTheAgeOfTheOldest() {
        Person person = someone();
        String claim = "{\"areaCode\":\"%s\"}".formatted(JIAXIULOU);
        assertThat(put("/api/v1/me/residence", person.token(), claim).status()).isEqualTo(200);
        Answer read = get(OPS, signIn("auditor").token());
        assertThat(read.<List<Integer>>at(queue("residence.claims") + ".waiting").getFirst())
                .isPositive();
        assertThat(read.<List<Integer>>at(queue("residence.claims") + ".oldestSeconds").getFirst())
                .isNotNegative();
    }

    private static String queue(String name) {
        return "$.queues[?(@.name=='" + name + "')]";
    }
}
