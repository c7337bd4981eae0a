package org.zhumin.moderation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.zhumin.moderation.CaseFixture.OWNER;
import static org.zhumin.moderation.CaseFixture.START;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;

import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.Cursor;
import org.zhumin.kernel.ResidentId;
import org.zhumin.testing.TestDatabase;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

class MongoModerationIT {
    private static final List<AreaCode> CITY = List.of(new AreaCode("520100"));

    private final TestDatabase test = TestDatabase.create("moderation");
    private final MongoModerationCases cases =
            test.withIndexes(new MongoModerationCases(test.database()));
    private final MongoReports reports = test.withIndexes(new MongoReports(test.database()));

    @ParameterizedTest
    @EnumSource(CaseState.class)
    void givesBackEveryFieldInEveryState(CaseState state) {
        var stored = CaseFixture.in(state);
        assertThat(cases.insert(stored).block()).isEqualTo(stored);
        assertThat(cases.get(stored.id()).block()).isEqualTo(stored);
        assertThat(cases.findLatest(stored.target()).block()).isEqualTo(stored);
    }

    @Test
    void aMissingOneIsEmptyOrRefused() {
        assertThat(cases.find(new CaseId("nobody")).blockOptional()).isEmpty();
        assertThat(cases.findLatest(CaseFixture.target()).blockOptional()).isEmpty();
        assertThatThrownBy(() -> cases.get(new CaseId("nobody")).block())
                .hasMessage("moderation.not-found");
    }

    @Test
    void aRoundIsOpenedOnceAndTheLastRoundIsFound() {
        var first = CaseFixture.in(CaseState.PASSED);
        cases.insert(first).block();
        assertThat(cases.insert(CaseFixture.opened(first.target(), 1)).block()).isEqualTo(first);
        var second = CaseFixture.opened(first.target(), 2);
        cases.insert(second).block();
        assertThat(cases.findLatest(first.target()).block()).isEqualTo(second);
    }

    @Test
    void ofTwoDecisionsAtOnceOneWins() {
        var open = CaseFixture.in(CaseState.OPEN);
        cases.insert(open).block();
        var outcomes =
                Flux.range(0, 8)
                        .map(i -> open.pass(CaseFixture.act(new ResidentId("m" + i), 60)))
                        .flatMap(
                                next ->
                                        cases.save(next)
                                                .map(saved -> "saved")
                                                .onErrorResume(e -> Mono.just(e.getMessage())),
                                8)
                        .collectList()
                        .block();
        assertThat(outcomes).filteredOn("saved"::equals).hasSize(1);
        assertThat(outcomes).filteredOn("state.changed-meanwhile"::equals).hasSize(7);
    }

    @Test
    void onlyTheVersionThatWasPerformedIsSettled() {
        var withheld = CaseFixture.in(CaseState.WITHHELD);
        cases.insert(withheld).block();
        var owing = cases.listOwing(START.plusSeconds(61), 10).collectList().block();
        assertThat(owing).containsExactly(withheld);
        assertThat(cases.listOwing(START.plusSeconds(60), 10).collectList().block()).isEmpty();
        assertThat(cases.countOwing().block()).isEqualTo(1);
        assertThat(cases.settle(CaseFixture.opened(withheld.target(), 1)).block()).isFalse();
        assertThat(cases.settle(withheld).block()).isTrue();
        assertThat(cases.get(withheld.id()).block().owed()).isNull();
        assertThat(cases.countOwing().block()).isZero();
    }

    @Test
    void theQueueGivesEveryWaitingCaseOnceOverPages() {
        var waiting = new ArrayList<CaseId>();
        for (int i = 0; i < 25; i++) {
            var open = CaseFixture.in(i % 5 == 0 ? CaseState.APPEALED : CaseState.OPEN);
            cases.insert(open).block();
            waiting.add(open.id());
        }
        cases.insert(CaseFixture.in(CaseState.PASSED)).block();
        var areas = List.of(new AreaCode("520100"), new AreaCode("520102"));
        var seen = new ArrayList<CaseId>();
        Cursor after = null;
        for (int page = 0; page < 3; page++) {
            var slice = cases.listWaiting(areas, null, 10, after).block();
            slice.items().forEach(found -> seen.add(found.id()));
            after = slice.next();
        }
        assertThat(after).isNull();
        assertThat(seen).containsExactlyInAnyOrderElementsOf(waiting);
        assertThat(cases.listWaiting(CITY, CaseState.APPEALED, 10, null).block().items())
                .hasSize(5);
        assertThat(cases.countWaiting(CaseState.OPEN).block()).isEqualTo(20);
        var elsewhere = List.of(new AreaCode("520103"));
        assertThat(cases.listWaiting(elsewhere, null, 10, null).block().items()).isEmpty();
    }

    @Test
    void theLogGivesEveryDecisionTheLatestFirst() {
        for (CaseState state : CaseState.values()) {
            cases.insert(CaseFixture.in(state)).block();
        }
        var first = cases.listDecided(3, null).block();
        var second = cases.listDecided(3, first.next()).block();
        var states = new ArrayList<CaseState>();
        first.items().forEach(found -> states.add(found.state()));
        second.items().forEach(found -> states.add(found.state()));
        assertThat(states)
                .containsExactlyInAnyOrder(
                        CaseState.PASSED,
                        CaseState.WITHHELD,
                        CaseState.APPEALED,
                        CaseState.UPHELD,
                        CaseState.REVERSED);
        assertThat(cases.listDecidedOf(OWNER, 10, null).block().items()).hasSize(5);
        assertThat(cases.listDecidedOf(new ResidentId("x"), 10, null).block().items()).isEmpty();
        assertThat(cases.streamOf(OWNER).collectList().block()).hasSize(6);
        assertThat(cases.streamOf(CaseFixture.MODERATOR).collectList().block()).hasSize(5);
    }

    @Test
    void reportsAreCountedOnceAPerson() {
        var about = CaseFixture.in(CaseState.OPEN);
        IntStream.range(0, 3).forEach(i -> reports.insert(report(about, "person" + i, i)).block());
        var first = report(about, "person0", 0);
        assertThat(reports.insert(report(about, "person0", 9)).block()).isEqualTo(first);
        assertThat(reports.find(first.id()).block()).isEqualTo(first);
        assertThat(reports.count(List.of(about.id(), new CaseId("x"))).block())
                .containsOnly(Map.entry(about.id(), 3));
        assertThat(reports.listLatest(about.id(), 2).collectList().block())
                .extracting(Report::text)
                .containsExactly("第2次", "第1次");
        assertThat(reports.listOf(new ResidentId("person0"), 10, null).block().items())
                .containsExactly(first);
        reports.delete(new ResidentId("person0")).block();
        assertThat(reports.streamOf(new ResidentId("person0")).collectList().block()).isEmpty();
        assertThat(reports.count(List.of(about.id())).block()).containsEntry(about.id(), 2);
    }

    private static Report report(ModerationCase about, String person, int seconds) {
        var reporter = new ResidentId(person);
        return new Report(
                Report.idOf(about.target(), reporter),
                about.id(),
                about.target(),
                reporter,
                ReasonCode.ABUSE,
                "第" + seconds + "次",
                START.plusSeconds(seconds),
                "operation" + seconds,
                "hash");
    }

    @Test
    void everyListReadsAnIndexInItsOrder() {
        cases.insert(CaseFixture.in(CaseState.APPEALED)).block();
        Bson oldest = Sorts.ascending("waitingSince", "_id");
        Bson latest = Sorts.descending("decidedAt", "_id");
        assertIndex(
                "moderation_cases",
                Filters.and(
                        Filters.exists("waitingSince"), Filters.in("areaPath", "520100", "520102")),
                oldest);
        assertIndex("moderation_cases", Filters.exists("decidedAt"), latest);
        assertIndex(
                "moderation_cases",
                Filters.and(Filters.eq("owner", "owner"), Filters.exists("decidedAt")),
                latest);
        assertIndex(
                "moderation_cases",
                Filters.and(Filters.eq("targetType", "NOTE"), Filters.eq("targetId", "x")),
                Sorts.descending("round"));
        assertIndex(
                "moderation_cases",
                Filters.and(Filters.exists("owed"), Filters.lt("updatedAt", START)),
                Sorts.ascending("updatedAt"));
        assertIndex(
                "moderation_cases",
                Filters.or(Filters.eq("owner", "o"), Filters.eq("timeline.actor", "o")),
                null);
        assertIndex("moderation_reports", Filters.eq("caseId", "x"), Sorts.descending("at", "_id"));
        assertIndex(
                "moderation_reports", Filters.eq("reporter", "x"), Sorts.descending("at", "_id"));
    }

    private void assertIndex(String collection, Bson filter, Bson sort) {
        var query = test.database().getCollection(collection).find(filter).sort(sort);
        Document plan = Mono.from(query.explain()).block();
        String winning = plan.get("queryPlanner", Document.class).get("winningPlan").toString();
        assertThat(winning)
                .contains("IXSCAN")
                .doesNotContain("COLLSCAN")
                .doesNotContain("stage=SORT,");
    }
}
