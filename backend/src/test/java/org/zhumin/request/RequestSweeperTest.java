package org.zhumin.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.zhumin.kernel.ResidentId;
import org.zhumin.testing.ApplicationTest;
import org.zhumin.wechat.TextVerdict.Suggestion;

import reactor.core.publisher.Flux;

import java.time.Duration;
import java.time.Instant;

/** What the service does by itself, also when two instances do it at once. */
class RequestSweeperTest extends ApplicationTest {
    @Autowired private Requests requests;
    @Autowired private Supports supports;
    @Autowired private RequestSweeper sweeper;

    @Test
    void silenceClosesOnceAndOnlyAfterItsTime() {
        Instant now = Instant.now();
        var silent = replied(now.minus(Duration.ofDays(30)));
        var fresh = replied(now.minus(Duration.ofDays(1)));
        Flux.range(0, 4).flatMap(_ -> sweeper.sweep(), 4).blockLast();
        sweeper.sweep().block();
        var closed = requests.get(silent.id()).block();
        assertThat(closed.closedAs()).isEqualTo(ClosedAs.UNCONFIRMED);
        assertThat(closed.version()).isEqualTo(silent.version() + 1);
        assertThat(requests.get(fresh.id()).block()).isEqualTo(fresh);
    }

    private ServiceRequest replied(Instant at) {
        var request =
                RequestFixture.perform(
                        RequestAction.REPLY, RequestFixture.in(RequestState.IN_PROGRESS), at);
        requests.insert(request).block();
        return requests.get(request.id()).block();
    }

    @Test
    void whatIsOverdueForTooLongGoesUpOneLevelOnce() {
        Instant now = Instant.now();
        var late = submitted(workingDaysBefore(now, 3));
        var fresh = submitted(now);
        Flux.range(0, 4).flatMap(_ -> sweeper.sweep(), 4).blockLast();
        sweeper.sweep().block();
        var escalated = requests.get(late.id()).block();
        assertThat(escalated.version()).isEqualTo(late.version() + 1);
        assertThat(escalated.desk().path()).isEqualTo(RequestFixture.PATH.subList(0, 3));
        assertThat(escalated.timeline().getLast().type()).isEqualTo(TimelineEntry.Type.ESCALATED);
        assertThat(requests.get(fresh.id()).block()).isEqualTo(fresh);
    }

    @Test
    void whatIsNotAnsweredByItsDeadlineCountsSoOnce() {
        var late =
                RequestFixture.signedBy(
                        RequestFixture.HANDLER, Instant.now().minus(Duration.ofDays(60)));
        requests.insert(late).block();
        Flux.range(0, 4).flatMap(_ -> sweeper.sweep(), 4).blockLast();
        sweeper.sweep().block();
        var counted = requests.get(late.id()).block();
        assertThat(counted.outcome().ending()).isEqualTo(RequestOutcome.Ending.UNANSWERED);
        assertThat(counted.outcome().decidedAt()).isEqualTo(late.deadlines().resolveBy());
        assertThat(counted.state()).isEqualTo(RequestState.IN_PROGRESS);
    }

    private static Instant workingDaysBefore(Instant now, int days) {
        Instant before = now;
        while (DeadlineFixture.CALENDAR.workingDaysBetween(before, now) < days) {
            before = before.minus(Duration.ofDays(1));
        }
        return before;
    }

    private ServiceRequest submitted(Instant at) {
        var request =
                ServiceRequest.submit(
                        RequestFixture.draft(),
                        "20261124000003",
                        Suggestion.PASS,
                        RequestFixture.OWNER,
                        RequestFixture.step("owner", at));
        requests.insert(request).block();
        return requests.get(request.id()).block();
    }

    @Test
    void cosignersThatACrashLeftAreMoved() {
        var target = RequestFixture.in(RequestState.ACCEPTED);
        var merged =
                TriageMoves.merge(ownedBy("secondowner"), target, RequestFixture.step("triage"));
        requests.insert(target).block();
        requests.insert(merged).block();
        sweeper.sweep().block();
        assertThat(requests.get(merged.id()).block().movesCosigners()).isFalse();
        assertThat(requests.get(target.id()).block().supporters()).isEqualTo(1);
        assertThat(supports.count(target.id()).block()).isEqualTo(1);
    }

    private static ServiceRequest ownedBy(String name) {
        var owner = new ResidentId(name);
        return ServiceRequest.submit(
                RequestFixture.draft(),
                "20261124000002",
                Suggestion.PASS,
                owner,
                RequestFixture.step("owner"));
    }
}
