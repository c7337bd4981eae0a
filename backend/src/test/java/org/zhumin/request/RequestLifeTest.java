package org.zhumin.request;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import org.zhumin.kernel.DomainException;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Whatever legal actions follow each other, a request stays sound. */
class RequestLifeTest {
    private static final List<Outcome> OUTCOMES =
            List.of(Outcome.SOLVED, Outcome.PARTLY, Outcome.UNSOLVED);

    @Property(tries = 500)
    void everyLegalSequenceKeepsTheInvariants(
            @ForAll @Size(max = 60) List<@IntRange(max = 10_000) Integer> choices) {
        ServiceRequest request = RequestFixture.submitted();
        Instant now = RequestFixture.START;
        int reopens = 0;
        int returns = 0;
        for (int choice : choices) {
            now = now.plus(Duration.ofHours(choice % 40));
            var allowed = allowed(request, now);
            if (allowed.isEmpty()) {
                break;
            }
            RequestAction action = allowed.get(choice % allowed.size());
            ServiceRequest next = performUnlessRefused(action, request, now, choice);
            if (next.version() == request.version()) {
                continue;
            }
            returns += action == RequestAction.RETURN ? 1 : 0;
            reopens += isBackFrom(request) && next.state() == RequestState.IN_PROGRESS ? 1 : 0;
            check(request, next, action);
            assertThat(next.reopens()).isEqualTo(reopens);
            assertThat(next.returns()).isEqualTo(returns);
            request = next;
        }
    }

    private static List<RequestAction> allowed(ServiceRequest request, Instant now) {
        var allowed = new ArrayList<>(RequestAction.allowedFor(request, now));
        if (RequestAction.CLOSE_SILENT.isAllowedFor(request, now)) {
            allowed.add(RequestAction.CLOSE_SILENT);
        }
        return allowed;
    }

    private static ServiceRequest perform(
            RequestAction action, ServiceRequest request, Instant now, int choice) {
        return action == RequestAction.CONFIRM
                ? RequestFixture.confirm(request, OUTCOMES.get(choice % 3), now)
                : RequestFixture.perform(action, request, now);
    }

    /** The clock has rules of its own, and sentences for them. */
    private static ServiceRequest performUnlessRefused(
            RequestAction action, ServiceRequest request, Instant now, int choice) {
        try {
            return perform(action, request, now, choice);
        } catch (DomainException refused) {
            assertThat(refused.problem().code()).isInstanceOf(DeadlineProblem.class);
            return request;
        }
    }

    private static boolean isBackFrom(ServiceRequest before) {
        return before.state() == RequestState.REPLIED || before.state() == RequestState.CLOSED;
    }

    private static void check(ServiceRequest before, ServiceRequest after, RequestAction action) {
        assertThat(after.version()).isEqualTo(before.version() + 1);
        assertThat(after.timeline()).hasSize(before.timeline().size() + 1);
        assertThat(after.timeline()).isSortedAccordingTo(Comparator.comparing(TimelineEntry::at));
        assertThat(after.timeline().subList(0, before.timeline().size()))
                .isEqualTo(before.timeline());
        assertThat(action.targets().isEmpty() || action.targets().contains(after.state())).isTrue();
        boolean handled = after.state().isWithHandler() || after.state() == RequestState.REPLIED;
        if (handled) {
            assertThat(after.handler()).isNotNull();
        }
        if (after.state().isWithDesk()) {
            assertThat(after.handler()).isNull();
        }
        assertThat(after.state() == RequestState.CLOSED).isEqualTo(after.closedAs() != null);
        assertThat(after.confirmBy() != null).isEqualTo(after.state() == RequestState.REPLIED);
        if (after.isPaused()) {
            assertThat(after.state()).isEqualTo(RequestState.IN_PROGRESS);
        }
        for (var kind : Approval.Kind.values()) {
            assertThat(after.approvals())
                    .filteredOn(a -> a.isPending() && a.kind() == kind)
                    .hasSizeLessThanOrEqualTo(1);
        }
        boolean withStaff = after.state().isWithDesk() || after.state().isWithHandler();
        assertThat(after.dueAt() != null).isEqualTo(withStaff && !after.isPaused());
        after.deadlines().history().stream()
                .filter(change -> change.until() != null)
                .filter(change -> change.kind() != DeadlineChange.Kind.REOPENING)
                .forEach(change -> assertThat(change.until()).isAfterOrEqualTo(change.from()));
        assertThat(after.desk().path()).isNotEmpty();
        assertThat(MongoWork.marks(after).isEmpty()).isEqualTo(DeskQueue.of(after).isEmpty());
    }
}
