package org.zhumin.organization;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.Cursor;
import org.zhumin.kernel.OrganizationId;
import org.zhumin.kernel.Slice;

import reactor.core.publisher.Flux;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What every store of organisations does. */
interface OrganizationsContract {
    /** An empty one. */
    Organizations organizations();

    @Test
    default void findsNothingUnderAnUnknownId() {
        assertThat(organizations().find(new OrganizationId("unknown")).blockOptional()).isEmpty();
    }

    @Test
    default void givesBackEveryField() {
        Organization full = OrganizationFixture.full("full");
        Organizations store = with(full);
        assertThat(store.find(full.id()).block()).isEqualTo(full);
    }

    @Test
    default void givesBackEveryOptionalFieldAbsent() {
        Organization bare = OrganizationFixture.unit("bare", "520102");
        Organizations store = with(bare);
        assertThat(store.find(bare.id()).block()).isEqualTo(bare);
    }

    @Test
    default void aSecondInsertGivesTheFirst() {
        Organization first = OrganizationFixture.full("same");
        Organization second = OrganizationFixture.unit("same", "520103");
        Organizations store = with(first);
        assertThat(store.insertOrGet(second).block()).isEqualTo(first);
        assertThat(store.find(first.id()).block()).isEqualTo(first);
    }

    @Test
    default void ofManyInsertsAtOnceOneIsStored() {
        Organizations store = organizations();
        List<Organization> given =
                Flux.range(0, 16)
                        .flatMap(
                                i ->
                                        store.insertOrGet(
                                                OrganizationFixture.any(
                                                        "race",
                                                        OrganizationKind.SOCIAL,
                                                        "N" + i,
                                                        "520100")))
                        .collectList()
                        .block();
        assertThat(given).hasSize(16).allMatch(given.getFirst()::equals);
    }

    @Test
    default void savesOnTheVersionBeforeOnly() {
        Organization first = OrganizationFixture.unit("changing", "520102");
        Organizations store = with(first);
        var details = OrganizationFixture.details(OrganizationKind.COUNCIL, "改名", "520103021006");
        Organization second = first.change(details, OrganizationFixture.NOW.plusMillis(1));
        assertThat(store.save(second).block()).isEqualTo(second);
        assertThat(store.save(second).blockOptional()).isEmpty();
        assertThat(store.find(first.id()).block()).isEqualTo(second);
    }

    @Test
    default void savesNothingThatWasNeverInserted() {
        Organization never = OrganizationFixture.unit("never", "520102");
        var details = OrganizationFixture.details(OrganizationKind.UNIT, "改名", "520102");
        Organizations store = organizations();
        assertThat(store.save(never.change(details, OrganizationFixture.NOW)).blockOptional())
                .isEmpty();
        assertThat(store.find(never.id()).blockOptional()).isEmpty();
    }

    @Test
    default void listsASubtreeByKindAndNamePart() {
        Organizations store =
                with(
                        OrganizationFixture.any("a", OrganizationKind.UNIT, "Water 水务", "520100"),
                        OrganizationFixture.any("b", OrganizationKind.UNIT, "城管 (南明)", "520102"),
                        OrganizationFixture.any(
                                "c", OrganizationKind.COUNCIL, "甲秀楼议事会", "520102016003"),
                        OrganizationFixture.any(
                                "d", OrganizationKind.SOCIAL, "waterfront", "520103"));
        assertThat(ids(store, "520100", null, null)).containsExactly("a", "b", "c", "d");
        assertThat(ids(store, "520102", null, null)).containsExactly("b", "c");
        assertThat(ids(store, "520102016", null, null)).containsExactly("c");
        assertThat(ids(store, "520111", null, null)).isEmpty();
        assertThat(ids(store, "520100", OrganizationKind.UNIT, null)).containsExactly("a", "b");
        assertThat(ids(store, "520100", null, "WATER")).containsExactly("a", "d");
        assertThat(ids(store, "520100", OrganizationKind.UNIT, "water")).containsExactly("a");
        assertThat(ids(store, "520100", null, "楼议")).containsExactly("c");
        assertThat(ids(store, "520100", null, "(南")).containsExactly("b");
        assertThat(ids(store, "520100", null, ".*")).isEmpty();
        assertThat(ids(store, "520100", null, "\\E.*\\Q")).isEmpty();
    }

    @Test
    default void pagesGiveEveryOneOnceInTheOrderOfIds() {
        Organizations store =
                with(
                        IntStream.range(0, 7)
                                .mapToObj(i -> OrganizationFixture.unit("p" + i, "520102"))
                                .toArray(Organization[]::new));
        var query = new OrganizationQuery(new AreaCode("520100"), null, null);
        var found = new ArrayList<String>();
        Cursor after = null;
        do {
            Slice<Organization> slice = store.list(query, after, 3).block();
            assertThat(slice.items()).hasSizeBetween(1, 3);
            slice.items().forEach(organization -> found.add(organization.id().value()));
            after = slice.next();
        } while (after != null);
        assertThat(found).containsExactly("p0", "p1", "p2", "p3", "p4", "p5", "p6");
    }

    @Test
    default void whoAnswersIsListedDeepestFirst() {
        Organizations store =
                with(
                        OrganizationFixture.unit("cityAll", "520100"),
                        OrganizationFixture.unit("cityNoise", "520100", "noise"),
                        OrganizationFixture.unit("cityRoad", "520100", "road"),
                        OrganizationFixture.unit("elsewhere", "520103"),
                        OrganizationFixture.unit("below", "520102016003"),
                        OrganizationFixture.unit("district", "520102"),
                        OrganizationFixture.any(
                                "council", OrganizationKind.COUNCIL, "议事会", "520102016"),
                        OrganizationFixture.any(
                                "social", OrganizationKind.SOCIAL, "社会组织", "520102"));
        List<AreaCode> path = OrganizationFixture.area("520102016").path();
        assertThat(ids(store.listAnswering(path, "noise")))
                .containsExactly("council", "district", "cityAll", "cityNoise");
        assertThat(ids(store.listAnswering(path, null)))
                .containsExactly("council", "district", "cityAll", "cityNoise", "cityRoad");
        assertThat(ids(store.listAnswering(List.of(), "noise"))).isEmpty();
    }

    private Organizations with(Organization... initial) {
        Organizations store = organizations();
        Flux.fromArray(initial).concatMap(store::insertOrGet).blockLast();
        return store;
    }

    private static List<String> ids(
            Organizations store,
            String area,
            @Nullable OrganizationKind kind,
            @Nullable String namePart) {
        var query = new OrganizationQuery(new AreaCode(area), kind, namePart);
        return store.list(query, null, 100).block().items().stream()
                .map(organization -> organization.id().value())
                .toList();
    }

    private static List<String> ids(Flux<Organization> organizations) {
        return organizations.map(organization -> organization.id().value()).collectList().block();
    }
}
