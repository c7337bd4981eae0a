package org.zhumin.moderation;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhumin.area.AreaName;
import org.zhumin.area.AreaTree;
import org.zhumin.identity.Actor;
import org.zhumin.media.MediaView;
import org.zhumin.moderation.ModeratedContent.Content;
import org.zhumin.moderation.ModerationDesk.CaseFile;
import org.zhumin.moderation.ReportService.Reported;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/** From cases and reports to what a reader may see of them. */
@Component
class ModerationViews {
    private final ModerationTexts texts;
    private final ModerationProperties properties;
    private final AreaTree areas;
    private final Clock clock;

    ModerationViews(
            ModerationTexts texts, ModerationProperties properties, AreaTree areas, Clock clock) {
        this.texts = texts;
        this.properties = properties;
        this.areas = areas;
        this.clock = clock;
    }

    List<ReasonView> reasons(Locale locale) {
        return Stream.of(ReasonCode.values()).map(reason -> reasonView(reason, locale)).toList();
    }

    private ReasonView reasonView(ReasonCode reason, Locale locale) {
        return new ReasonView(reason, texts.reason(reason, locale));
    }

    ReportView report(Reported reported, Locale locale) {
        Report report = reported.report();
        return new ReportView(
                report.id(),
                report.target().type(),
                report.target().id(),
                report.reason(),
                texts.reason(report.reason(), locale),
                report.text(),
                report.at(),
                Outcome.of(reported.state()),
                texts.outcome(reported.state(), locale));
    }

    /** For everybody: nothing that leads to the content or to a person. */
    LogView log(ModerationCase decided, Locale locale) {
        CaseState state = decided.state();
        return new LogView(
                Objects.requireNonNull(decided.decidedAt()),
                decided.target().type(),
                state == CaseState.PASSED ? Decision.PASSED : Decision.WITHHELD,
                decided.reason(),
                texts.decision(state, decided.reason(), locale),
                Appeal.of(state));
    }

    OwnerView owner(ModerationCase decided, Locale locale) {
        Instant until = decided.appealUntil(properties.appealTime());
        boolean mayAppeal =
                decided.state() == CaseState.WITHHELD
                        && until != null
                        && clock.instant().isBefore(until);
        return new OwnerView(
                decided.id(),
                decided.target().type(),
                decided.target().id(),
                decided.state(),
                decided.reason(),
                texts.decision(decided.state(), decided.reason(), locale),
                decided.decidedAt(),
                mayAppeal,
                mayAppeal ? until : null,
                decided.appeal());
    }

    /** The reporters stay unnamed, for the desk as well. */
    DeskView desk(CaseFile file, Actor actor, Locale locale) {
        ModerationCase about = file.about();
        return new DeskView(
                about.id(),
                about.target().type(),
                about.target().id(),
                areas.names(about.areaPath()),
                about.openedBy(),
                about.reason(),
                texts.reason(about.reason(), locale),
                about.state(),
                texts.state(about.state(), locale),
                file.content().map(Content::excerpt).orElse(null),
                file.content().map(Content::media).orElse(List.of()),
                file.content().map(Content::isPublic).orElse(false),
                file.reportCount(),
                file.latest().stream().map(report -> complaint(report, locale)).toList(),
                about.appeal(),
                about.openedAt(),
                about.waitingSince(),
                about.timeline().stream().map(step -> line(step, locale)).toList(),
                DecisionRules.allowedActions(about, actor),
                about.owed());
    }

    private Complaint complaint(Report report, Locale locale) {
        return new Complaint(
                report.at(), report.reason(), texts.reason(report.reason(), locale), report.text());
    }

    private Line line(CaseStep step, Locale locale) {
        return new Line(step.at(), step.state(), texts.state(step.state(), locale), step.reason());
    }

    record ReasonView(ReasonCode code, String text) {}

    /**
     * A report as its reporter sees it.
     *
     * @param status what became of it
     */
    record ReportView(
            String id,
            String targetType,
            String targetId,
            ReasonCode reasonCode,
            String reason,
            @Nullable String text,
            Instant at,
            Outcome status,
            String statusText) {}

    /** What became of a report. */
    public enum Outcome {
        WAITING,
        KEPT,
        WITHHELD;

        static Outcome of(CaseState state) {
            return switch (state) {
                case OPEN -> WAITING;
                case PASSED, REVERSED -> KEPT;
                case WITHHELD, APPEALED, UPHELD -> WITHHELD;
            };
        }
    }

    /** One line of the public log. */
    record LogView(
            Instant at,
            String targetType,
            Decision decision,
            ReasonCode reasonCode,
            String text,
            Appeal appeal) {}

    /** The first decision. */
    public enum Decision {
        PASSED,
        WITHHELD
    }

    /** How an appeal ended. */
    public enum Appeal {
        NONE,
        WAITING,
        UPHELD,
        REVERSED;

        static Appeal of(CaseState state) {
            return switch (state) {
                case APPEALED -> WAITING;
                case UPHELD -> UPHELD;
                case REVERSED -> REVERSED;
                case OPEN, PASSED, WITHHELD -> NONE;
            };
        }
    }

    /**
     * A decision as the content's owner sees it.
     *
     * @param appealUntil first moment at which it is too late; absent when no appeal is possible
     */
    record OwnerView(
            CaseId id,
            String targetType,
            String targetId,
            CaseState status,
            ReasonCode reasonCode,
            String text,
            @Nullable Instant decidedAt,
            boolean mayAppeal,
            @Nullable Instant appealUntil,
            @Nullable String appeal) {}

    /**
     * @param excerpt of the content as it is now; absent if it is gone
     * @param media what belongs to it, also what nobody else may see yet
     * @param reports how many people reported it
     * @param complaints the latest of them, where one case is read
     * @param owed what the decision has not done to the content yet
     */
    record DeskView(
            CaseId id,
            String targetType,
            String targetId,
            List<AreaName> areaPath,
            ModerationCase.Opener openedBy,
            ReasonCode reasonCode,
            String reason,
            CaseState status,
            String statusText,
            @Nullable String excerpt,
            List<MediaView> media,
            boolean isPublic,
            int reports,
            List<Complaint> complaints,
            @Nullable String appeal,
            Instant openedAt,
            @Nullable Instant waitingSince,
            List<Line> timeline,
            List<CaseAction> allowedActions,
            @Nullable Effect owed) {}

    record Complaint(Instant at, ReasonCode reasonCode, String reason, @Nullable String text) {}

    record Line(Instant at, CaseState status, String text, ReasonCode reasonCode) {}
}
