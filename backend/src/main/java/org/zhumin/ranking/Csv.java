package org.zhumin.ranking;

import org.jspecify.annotations.Nullable;
import org.zhumin.kernel.AreaCode;
import org.zhumin.request.RequestKind;
import org.zhumin.request.RequestOutcome;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The orders of a ranking as CSV (RFC 4180, UTF-8, with header): all that is needed to compute it
 * again, and nothing about the people who asked. What a report (举报) was about is left out.
 */
final class Csv {
    static final String HEADER =
            String.join(
                            ",",
                            List.of(
                                    "number",
                                    "kind",
                                    "categoryCode",
                                    "areaPath",
                                    "organizationId",
                                    "organizationName",
                                    "organizationLevel",
                                    "submittedAt",
                                    "decidedAt",
                                    "signedInTime",
                                    "respondedInTime",
                                    "ending",
                                    "byCallback",
                                    "satisfactionSum",
                                    "raters",
                                    "reopens",
                                    "excludedReason",
                                    "counted"))
                    + "\r\n";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxxx")
                    .withZone(ZoneId.of("Asia/Shanghai"));

    private Csv() {}

    /**
     * @param excluded the reason that holds in this edition
     */
    static String line(RequestOutcome order, @Nullable String excluded, RankingFormula formula) {
        return Stream.<@Nullable Object>of(
                                order.number(),
                                order.kind(),
                                order.kind() == RequestKind.REPORT ? null : order.categoryCode(),
                                areaPath(order.areaPath()),
                                order.organizationId().value(),
                                order.organizationName(),
                                order.organizationLevel(),
                                time(order.submittedAt()),
                                time(order.decidedAt()),
                                order.signedInTime(),
                                order.respondedInTime(),
                                order.ending(),
                                order.byCallback(),
                                order.satisfactionSum(),
                                order.raters(),
                                order.reopens(),
                                excluded,
                                excluded == null || formula.counts(excluded))
                        .map(Csv::field)
                        .collect(Collectors.joining(","))
                + "\r\n";
    }

    private static String areaPath(List<AreaCode> path) {
        return path.stream().map(AreaCode::value).collect(Collectors.joining("/"));
    }

    private static String time(@Nullable Instant moment) {
        return moment == null ? "" : TIME.format(moment);
    }

    /** A text that a spreadsheet would take for a formula gets an apostrophe before it. */
    private static String field(@Nullable Object value) {
        String text = value == null ? "" : value.toString();
        if (!text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0) {
            text = "'" + text;
        }
        return text.matches("(?s).*[\",\r\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
