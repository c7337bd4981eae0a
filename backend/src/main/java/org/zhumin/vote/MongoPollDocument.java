package org.zhumin.vote;

import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;
import org.zhumin.identity.AgeBand;
import org.zhumin.identity.ConsentScope;
import org.zhumin.identity.Verification;
import org.zhumin.kernel.AreaCode;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The stored shape of a poll.
 *
 * @param leaves of the tree
 * @param keptOut leaves of quarantined votes
 * @param untold while what follows from the count is not all done
 */
public record MongoPollDocument(
        @BsonId String id,
        String subject,
        PolicyDocument policy,
        Instant opensAt,
        @Nullable Instant closesAt,
        Poll.TallyMode tally,
        List<String> options,
        @Nullable RoundDocument round,
        int minimumCell,
        Poll.State state,
        @Nullable ResultDocument result,
        @Nullable LeavesDocument leaves,
        @Nullable LeavesDocument keptOut,
        @Nullable Boolean untold) {

    static MongoPollDocument of(Poll poll) {
        return new MongoPollDocument(
                poll.id().value(),
                poll.id().subject(),
                PolicyDocument.of(poll.policy()),
                poll.opensAt(),
                poll.closesAt(),
                poll.tally(),
                poll.options(),
                RoundDocument.of(poll.round()),
                poll.minimumCell(),
                poll.state(),
                null,
                null,
                null,
                null);
    }

    Poll toDomain() {
        return new Poll(
                PollId.parse(id).orElseThrow(),
                policy.toDomain(),
                opensAt,
                closesAt,
                tally,
                options,
                round == null ? null : round.toDomain(),
                minimumCell,
                state);
    }

    Polls.@Nullable Counted toCounted() {
        return result == null || leaves == null || keptOut == null
                ? null
                : new Polls.Counted(
                        toDomain(),
                        result.toDomain(PollId.parse(id).orElseThrow()),
                        leaves.toDomain(),
                        keptOut.toDomain());
    }

    /** Who may vote. */
    public record PolicyDocument(
            String name,
            AreaCode area,
            Verification verification,
            long waitMillis,
            @Nullable Instant residentBefore,
            @Nullable AgeBand youngest,
            List<ConsentScope> consents) {
        static PolicyDocument of(EligibilityPolicy policy) {
            return new PolicyDocument(
                    policy.name(),
                    policy.area(),
                    policy.verification(),
                    policy.waitAfterMoving().toMillis(),
                    policy.residentBefore(),
                    policy.youngest(),
                    policy.consents().stream().sorted().toList());
        }

        EligibilityPolicy toDomain() {
            return new EligibilityPolicy(
                    name,
                    area,
                    verification,
                    Duration.ofMillis(waitMillis),
                    residentBefore,
                    youngest,
                    Set.copyOf(consents));
        }
    }

    /** What a ballot may hold. */
    public record RoundDocument(
            BallotKind kind,
            long budgetYuan,
            List<CandidateDocument> candidates,
            @Nullable Integer maxChoices) {
        static @Nullable RoundDocument of(Poll.@Nullable Round round) {
            return round == null
                    ? null
                    : new RoundDocument(
                            round.kind(),
                            round.budgetYuan(),
                            round.candidates().stream()
                                    .map(one -> new CandidateDocument(one.id(), one.costYuan()))
                                    .toList(),
                            round.maxChoices());
        }

        Poll.Round toDomain() {
            return new Poll.Round(
                    kind,
                    budgetYuan,
                    candidates.stream()
                            .map(one -> new Candidate(one.candidateId(), one.costYuan()))
                            .toList(),
                    maxChoices);
        }
    }

    public record CandidateDocument(String candidateId, long costYuan) {}

    /** Counts are lists of rows, since a name may hold what a field's name may not. */
    public record ResultDocument(
            Instant closedAt,
            Instant countedAt,
            long eligible,
            long turnout,
            List<CountDocument> tally,
            List<AreaDocument> byArea,
            List<CountDocument> byVerification,
            List<CountDocument> byChannel,
            List<CountDocument> quarantined,
            String root) {
        static ResultDocument of(PollResult result) {
            return new ResultDocument(
                    result.closedAt(),
                    result.countedAt(),
                    result.eligible(),
                    result.turnout(),
                    CountDocument.of(result.tally().counts()),
                    AreaDocument.of(result.byArea()),
                    CountDocument.of(result.byVerification()),
                    CountDocument.of(result.byChannel()),
                    CountDocument.of(result.quarantined()),
                    result.root());
        }

        PollResult toDomain(PollId poll) {
            var verifications = new EnumMap<Verification, Long>(Verification.class);
            CountDocument.map(byVerification)
                    .forEach((name, n) -> verifications.put(Verification.valueOf(name), n));
            var channels = new EnumMap<VoteChannel, Long>(VoteChannel.class);
            CountDocument.map(byChannel)
                    .forEach((name, n) -> channels.put(VoteChannel.valueOf(name), n));
            var areas = new HashMap<AreaCode, Tally>();
            byArea.forEach(one -> areas.put(one.area(), tallyOf(one.tally())));
            return new PollResult(
                    poll,
                    closedAt,
                    countedAt,
                    eligible,
                    turnout,
                    tallyOf(tally),
                    areas,
                    verifications,
                    channels,
                    CountDocument.map(quarantined),
                    root);
        }

        private static Tally tallyOf(List<CountDocument> counts) {
            return new Tally(CountDocument.map(counts));
        }
    }

    public record AreaDocument(AreaCode area, List<CountDocument> tally) {
        static List<AreaDocument> of(Map<AreaCode, Tally> areas) {
            var rows = new ArrayList<AreaDocument>();
            areas.forEach(
                    (area, tally) ->
                            rows.add(new AreaDocument(area, CountDocument.of(tally.counts()))));
            return rows;
        }
    }

    public record CountDocument(String name, long n) {
        static List<CountDocument> of(Map<?, Long> counts) {
            var rows = new ArrayList<CountDocument>();
            counts.forEach((name, n) -> rows.add(new CountDocument(name.toString(), n)));
            return rows;
        }

        static Map<String, Long> map(List<CountDocument> rows) {
            var counts = new HashMap<String, Long>();
            rows.forEach(row -> counts.put(row.name(), row.n()));
            return counts;
        }
    }

    /** How the leaves are cut; and the leaves that are kept out. */
    public record LeavesDocument(String root, long size, List<PieceDocument> pieces) {
        static LeavesDocument of(Leaves.Index index) {
            return new LeavesDocument(
                    index.root(),
                    index.size(),
                    index.pieces().stream()
                            .map(one -> new PieceDocument(one.first(), one.root()))
                            .toList());
        }

        Leaves.Index toDomain() {
            return new Leaves.Index(
                    root,
                    size,
                    pieces.stream().map(one -> new Leaves.Piece(one.first(), one.root())).toList());
        }
    }

    public record PieceDocument(String first, String root) {}
}
