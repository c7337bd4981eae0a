package org.zhumin.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.zhumin.area.Trees;
import org.zhumin.identity.Residents.Acting;
import org.zhumin.identity.Residents.ClaimScope;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.Cursor;
import org.zhumin.kernel.Ids;
import org.zhumin.kernel.OrganizationId;
import org.zhumin.kernel.ResidentId;
import org.zhumin.testing.TestDatabase;

import reactor.core.publisher.Flux;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

class MongoResidentsIT {
    private static final Instant NOW = ResidentTest.NOW;
    private static final AreaCode CITY = new AreaCode("520100");
    private static final AreaCode COMMUNITY = new AreaCode("520102016003");

    private static final AreaCode ELSEWHERE = new AreaCode("520103021006");

    private final TestDatabase database = TestDatabase.create("residents");
    private final Residents residents =
            database.withIndexes(new MongoResidents(database.database(), Trees.guiyang()));

    private static Resident resident() {
        return Resident.create(new ResidentId(Ids.random()), "sealed", "居民", List.of(), NOW);
    }

    private static Residence claimed(AreaCode area, Instant at) {
        var address = new Residence.Address("b", null, "r");
        return Residence.NONE.claimed(
                new Residence.Claim(area, "grid1", List.of(CITY, area), address, "name"), at);
    }

    private static Resident everything() {
        var grant =
                new Grant(
                        Role.HANDLER,
                        new AreaCode("520102"),
                        new OrganizationId("unit"),
                        List.of("grid1"),
                        NOW,
                        NOW.plusSeconds(1));
        Residence moved =
                claimed(COMMUNITY, NOW)
                        .verified(new ResidentId("worker"), NOW)
                        .claimed(
                                new Residence.Claim(
                                        ELSEWHERE,
                                        null,
                                        List.of(CITY),
                                        new Residence.Address("b", "u", "r"),
                                        null),
                                NOW.plusSeconds(9))
                        .refused(new ResidentId("worker"), "why", NOW.plusSeconds(10));
        return ResidentTest.bound(resident(), "5")
                .named("小王", "https://a.example/", AgeBand.FROM_60)
                .residing(moved)
                .consenting(new Consent(ConsentScope.TERMS, "1", NOW))
                .granted(List.of(grant))
                .erasing(NOW);
    }

    @Test
    void everyFieldComesBack() {
        for (Resident resident : List.of(resident(), everything(), everything().erased(NOW))) {
            Resident stored = residents.insertOrGet(resident).block();

            assertThat(stored)
                    .usingRecursiveComparison()
                    .ignoringFields("changedAt")
                    .isEqualTo(resident);
            assertThat(residents.find(resident.id()).block()).isEqualTo(stored);
        }
    }

    @Test
    void aMissingOneIsEmpty() {
        assertThat(residents.find(new ResidentId("nobody")).blockOptional()).isEmpty();
        assertThat(residents.save(resident().named("x", null, null)).blockOptional()).isEmpty();
    }

    @Test
    void aSecondInsertGivesTheFirst() {
        Resident first = residents.insertOrGet(resident()).block();

        assertThat(residents.insertOrGet(first.named("other", null, null)).block())
                .isEqualTo(first);
    }

    @Test
    void ofManyChangesAtOnceOneIsSaved() {
        Resident before = residents.insertOrGet(resident()).block();
        var saved =
                Flux.range(0, 8)
                        .flatMap(i -> residents.save(before.named("n" + i, null, null)), 8)
                        .collectList()
                        .block();

        assertThat(saved).hasSize(1);
        assertThat(residents.find(before.id()).block()).isEqualTo(saved.getFirst());
    }

    @Test
    void textsThatLookLikeExpressionsStayTexts() {
        Resident before = residents.insertOrGet(resident()).block();
        Resident saved = residents.save(before.named("$$NOW", "$version", null)).block();

        assertThat(saved.nickname()).isEqualTo("$$NOW");
        assertThat(saved.avatar()).isEqualTo("$version");
    }

    @Test
    void aPhoneIsStrippedOnlyFromItsCarrierAndTheVersionRisesAnyway() {
        Resident carrier = residents.insertOrGet(ResidentTest.bound(resident(), "7")).block();
        residents.stripPhone(carrier.id(), "index8").block();
        Resident spared = residents.find(carrier.id()).block();
        residents.stripPhone(carrier.id(), "index7").block();
        Resident stripped = residents.find(carrier.id()).block();

        assertThat(spared.phone()).isEqualTo(carrier.phone());
        assertThat(spared.phoneMovedAt()).isNull();
        assertThat(spared.version()).isEqualTo(carrier.version() + 1);
        assertThat(stripped.phone()).isNull();
        assertThat(stripped.phoneMovedAt()).isNotNull();
        assertThat(stripped.voterKey()).isEqualTo("voter7");
    }

    @Test
    void claimsComeOldestFirstWithinTheirScope() {
        var area = new AreaCode("520123101001");
        var ids = new ArrayList<ResidentId>();
        for (int i = 0; i < 5; i++) {
            // Pairs share a time, so that the order within a time matters too.
            Instant at = NOW.plus(Duration.ofHours(i / 2));
            ids.add(residents.insertOrGet(resident().residing(claimed(area, at))).block().id());
        }
        var scopes = List.of(new ClaimScope(area, List.of("grid1")));
        var seen = new ArrayList<ResidentId>();
        Cursor after = null;
        do {
            var slice = residents.listClaims(scopes, after, 2).block();
            slice.items().forEach(found -> seen.add(found.id()));
            after = slice.next();
        } while (after != null);

        assertThat(seen).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(seen.getLast()).isEqualTo(ids.getLast());
        var elsewhere = List.of(new ClaimScope(area, List.of("grid2")));
        assertThat(residents.listClaims(elsewhere, null, 2).block().items()).isEmpty();
    }

    @Test
    void onlyUnfinishedErasuresAreListed() {
        Resident leaving = residents.insertOrGet(resident().erasing(NOW)).block();
        Resident gone = residents.insertOrGet(resident().erasing(NOW).erased(NOW)).block();
        var listed = residents.listErasing(NOW.plusMillis(1)).collectList().block();

        assertThat(listed).containsExactly(leaving.id()).doesNotContain(gone.id());
        assertThat(residents.listErasing(NOW).collectList().block()).isEmpty();
    }

    @Test
    void changesAreToldByTheDatabasesTime() {
        Resident stored = residents.insertOrGet(resident()).block();
        Resident saved = residents.save(stored.named("x", null, null)).block();

        assertThat(saved.changedAt()).isAfterOrEqualTo(stored.changedAt());
        assertThat(residents.streamChanged(saved.changedAt()).collectList().block())
                .contains(new Residents.Changed(saved.id(), saved.changedAt()));
        assertThat(residents.findLastChange().block()).isAfterOrEqualTo(saved.changedAt());
    }

    private ResidentId granted(Grant... grants) {
        var stored = resident().granted(List.of(grants));
        return residents.insertOrGet(stored).block().id();
    }

    private static Grant grant(Role role, AreaCode area, String unit, Instant from, Instant to) {
        return new Grant(
                role, area, unit == null ? null : new OrganizationId(unit), List.of(), from, to);
    }

    @Test
    void whoActsSomewhereIsListedPageByPage() {
        var unit = Acting.forOrganization(new OrganizationId("acting"));
        var acting =
                IntStream.range(0, 5)
                        .mapToObj(_ -> granted(grant(Role.HANDLER, CITY, "acting", null, null)))
                        .sorted(Comparator.comparing(ResidentId::value))
                        .toList();
        granted(grant(Role.HANDLER, CITY, "other", null, null));
        granted(grant(Role.ORGANIZER, CITY, "acting", null, null));
        granted(
                grant(Role.ORGANIZER, CITY, "acting", null, null),
                grant(Role.HANDLER, CITY, "other", null, null));
        granted(grant(Role.HANDLER, CITY, "acting", null, NOW));
        granted(grant(Role.HANDLER, CITY, "acting", NOW.plusSeconds(1), null));
        residents
                .insertOrGet(
                        resident()
                                .granted(List.of(grant(Role.HANDLER, CITY, "acting", null, null)))
                                .erasing(NOW))
                .block();
        var first = list(unit, null, 3);
        assertThat(first).isEqualTo(acting.subList(0, 3));
        assertThat(list(unit, first.getLast(), 3)).isEqualTo(acting.subList(3, 5));
    }

    private List<ResidentId> list(Acting where, ResidentId after, int limit) {
        return residents
                .listActing(where, Set.of(Role.HANDLER, Role.COUNCIL), NOW, after, limit)
                .collectList()
                .block();
    }

    @Test
    void onlyTheAreaItselfIsAskedForItsDesk() {
        var here = granted(grant(Role.COUNCIL, COMMUNITY, null, NOW, NOW.plusSeconds(1)));
        granted(grant(Role.COUNCIL, CITY, null, null, null));
        assertThat(list(Acting.in(COMMUNITY), null, 9)).containsExactly(here);
    }
}
