package org.zhumin.ranking;

import com.fasterxml.jackson.annotation.JsonInclude;

import org.jspecify.annotations.Nullable;
import org.zhumin.kernel.OrganizationId;

import java.time.Instant;

/**
 * What an organisation says against an order that was counted for it (异议). Who wrote it and who
 * answered it stand in the audit log alone, so that this holds no person.
 *
 * @param number of the order
 * @param reasonCode under which the order is taken out; present when accepted
 * @param answer of the supervisor; present when answered
 */
public record Objection(
        String id,
        OrganizationId organizationId,
        String number,
        String text,
        Instant at,
        String bodyHash,
        State state,
        @Nullable String reasonCode,
        @Nullable String answer,
        @Nullable Instant answeredAt,
        @Nullable String answerOperation,
        @Nullable String answerBodyHash) {
    /** How it was answered. */
    public enum State {
        OPEN,
        /** The order is excluded when the period is published. */
        ACCEPTED,
        REFUSED
    }

    static Objection raise(
            String id,
            OrganizationId organization,
            String number,
            String text,
            Instant at,
            String bodyHash) {
        return new Objection(
                id,
                organization,
                number,
                text,
                at,
                bodyHash,
                State.OPEN,
                null,
                null,
                null,
                null,
                null);
    }

    Objection answer(Answer given) {
        return new Objection(
                id,
                organizationId,
                number,
                text,
                at,
                bodyHash,
                given.reasonCode() == null ? State.REFUSED : State.ACCEPTED,
                given.reasonCode(),
                given.text(),
                given.at(),
                given.operation(),
                given.bodyHash());
    }

    /**
     * A supervisor's answer.
     *
     * @param reasonCode present to accept
     * @param operation the id of the call that gives it
     */
    record Answer(
            @Nullable String reasonCode,
            String text,
            Instant at,
            String operation,
            String bodyHash) {}

    /** As the organisation and the supervisor see it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record View(
            String id,
            OrganizationId organizationId,
            String number,
            String text,
            Instant at,
            State status,
            @Nullable String reasonCode,
            @Nullable String answer,
            @Nullable Instant answeredAt) {
        static View of(Objection objection) {
            return new View(
                    objection.id,
                    objection.organizationId,
                    objection.number,
                    objection.text,
                    objection.at,
                    objection.state,
                    objection.reasonCode,
                    objection.answer,
                    objection.answeredAt);
        }
    }
}
