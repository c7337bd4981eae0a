package org.zhumin.project;

import org.jspecify.annotations.Nullable;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.Identifier;
import org.zhumin.kernel.Ids;
import org.zhumin.kernel.OrganizationId;
import org.zhumin.kernel.ResidentId;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * 监督记录: what a follower has seen of the work, which the council or the implementing unit must
 * answer.
 *
 * @param place GCJ-02; others see it rounded
 * @param observer absent once the account is erased; shown to nobody
 * @param implementer whose work it is, as it was then
 * @param answerBy overdue after this; computed, never stored
 * @param bodyHash what the call said, for its repetition
 */
public record Observation(
        Id id,
        ProjectId project,
        String projectTitle,
        List<AreaCode> areaPath,
        @Nullable OrganizationId implementer,
        @Nullable String milestoneId,
        Kind kind,
        String text,
        List<String> mediaIds,
        ProjectContent.@Nullable Place place,
        @Nullable ResidentId observer,
        Publication publication,
        Instant answerBy,
        @Nullable Answer answer,
        String bodyHash,
        Instant createdAt,
        long version) {
    public Observation {
        areaPath = List.copyOf(areaPath);
        mediaIds = List.copyOf(mediaIds);
    }

    /** The public id. */
    public record Id(String value) implements Identifier {
        public Id {
            if (!Ids.isValid(value)) {
                throw new IllegalArgumentException("not an id");
            }
        }
    }

    /** What it is about. */
    public enum Kind {
        /** 进度. */
        PROGRESS,
        /** 质量. */
        QUALITY,
        /** 安全. */
        SAFETY,
        /** 延误. */
        DELAY
    }

    /** Whether others may read it. */
    public enum Publication {
        /** 待审核: a person looks first. */
        PENDING,
        PUBLIC,
        /** 不予公开. */
        WITHHELD
    }

    /** Where it stands. */
    public enum State {
        OPEN,
        ANSWERED
    }

    /**
     * What was said to it.
     *
     * @param dueOn by when it is put right; with FIX
     */
    public record Answer(
            String text,
            List<String> mediaIds,
            Action action,
            @Nullable LocalDate dueOn,
            ProjectAction.Party party,
            Instant at,
            String operation,
            String operationHash) {
        public Answer {
            mediaIds = List.copyOf(mediaIds);
        }
    }

    /** What follows. */
    public enum Action {
        /** 整改: it will be put right. */
        FIX,
        /** 已说明. */
        EXPLAINED,
        /** 不属实. */
        REJECTED
    }

    State state() {
        return answer == null ? State.OPEN : State.ANSWERED;
    }

    boolean isOverdue(Instant now) {
        return answer == null && now.isAfter(answerBy);
    }

    /**
     * @throws org.zhumin.kernel.DomainException {@link ProjectProblem#OBSERVATION_ANSWERED}
     */
    Observation answered(Answer given) {
        if (answer != null) {
            throw ProjectProblem.OBSERVATION_ANSWERED.refusal();
        }
        return next(given, publication, observer);
    }

    Observation published(Publication to) {
        return next(answer, to, observer);
    }

    Observation withoutObserver() {
        return next(answer, publication, null);
    }

    private Observation next(
            @Nullable Answer nextAnswer,
            Publication nextPublication,
            @Nullable ResidentId nextObserver) {
        return new Observation(
                id,
                project,
                projectTitle,
                areaPath,
                implementer,
                milestoneId,
                kind,
                text,
                mediaIds,
                place,
                nextObserver,
                nextPublication,
                answerBy,
                nextAnswer,
                bodyHash,
                createdAt,
                version + 1);
    }
}
