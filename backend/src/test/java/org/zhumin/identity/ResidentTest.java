package org.zhumin.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.ResidentId;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

class ResidentTest {
    static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
    private static final ResidentId WORKER = new ResidentId("worker");
    private static final List<AreaCode> PATH =
            List.of(new AreaCode("520100"), new AreaCode("520102"), new AreaCode("520102016003"));
    private static final List<AreaCode> ELSEWHERE =
            List.of(new AreaCode("520100"), new AreaCode("520103021006"));

    static Resident someone() {
        return Resident.create(new ResidentId("someone"), "sealed", "居民", List.of(), NOW);
    }

    static Resident bound(Resident resident, String number) {
        var phone = new Phone("index" + number, "sealed" + number, "move", "op", "", NOW);
        return resident.withPhone(phone, "voter" + number, resident.grants());
    }

    private static Residence claimed(Residence before, List<AreaCode> path, Instant at) {
        var address = new Residence.Address("b", "u", "r");
        var claim = new Residence.Claim(path.getLast(), "grid1", path, address, "sealed name");
        return before.claimed(claim, at);
    }

    @ParameterizedTest
    @CsvSource({
        "false, NONE, OPENID",
        "false, CLAIMED, OPENID",
        "false, VERIFIED, OPENID",
        "true, NONE, PHONE",
        "true, REFUSED, PHONE",
        "true, EXPIRED, PHONE",
        "true, CLAIMED, CLAIMED",
        "true, VERIFIED, VERIFIED"
    })
    void theHighestCompleteRungCounts(boolean phone, ResidenceStatus status, Verification rung) {
        Residence residence =
                switch (status) {
                    case NONE -> Residence.NONE;
                    case CLAIMED -> claimed(Residence.NONE, PATH, NOW);
                    case VERIFIED -> claimed(Residence.NONE, PATH, NOW).verified(WORKER, NOW);
                    case REFUSED -> claimed(Residence.NONE, PATH, NOW).refused(WORKER, "x", NOW);
                    case EXPIRED -> expired();
                };
        Resident resident = someone().residing(residence);

        assertThat((phone ? bound(resident, "1") : resident).verification()).isEqualTo(rung);
    }

    private static Residence expired() {
        var claim = claimed(Residence.NONE, PATH, NOW);
        return new Residence(
                ResidenceStatus.EXPIRED,
                claim.areaCode(),
                null,
                claim.path(),
                NOW,
                null,
                Residence.Address.NONE,
                null,
                NOW,
                null,
                null);
    }

    @Test
    void theFirstPhoneFixesTheVoterKey() {
        Resident first = bound(someone(), "1");
        Resident second = bound(first, "2");

        assertThat(first.voterKey()).isEqualTo("voter1");
        assertThat(second.voterKey()).isEqualTo("voter1");
        assertThat(second.phone().index()).isEqualTo("index2");
        assertThat(second.erasing(NOW).erased(NOW).voterKey()).isEqualTo("voter1");
    }

    @Test
    void everyTransitionIsTheNextVersion() {
        Resident resident = someone();

        assertThat(resident.named("a", null, null).version()).isEqualTo(1);
        assertThat(bound(resident, "1").residing(Residence.NONE).version()).isEqualTo(2);
        assertThat(resident.erasing(NOW).erased(NOW).version()).isEqualTo(2);
        assertThat(resident.erasing(NOW).erasing(NOW.plusSeconds(1)).erasingAt()).isEqualTo(NOW);
    }

    @Test
    void anErasedResidentKeepsNothingPersonal() {
        Resident tombstone =
                bound(someone().residing(claimed(Residence.NONE, PATH, NOW)), "1")
                        .consenting(new Consent(ConsentScope.TERMS, "1", NOW))
                        .erasing(NOW)
                        .erased(NOW);

        assertThat(tombstone.openid()).isNull();
        assertThat(tombstone.nickname()).isNull();
        assertThat(tombstone.phone()).isNull();
        assertThat(tombstone.residence()).isEqualTo(Residence.NONE);
        assertThat(tombstone.consents()).isEmpty();
        assertThat(tombstone.mayAct()).isFalse();
        assertThat(tombstone.isErased()).isTrue();
    }

    @Test
    void claimingTheSameCommunityAgainKeepsSince() {
        Instant later = NOW.plus(Duration.ofDays(40));
        Residence first = claimed(Residence.NONE, PATH, NOW);
        Residence again = claimed(first.verified(WORKER, NOW), PATH, later);
        Residence moved = claimed(again, ELSEWHERE, later);

        assertThat(again.since()).isEqualTo(NOW);
        assertThat(again.status()).isEqualTo(ResidenceStatus.CLAIMED);
        assertThat(moved.since()).isEqualTo(later);
        assertThat(moved.previous()).isEqualTo(new Residence.Previous(PATH.getLast(), NOW, later));
    }

    @Test
    void aRefusedCommunityWasNeverAResidence() {
        Residence refused = claimed(Residence.NONE, PATH, NOW).refused(WORKER, "x", NOW);
        Instant later = NOW.plusSeconds(5);

        assertThat(claimed(refused, PATH, later).since()).isEqualTo(later);
        assertThat(claimed(refused, ELSEWHERE, later).previous()).isNull();
    }

    @Test
    void aDecisionErasesTheRealNameAndIsMadeOnce() {
        Residence verified = claimed(Residence.NONE, PATH, NOW).verified(WORKER, NOW);

        assertThat(verified.realName()).isNull();
        assertThat(verified.address().room()).isEqualTo("r");
        assertThatThrownBy(() -> verified.refused(WORKER, "x", NOW))
                .hasMessage("residence.not-claimed");
    }

    @Test
    void onlyGrantsOfNowCount() {
        Grant past = new Grant(Role.GRID, PATH.get(1), null, List.of(), null, NOW);
        Grant present = new Grant(Role.COUNCIL, PATH.get(1), null, List.of(), NOW, null);
        Grant future = new Grant(Role.ADMIN, PATH.get(0), null, List.of(), NOW.plusMillis(1), null);
        Actor actor = someone().granted(List.of(past, present, future)).actor("session", NOW);

        assertThat(actor.grants()).containsExactly(present);
        assertThat(actor.hasIn(Role.COUNCIL, PATH)).isTrue();
        assertThat(actor.hasIn(Role.COUNCIL, ELSEWHERE)).isFalse();
        assertThat(actor.isStaff()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"13812341234, 138****1234", "+85291234567, ****67", "7, ****7"})
    void phonesAreMasked(String number, String masked) {
        assertThat(Phone.masked(number)).isEqualTo(masked);
    }

    @ParameterizedTest
    @CsvSource({
        "OPENID, OPENID, ''",
        "OPENID, PHONE, PHONE",
        "OPENID, VERIFIED, PHONE RESIDENCE VERIFIED",
        "PHONE, CLAIMED, RESIDENCE",
        "CLAIMED, VERIFIED, VERIFIED",
        "VERIFIED, OPENID, ''"
    })
    void whatIsMissingIsTold(Verification has, Verification needs, String missing) {
        var actor = new Actor(new ResidentId("a"), "s", has, List.of(), List.of());

        assertThat(actor.missingFor(needs).stream().map(Enum::name).toList())
                .isEqualTo(missing.isEmpty() ? List.of() : List.of(missing.split(" ")));
    }
}
