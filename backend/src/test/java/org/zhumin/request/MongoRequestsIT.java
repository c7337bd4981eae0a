package org.zhumin.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.model.Filters;

import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.Test;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.Cursor;
import org.zhumin.kernel.OrganizationId;
import org.zhumin.kernel.ResidentId;
import org.zhumin.request.Requests.PublicFilter;
import org.zhumin.testing.TestDatabase;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;

class MongoRequestsIT {
    private final TestDatabase test = TestDatabase.create("requests");
    private final MongoRequests requests = test.withIndexes(new MongoRequests(test.database()));

    @Test
    void givesBackEveryFieldInEveryState() {
        for (RequestState state : RequestState.values()) {
            var request = RequestFixture.in(state);
            requests.insert(request).block();
            assertThat(requests.get(request.id()).block()).isEqualTo(request);
        }
    }

    @Test
    void aMissingOneIsEmptyOrRefused() {
        var id = new RequestId("nobody");
        assertThat(requests.find(id).blockOptional()).isEmpty();
        assertThatThrownBy(() -> requests.get(id).block()).hasMessage("request.not-found");
    }

    @Test
    void aSecondInsertGivesTheFirst() {
        var first = RequestFixture.submitted();
        requests.insert(first).block();
        var later = first.accept(null, null, true, RequestFixture.step("triage"));
        assertThat(requests.insert(later).block()).isEqualTo(first);
    }

    @Test
    void ofTwoChangesAtOnceOneWins() {
        var request = RequestFixture.in(RequestState.ACCEPTED);
        requests.insert(request).block();
        var outcomes =
                Flux.range(0, 8)
                        .map(
                                i ->
                                        request.dispatch(
                                                new Handler(new OrganizationId("unit" + i), "单位"),
                                                null,
                                                RequestFixture.step("triage")))
                        .flatMap(
                                next ->
                                        requests.save(next)
                                                .map(saved -> "saved")
                                                .onErrorResume(e -> Mono.just(e.getMessage())),
                                8)
                        .collectList()
                        .block();
        assertThat(outcomes).filteredOn("saved"::equals).hasSize(1);
        assertThat(outcomes).filteredOn("state.changed-meanwhile"::equals).hasSize(7);
    }

    @Test
    void pagesOverEqualTimesGiveEveryOneOnce() {
        var all = new HashSet<RequestId>();
        for (int i = 0; i < 25; i++) {
            var request = RequestFixture.in(RequestState.ACCEPTED);
            requests.insert(request).block();
            all.add(request.id());
        }
        var seen = new HashSet<RequestId>();
        Cursor after = null;
        int pages = 0;
        do {
            var slice =
                    requests.listPublic(
                                    new PublicFilter(new AreaCode("520102"), null, null), 10, after)
                            .block();
            slice.items().forEach(request -> assertThat(seen.add(request.id())).isTrue());
            after = slice.next();
            pages++;
        } while (after != null && pages < 10);
        assertThat(seen).isEqualTo(all);
        assertThat(pages).isEqualTo(3);
    }

    @Test
    void listsOnlyWhatIsPublicInTheAreaAndFits() {
        var open = RequestFixture.in(RequestState.REPLIED);
        requests.insert(open).block();
        requests.insert(RequestFixture.submitted()).block();
        assertThat(publicIds("520100", null, null)).containsExactly(open.id());
        assertThat(publicIds("520102016003", "roads-lamp", RequestState.REPLIED))
                .containsExactly(open.id());
        assertThat(publicIds("520103", null, null)).isEmpty();
        assertThat(publicIds("520100", "other", null)).isEmpty();
        assertThat(publicIds("520100", null, RequestState.CLOSED)).isEmpty();
    }

    private List<RequestId> publicIds(String area, String category, RequestState state) {
        return requests
                .listPublic(new PublicFilter(new AreaCode(area), category, state), 10, null)
                .block()
                .items()
                .stream()
                .map(ServiceRequest::id)
                .toList();
    }

    @Test
    void theDeskFindsItsWork() {
        var waiting = RequestFixture.submitted();
        var sent = RequestFixture.in(RequestState.DISPATCHED);
        requests.insert(waiting).block();
        requests.insert(sent).block();
        requests.insert(RequestFixture.in(RequestState.CLOSED)).block();
        assertThat(
                        requests.listForTriage(List.of(new AreaCode("520102")), 10, null)
                                .block()
                                .items())
                .containsExactly(waiting);
        assertThat(
                        requests.listForTriage(List.of(new AreaCode("520103")), 10, null)
                                .block()
                                .items())
                .isEmpty();
        assertThat(
                        requests.listForHandlers(List.of(new OrganizationId("unit")), 10, null)
                                .block()
                                .items())
                .containsExactly(sent);
    }

    @Test
    void everyListReadsAnIndex() {
        requests.insert(RequestFixture.in(RequestState.DISPATCHED)).block();
        assertIndex(
                Filters.and(Filters.eq("publication", "PUBLIC"), Filters.eq("areaPath", "520100")));
        assertIndex(Filters.eq("owner", "owner"));
        assertIndex(
                Filters.and(
                        Filters.in("state", "SUBMITTED", "ACCEPTED"),
                        Filters.in("areaPath", "520100")));
        assertIndex(
                Filters.and(
                        Filters.in("handler.organizationId", "unit"),
                        Filters.in("state", "DISPATCHED", "IN_PROGRESS")));
    }

    private void assertIndex(Bson filter) {
        Document plan =
                Mono.from(
                                test.database()
                                        .getCollection("requests")
                                        .find(filter)
                                        .sort(new Document("createdAt", -1).append("_id", -1))
                                        .explain())
                        .block();
        String winning = plan.get("queryPlanner", Document.class).get("winningPlan").toString();
        assertThat(winning)
                .contains("IXSCAN")
                .doesNotContain("COLLSCAN")
                .doesNotContain("stage=SORT,");
    }

    @Test
    void numbersAreNeverGivenTwice() {
        var day = LocalDate.of(2026, 11, 24);
        var one = new MongoRequestNumbers(test.database());
        var two = new MongoRequestNumbers(test.database());
        var numbers =
                Flux.range(0, 1_000)
                        .flatMap(i -> (i % 2 == 0 ? one : two).next(day), 64)
                        .collectList()
                        .block();
        assertThat(numbers)
                .hasSize(1_000)
                .doesNotHaveDuplicates()
                .allMatch(n -> n.matches("20261124\\d{6}"));
        assertThat(one.next(day.plusDays(1)).block()).isEqualTo("20261125000001");
    }

    @Test
    void ownedOnesAreFound() {
        var mine = RequestFixture.submitted();
        requests.insert(mine).block();
        assertThat(requests.listOwnedBy(RequestFixture.OWNER, 10, null).block().items())
                .containsExactly(mine);
        assertThat(requests.streamOwnedBy(new ResidentId("another")).collectList().block())
                .isEmpty();
    }
}
