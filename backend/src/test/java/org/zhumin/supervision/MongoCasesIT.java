package org.zhumin.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.zhumin.kernel.AreaCode;
import org.zhumin.testing.TestDatabase;

import reactor.core.publisher.Flux;

import java.util.List;

class MongoCasesIT {
    private static final Scope CITY = new Scope(List.of(new AreaCode("520100")), List.of());

    private final TestDatabase test = TestDatabase.create("cases");
    private final MongoCases store = test.withIndexes(new MongoCases(test.database()));

    @Test
    void givesBackEveryFieldInEveryState() {
        for (CaseState state : CaseState.values()) {
            AccountabilityCase found = SupervisionFixture.in(state);
            store.insertOrGet(found).block();
            assertThat(store.get(found.id()).block()).isEqualTo(found);
        }
        assertThatThrownBy(() -> store.get(new CaseId("nobody")).block())
                .hasMessage("supervision.case-not-found");
    }

    @Test
    void aSecondInsertGivesTheFirst() {
        AccountabilityCase first = SupervisionFixture.opened("same");
        store.insertOrGet(first).block();
        AccountabilityCase later = first.answer("已安排", SupervisionFixture.step("clerk"));
        assertThat(store.insertOrGet(later).block()).isEqualTo(first);
    }

    @Test
    void ofTwoChangesAtOnceOneWins() {
        AccountabilityCase opened = SupervisionFixture.opened("race");
        store.insertOrGet(opened).block();
        var outcomes =
                Flux.range(0, 8)
                        .map(i -> opened.close("结案", SupervisionFixture.step("a" + i)))
                        .flatMap(next -> store.save(next).map(_ -> "won").onErrorReturn("stale"))
                        .collectList()
                        .block();
        assertThat(outcomes).containsOnlyOnce("won").hasSize(8);
    }

    @Test
    void listsByStateInPages() {
        for (CaseState state : CaseState.values()) {
            store.insertOrGet(SupervisionFixture.in(state)).block();
        }
        assertThat(store.list(CITY, CaseState.CLOSED, 20, null).block().items())
                .extracting(AccountabilityCase::state)
                .containsExactly(CaseState.CLOSED);
        var first = store.list(CITY, null, 2, null).block();
        var second = store.list(CITY, null, 2, first.next()).block();
        assertThat(first.items()).hasSize(2).doesNotContainAnyElementsOf(second.items());
        assertThat(second.items()).hasSize(1);
        assertThat(second.next()).isNull();
    }
}
