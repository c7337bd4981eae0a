package org.zhumin.ranking;

import org.zhumin.area.AreaLevel;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.OrganizationId;
import org.zhumin.request.RequestKind;
import org.zhumin.request.RequestOutcome;
import org.zhumin.request.RequestOutcome.Ending;

import java.time.Instant;
import java.util.List;
import java.util.Random;

/** Outcomes of requests for tests. */
final class Outcomes {
    static final Instant DECIDED = Instant.parse("2023-03-10T04:00:00.123Z");
    static final String PERIOD = "2023-03";
    private static final List<List<AreaCode>> PATHS =
            List.of(
                    path("520100", "520102", "520102016", "520102016003"),
                    path("520100", "520102", "520102016", "520102016004"),
                    path("520100", "520103", "520103021", "520103021006"));

    private Outcomes() {}

    private static List<AreaCode> path(String... codes) {
        return List.of(codes).stream().map(AreaCode::new).toList();
    }

    /** Replied in time, solved, and marked 5 by one. */
    static RequestOutcome good(String number, String organization) {
        return of(number, organization, 1, DECIDED, true, Ending.SOLVED, 5, 1, 0, null, 0);
    }

    static RequestOutcome with(String number, String organization, Ending ending, int sum, int n) {
        return of(number, organization, 1, DECIDED, true, ending, sum, n, 0, null, 0);
    }

    static RequestOutcome excluded(String number, String organization, String reason) {
        return of(number, organization, 1, DECIDED, false, Ending.UNSOLVED, 1, 1, 1, reason, 0);
    }

    /** Anything, in one of three months, by one of six organisations; sometimes taken back. */
    static RequestOutcome random(Random random, String number, long revision) {
        int raters = random.nextInt(3);
        Instant decided = Instant.parse("2023-0" + (1 + random.nextInt(3)) + "-15T00:00:00Z");
        Ending[] endings = Ending.values();
        RequestOutcome outcome =
                of(
                        number,
                        "unit" + random.nextInt(6),
                        revision,
                        decided,
                        random.nextBoolean(),
                        endings[random.nextInt(endings.length)],
                        raters * (1 + random.nextInt(5)),
                        raters,
                        random.nextInt(2),
                        random.nextInt(5) == 0 ? "DUPLICATE" : null,
                        random.nextInt(PATHS.size()));
        return random.nextInt(6) == 0 ? outcome.takenBack(revision) : outcome;
    }

    private static RequestOutcome of(
            String number,
            String organization,
            long revision,
            Instant decided,
            boolean inTime,
            Ending ending,
            int sum,
            int raters,
            int reopens,
            String excluded,
            int path) {
        return new RequestOutcome(
                revision,
                true,
                number,
                RequestKind.HELP,
                "roads-lamp",
                PATHS.get(path),
                new OrganizationId(organization),
                "单位" + organization,
                AreaLevel.DISTRICT,
                decided.minusSeconds(86_400),
                decided,
                RequestOutcome.periodOf(decided),
                inTime,
                inTime,
                ending,
                false,
                sum,
                raters,
                reopens,
                excluded);
    }
}
