package org.zhumin.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.zhumin.supervision.SupervisionFixture.path;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.Cursor;
import org.zhumin.kernel.OrganizationId;
import org.zhumin.kernel.Slice;
import org.zhumin.supervision.Rectifications.Filter;
import org.zhumin.testing.TestDatabase;

import reactor.core.publisher.Flux;

import java.util.ArrayList;
import java.util.List;

class MongoRectificationsIT {
    private static final Filter ALL = new Filter(null, null);

    private final TestDatabase test = TestDatabase.create("rectifications");
    private final MongoRectifications store =
            test.withIndexes(new MongoRectifications(test.database()));

    @Test
    void givesBackEveryFieldInEveryState() {
        for (RectificationState state : RectificationState.values()) {
            Rectification order = SupervisionFixture.in(state);
            store.insertOrGet(order).block();
            assertThat(store.get(order.id()).block()).isEqualTo(order);
        }
    }

    @Test
    void aMissingOneIsEmptyOrRefused() {
        var id = new RectificationId("nobody");
        assertThat(store.find(id).blockOptional()).isEmpty();
        assertThatThrownBy(() -> store.get(id).block())
                .hasMessage("supervision.rectification-not-found");
    }

    @Test
    void ofManyEqualOrdersAtOnceOneIsStored() {
        List<Rectification> given =
                Flux.range(0, 16)
                        .flatMap(
                                i ->
                                        store.insertOrGet(
                                                SupervisionFixture.issued(
                                                        SupervisionFixture.matter("race"),
                                                        SupervisionFixture.NOW.plusSeconds(i))))
                        .collectList()
                        .block();
        assertThat(given).hasSize(16).allMatch(given.getFirst()::equals);
    }

    @Test
    void ofTwoVerifiersAtOnceOneWins() {
        Rectification order = SupervisionFixture.in(RectificationState.SUBMITTED);
        store.insertOrGet(order).block();
        var outcomes =
                Flux.range(0, 8)
                        .map(
                                i ->
                                        i % 2 == 0
                                                ? order.pass("属实", SupervisionFixture.step("a" + i))
                                                : order.fail(
                                                        "不属实",
                                                        null,
                                                        SupervisionFixture.step("b" + i)))
                        .flatMap(next -> store.save(next).map(_ -> "won").onErrorReturn("stale"))
                        .collectList()
                        .block();
        assertThat(outcomes).containsOnlyOnce("won").hasSize(8);
    }

    @Test
    void listsWhatIsInTheAreasOrOwedByTheOrganizations() {
        store.insertOrGet(order("a", "unit1", "520100", "520102")).block();
        store.insertOrGet(order("b", "unit2", "520100", "520103")).block();
        store.insertOrGet(order("c", "unit3", "520100")).block();
        assertThat(list(scope("520100"), ALL)).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(list(scope("520102"), ALL)).containsExactly("a");
        assertThat(list(new Scope(List.of(), List.of(new OrganizationId("unit2"))), ALL))
                .containsExactly("b");
        assertThat(list(new Scope(path("520102"), List.of(new OrganizationId("unit3"))), ALL))
                .containsExactlyInAnyOrder("a", "c");
        assertThat(list(new Scope(List.of(), List.of()), ALL)).isEmpty();
    }

    @Test
    void filtersByStateAndByBeingOverdue() {
        Rectification issued = SupervisionFixture.issued("i");
        Rectification submitted =
                SupervisionFixture.issued("s").submit("已修复", SupervisionFixture.step("clerk"));
        store.insertOrGet(issued).block();
        store.insertOrGet(submitted).block();
        assertThat(list(scope("520100"), new Filter(RectificationState.SUBMITTED, null)))
                .containsExactly("s");
        var late = SupervisionFixture.DUE.plusMillis(1);
        assertThat(list(scope("520100"), new Filter(null, late))).containsExactly("i");
        assertThat(list(scope("520100"), new Filter(null, SupervisionFixture.DUE))).isEmpty();
        assertThat(list(scope("520100"), new Filter(RectificationState.SUBMITTED, late))).isEmpty();
    }

    @Test
    void pagesGiveEveryOneOnceNewestFirst() {
        for (int i = 0; i < 7; i++) {
            var at = SupervisionFixture.NOW.plusSeconds(i / 2);
            store.insertOrGet(SupervisionFixture.issued(SupervisionFixture.matter("p" + i), at))
                    .block();
        }
        var found = new ArrayList<Rectification>();
        Cursor after = null;
        do {
            Slice<Rectification> slice = page(scope("520100"), ALL, 3, after);
            found.addAll(slice.items());
            after = slice.next();
        } while (after != null);
        assertThat(found).hasSize(7).doesNotHaveDuplicates();
        assertThat(found).isSortedAccordingTo((a, b) -> b.createdAt().compareTo(a.createdAt()));
    }

    @Test
    void listsWhatIsAboutASubject() {
        Rectification order = SupervisionFixture.issued("about");
        store.insertOrGet(order).block();
        store.insertOrGet(SupervisionFixture.issued("other")).block();
        assertThat(store.listOf(order.matter().subject()).collectList().block())
                .containsExactly(order);
        assertThat(store.listOf(new Subject(Subject.Type.PROJECT, "about")).collectList().block())
                .isEmpty();
    }

    private static Rectification order(String subject, String unit, String... areas) {
        var matter =
                new Matter(
                        new Subject(Subject.Type.REQUEST, subject),
                        new OrganizationId(unit),
                        "演示",
                        path(areas));
        return SupervisionFixture.issued(matter, SupervisionFixture.NOW);
    }

    private static Scope scope(String area) {
        return new Scope(List.of(new AreaCode(area)), List.of());
    }

    private List<String> list(Scope scope, Filter filter) {
        return page(scope, filter, 20, null).items().stream()
                .map(order -> order.matter().subject().id())
                .toList();
    }

    private Slice<Rectification> page(
            Scope scope, Filter filter, int limit, @Nullable Cursor after) {
        return store.list(scope, filter, limit, after).block();
    }
}
