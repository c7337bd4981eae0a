package org.zhumin.request;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

import org.jspecify.annotations.Nullable;
import org.zhumin.kernel.ResidentId;
import org.zhumin.request.RequestView.HandlerView;
import org.zhumin.request.RequestView.TimelineLine;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A request as the desk reads it. Who asked is not in it, but by a {@link RequestAction#CONTACT}.
 *
 * @param internalTimeline with what only the desk sees
 * @param textCheck WeChat's verdict on the text
 * @param onBehalfOf masked; absent for a report
 * @param suggestedOrganizations for whoever may dispatch it, the best first
 */
record DeskRequestView(
        @JsonUnwrapped RequestView request,
        String textCheck,
        Map<String, String> answers,
        @Nullable String gridId,
        Channel channel,
        @Nullable String externalId,
        @Nullable MaskedPerson onBehalfOf,
        @Nullable ResidentId assignee,
        int returns,
        List<RequestId> duplicates,
        List<ApprovalView> approvals,
        @Nullable SupervisionView supervision,
        @Nullable Exclusion exclusion,
        List<TimelineLine> internalTimeline,
        List<RequestAction> allowedActions,
        List<HandlerView> suggestedOrganizations) {

    /** Something asked for and what was decided. */
    record ApprovalView(
            Approval.Kind kind,
            Approval.State state,
            String reason,
            @Nullable ExclusionReason reasonCode,
            @Nullable Instant until,
            Instant askedAt,
            @Nullable Instant decidedAt) {
        static ApprovalView of(Approval approval) {
            return new ApprovalView(
                    approval.kind(),
                    approval.state(),
                    approval.reason(),
                    approval.reasonCode(),
                    approval.until(),
                    approval.askedAt(),
                    approval.decidedAt());
        }
    }

    /** 督办. */
    record SupervisionView(Oversight.Level level, Instant dueAt, String text, Instant at) {
        static @Nullable SupervisionView of(@Nullable Oversight supervision) {
            return supervision == null
                    ? null
                    : new SupervisionView(
                            supervision.level(),
                            supervision.dueAt(),
                            supervision.text(),
                            supervision.at());
        }
    }

    /** Enough to know that there is somebody. */
    record MaskedPerson(
            String name, @Nullable String phone, String relation, OnBehalfOf.Consent consent) {
        static @Nullable MaskedPerson of(ServiceRequest request) {
            OnBehalfOf person = request.origin().onBehalfOf();
            return person == null || request.kind() == RequestKind.REPORT
                    ? null
                    : new MaskedPerson(
                            person.name().substring(0, person.name().offsetByCodePoints(0, 1))
                                    + "**",
                            maskedPhone(person.phone()),
                            person.relation(),
                            person.consent());
        }

        private static @Nullable String maskedPhone(@Nullable String phone) {
            return phone == null ? null : "****" + phone.substring(phone.length() - 4);
        }
    }
}
