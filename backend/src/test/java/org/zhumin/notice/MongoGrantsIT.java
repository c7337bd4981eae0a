package org.zhumin.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zhumin.kernel.ResidentId;
import org.zhumin.platform.web.FactKey;
import org.zhumin.testing.TestDatabase;

import reactor.core.publisher.Flux;

import java.util.Map;

class MongoGrantsIT {
    private static final ResidentId WHO = new ResidentId("who");
    private static final Template ONCE = NoticeFixture.TEMPLATE;
    private static final Template LONG = NoticeFixture.LONG_TERM;

    private final MongoGrants grants = new MongoGrants(TestDatabase.create("grants").database());

    private void add(Template template, GrantAnswer answer, String operation) {
        grants.add(WHO, Map.of(template, answer), new FactKey(operation, "hash")).block();
    }

    private int left(Template template) {
        return grants.find(WHO).blockOptional().orElse(Map.of()).getOrDefault(template.id(), 0);
    }

    @Test
    void eachAcceptanceIsGoodForOne() {
        assertThat(grants.take(WHO, ONCE).block()).isFalse();
        add(ONCE, GrantAnswer.ACCEPT, "1");
        add(ONCE, GrantAnswer.ACCEPT, "2");
        assertThat(grants.has(WHO, ONCE).block()).isTrue();
        assertThat(grants.take(WHO, ONCE).block()).isTrue();
        assertThat(grants.take(WHO, ONCE).block()).isTrue();
        assertThat(grants.take(WHO, ONCE).block()).isFalse();
        grants.giveBack(WHO, ONCE).block();
        assertThat(left(ONCE)).isEqualTo(1);
        grants.clear(WHO, ONCE).block();
        assertThat(left(ONCE)).isZero();
    }

    @Test
    void aRepeatedCallCountsOnceAndAnotherBodyIsRefused() {
        add(ONCE, GrantAnswer.ACCEPT, "same");
        add(ONCE, GrantAnswer.ACCEPT, "same");
        assertThat(left(ONCE)).isEqualTo(1);
        var other = new FactKey("same", "other");
        assertThatThrownBy(() -> grants.add(WHO, Map.of(ONCE, GrantAnswer.ACCEPT), other).block())
                .hasMessage("idempotency.other-body");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ACCEPT")
    void whatIsNotAcceptedTakesNothingAwayButALongTermOne(GrantAnswer answer) {
        add(ONCE, GrantAnswer.ACCEPT, "1");
        add(LONG, GrantAnswer.ACCEPT, "2");
        add(ONCE, answer, "3");
        add(LONG, answer, "4");
        assertThat(left(ONCE)).isEqualTo(1);
        assertThat(left(LONG)).isZero();
    }

    @Test
    void aLongTermOneStaysUntilItIsTakenBack() {
        add(LONG, GrantAnswer.ACCEPT, "1");
        add(LONG, GrantAnswer.ACCEPT, "2");
        assertThat(left(LONG)).isEqualTo(1);
        assertThat(grants.take(WHO, LONG).block()).isTrue();
        assertThat(grants.take(WHO, LONG).block()).isTrue();
        grants.giveBack(WHO, LONG).block();
        assertThat(left(LONG)).isEqualTo(1);
    }

    @Test
    void manyAtOnceAreAllCountedAndUsedOnce() {
        Flux.range(0, 32)
                .flatMap(
                        i ->
                                grants.add(
                                        WHO,
                                        Map.of(ONCE, GrantAnswer.ACCEPT),
                                        new FactKey("op" + i % 16, "hash")),
                        32)
                .blockLast();
        assertThat(left(ONCE)).isEqualTo(16);
        assertThat(
                        Flux.range(0, 32)
                                .flatMap(i -> grants.take(WHO, ONCE), 32)
                                .filter(taken -> taken)
                                .count()
                                .block())
                .isEqualTo(16);
    }

    @Test
    void moreThanAnybodyTapsIsNotCounted() {
        for (int i = 0; i < Grants.MAX + 5; i++) {
            add(ONCE, GrantAnswer.ACCEPT, "op" + i);
        }
        assertThat(left(ONCE)).isEqualTo(Grants.MAX);
    }

    @Test
    void whoHasLeftHasNone() {
        add(ONCE, GrantAnswer.ACCEPT, "1");
        grants.delete(WHO).block();
        grants.giveBack(WHO, ONCE).block();
        assertThat(grants.find(WHO).blockOptional()).isEmpty();
    }
}
