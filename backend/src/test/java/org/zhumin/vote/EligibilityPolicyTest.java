package org.zhumin.vote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhumin.identity.AgeBand;
import org.zhumin.identity.ConsentScope;
import org.zhumin.identity.Requirement;
import org.zhumin.identity.Verification;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.DomainException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

class EligibilityPolicyTest {
    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
    private static final AreaCode DISTRICT = new AreaCode("520102");
    private static final List<AreaCode> HOME =
            List.of(new AreaCode("520100"), DISTRICT, new AreaCode("520102016"));
    private static final EligibilityPolicy RESIDENTS =
            EligibilityPolicy.ofResidents("project.POINT", DISTRICT, Duration.ofDays(30));

    private static Voter voter(Verification verification, int daysHere, boolean moved) {
        boolean resides = verification.reaches(Verification.CLAIMED);
        return new Voter(
                verification,
                resides ? HOME : List.of(),
                resides ? NOW.minus(Duration.ofDays(daysHere)) : null,
                moved,
                verification.reaches(Verification.PHONE),
                null,
                Set.of());
    }

    @ParameterizedTest
    @CsvSource({
        "OPENID,0,false,PHONE;RESIDENCE",
        "PHONE,0,false,RESIDENCE",
        "CLAIMED,0,false,",
        "CLAIMED,29,true,RESIDENCE_SINCE",
        "CLAIMED,30,true,",
        "VERIFIED,1,true,"
    })
    void asksForTheNextSteps(Verification verification, int days, boolean moved, String missing) {
        Eligibility eligibility = RESIDENTS.judge(voter(verification, days, moved), NOW);
        assertThat(String.join(";", eligibility.missing().stream().map(Enum::name).toList()))
                .isEqualTo(missing == null ? "" : missing);
        assertThat(eligibility.eligible()).isEqualTo(missing == null);
    }

    @Test
    void theAreaIsAMatterOfThePath() {
        var elsewhere = EligibilityPolicy.ofResidents("p", new AreaCode("520103"), Duration.ZERO);
        assertThat(elsewhere.judge(voter(Verification.VERIFIED, 99, false), NOW).missing())
                .containsExactly(Requirement.RESIDENCE_IN_AREA);
    }

    @Test
    void aStricterPolicyNamesAllThatIsMissing() {
        var strict =
                new EligibilityPolicy(
                        "round",
                        DISTRICT,
                        Verification.VERIFIED,
                        Duration.ZERO,
                        NOW.minus(Duration.ofDays(10)),
                        AgeBand.FROM_18_TO_59,
                        Set.of(ConsentScope.TERMS));
        assertThat(strict.judge(voter(Verification.CLAIMED, 10, false), NOW).missing())
                .containsExactly(
                        Requirement.RESIDENCE_SINCE,
                        Requirement.VERIFIED,
                        Requirement.AGE,
                        Requirement.CONSENT);
        var voter =
                new Voter(
                        Verification.VERIFIED,
                        HOME,
                        NOW.minus(Duration.ofDays(11)),
                        true,
                        true,
                        AgeBand.FROM_60,
                        Set.of(ConsentScope.TERMS));
        assertThat(strict.judge(voter, NOW).eligible()).isTrue();
    }

    @Test
    void withoutAVoterKeyThereIsNoVote() {
        var voter = new Voter(Verification.CLAIMED, HOME, NOW, false, false, null, Set.of());
        Eligibility eligibility = RESIDENTS.judge(voter, NOW);
        assertThat(eligibility.missing()).containsExactly(Requirement.PHONE);
        assertThatThrownBy(eligibility::require)
                .isInstanceOfSatisfying(
                        DomainException.class,
                        refusal ->
                                assertThat(refusal.problem().extras())
                                        .containsEntry("missing", List.of(Requirement.PHONE)));
    }
}
