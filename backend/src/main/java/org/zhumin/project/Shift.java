package org.zhumin.project;

import org.jspecify.annotations.Nullable;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.Identifier;
import org.zhumin.kernel.Ids;
import org.zhumin.kernel.ResidentId;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * 管护班次: when residents look after what was built. Immutable.
 *
 * @param place of the project
 * @param reports one for each resident who came
 * @param bodyHash what the call said, for its repetition
 */
public record Shift(
        Id id,
        ProjectId project,
        String projectTitle,
        List<AreaCode> areaPath,
        ProjectContent.@Nullable Place place,
        String title,
        Instant startsAt,
        Instant endsAt,
        int capacity,
        List<ResidentId> signedUp,
        List<Report> reports,
        String bodyHash,
        Instant createdAt,
        long version) {
    /** So long after its end it may still be reported. */
    static final Duration REPORT_WITHIN = Duration.ofDays(2);

    public Shift {
        areaPath = List.copyOf(areaPath);
        signedUp = List.copyOf(signedUp);
        reports = List.copyOf(reports);
    }

    /** The public id. */
    public record Id(String value) implements Identifier {
        public Id {
            if (!Ids.isValid(value)) {
                throw new IllegalArgumentException("not an id");
            }
        }
    }

    /**
     * What somebody found.
     *
     * @param by absent once the account is erased; shown to nobody
     * @param shown whether others may read it; what WeChat doubts they may not
     * @param defect what is broken; it becomes a request
     */
    public record Report(
            @Nullable ResidentId by,
            String text,
            List<String> mediaIds,
            @Nullable String defect,
            boolean shown,
            Instant at,
            String operation,
            String operationHash) {
        public Report {
            mediaIds = List.copyOf(mediaIds);
        }

        Report showing(boolean nowShown) {
            return new Report(by, text, mediaIds, defect, nowShown, at, operation, operationHash);
        }
    }

    Optional<Report> report(String operation) {
        return reports.stream().filter(report -> report.operation().equals(operation)).findFirst();
    }

    /** Others may read this report from now on, or no longer. */
    Shift showing(String operation, boolean shown) {
        return next(
                signedUp,
                reports.stream()
                        .map(
                                report ->
                                        report.operation().equals(operation)
                                                ? report.showing(shown)
                                                : report)
                        .toList());
    }

    boolean has(ResidentId resident) {
        return signedUp.contains(resident);
    }

    Optional<Report> reportOf(ResidentId resident) {
        return reports.stream().filter(report -> resident.equals(report.by())).findFirst();
    }

    /**
     * @throws org.zhumin.kernel.DomainException {@link ProjectProblem#SHIFT_OVER}, {@link
     *     ProjectProblem#SHIFT_FULL}
     */
    Shift signUp(ResidentId resident, Instant now) {
        if (has(resident)) {
            return this;
        }
        if (!now.isBefore(startsAt)) {
            throw ProjectProblem.SHIFT_OVER.refusal();
        }
        if (signedUp.size() >= capacity) {
            throw ProjectProblem.SHIFT_FULL.refusal();
        }
        var all = new ArrayList<>(signedUp);
        all.add(resident);
        return next(all, reports);
    }

    /** Whoever has reported stays. */
    Shift signOff(ResidentId resident) {
        if (!has(resident) || reportOf(resident).isPresent()) {
            return this;
        }
        return next(signedUp.stream().filter(one -> !one.equals(resident)).toList(), reports);
    }

    /**
     * @throws org.zhumin.kernel.DomainException {@link ProjectProblem#NOT_SIGNED_UP}, {@link
     *     ProjectProblem#NOT_REPORTABLE}, {@link ProjectProblem#ALREADY_REPORTED}
     */
    Shift report(Report report, ResidentId resident) {
        requireReportable(resident, report.at());
        var all = new ArrayList<>(reports);
        all.add(report);
        return next(signedUp, all);
    }

    void requireReportable(ResidentId resident, Instant now) {
        if (!has(resident)) {
            throw ProjectProblem.NOT_SIGNED_UP.refusal();
        }
        if (now.isBefore(startsAt) || now.isAfter(endsAt.plus(REPORT_WITHIN))) {
            throw ProjectProblem.NOT_REPORTABLE.refusal();
        }
        if (reportOf(resident).isPresent()) {
            throw ProjectProblem.ALREADY_REPORTED.refusal();
        }
    }

    /** The same without anything that tells who it was. */
    Shift without(ResidentId resident) {
        return next(
                signedUp.stream().filter(one -> !one.equals(resident)).toList(),
                reports.stream()
                        .map(
                                report ->
                                        resident.equals(report.by())
                                                ? new Report(
                                                        null,
                                                        report.text(),
                                                        report.mediaIds(),
                                                        report.defect(),
                                                        report.shown(),
                                                        report.at(),
                                                        report.operation(),
                                                        report.operationHash())
                                                : report)
                        .toList());
    }

    private Shift next(List<ResidentId> nextSignedUp, List<Report> nextReports) {
        return new Shift(
                id,
                project,
                projectTitle,
                areaPath,
                place,
                title,
                startsAt,
                endsAt,
                capacity,
                nextSignedUp,
                nextReports,
                bodyHash,
                createdAt,
                version + 1);
    }
}
