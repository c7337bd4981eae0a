package org.zhumin.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.geojson.Point;
import com.mongodb.client.model.geojson.Position;
import com.mongodb.reactivestreams.client.FindPublisher;
import com.mongodb.reactivestreams.client.MongoCollection;

import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.Cursor;
import org.zhumin.kernel.GeoPoint;
import org.zhumin.kernel.OrganizationId;
import org.zhumin.kernel.ResidentId;
import org.zhumin.platform.mongo.MongoTestSettings;
import org.zhumin.platform.owed.Owed;
import org.zhumin.request.Requests.LiveFilter;
import org.zhumin.request.Requests.PublicFilter;
import org.zhumin.request.Requests.Scope;
import org.zhumin.request.Requests.SearchFilter;
import org.zhumin.request.Requests.WorkFilter;
import org.zhumin.request.Similarity.Nearby;
import org.zhumin.testing.TestDatabase;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class MongoRequestsIT {
    private static final Scope ALL =
            new Scope(
                    List.of(new AreaCode("520100"), new AreaCode("520102")),
                    List.of(new OrganizationId("unit")));

    private static final GeoPoint CENTRE = new GeoPoint(106.712, 26.579);

    private final TestDatabase test = TestDatabase.create("requests");
    private final MongoRequests requests =
            test.withIndexes(
                    new MongoRequests(
                            test.database(),
                            MongoTestSettings.groups(),
                            RequestFixture.seals(),
                            DeadlineFixture.ESCALATION));

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
        var later = RequestFixture.perform(RequestAction.ACCEPT, first);
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
                                        TriageMoves.dispatch(
                                                request,
                                                new Handler(
                                                        new OrganizationId("unit" + i), "单位", null),
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
    void noBlockOfNumbersIsTakenBeforeTheLastIsGivenOut() {
        var day = LocalDate.of(2026, 11, 26);
        var numbers = new MongoRequestNumbers(test.database());
        assertThat(
                        Flux.range(0, 1_000)
                                .flatMap(
                                        _ -> numbers.next(day).subscribeOn(Schedulers.parallel()),
                                        256)
                                .collectList()
                                .block())
                .doesNotHaveDuplicates()
                .allMatch(number -> number.compareTo("20261126001000") <= 0);
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

    @Test
    void aSaveKeepsWhatOthersWriteAndTakesAwayWhatIsGone() {
        var replied = RequestFixture.in(RequestState.REPLIED);
        var debt = Owed.of("a", "k", Map.of(), RequestFixture.START);
        requests.insert(replied, List.of(debt)).block();
        requests.setSupporters(replied.id(), 3).block();
        requests.save(RequestFixture.perform(RequestAction.CONFIRM, replied)).block();
        Document stored = stored(replied.id());
        assertThat(stored.getList("owed", Document.class))
                .extracting(left -> left.getString("id"))
                .containsExactly("a");
        assertThat(stored.getInteger("supporters")).isEqualTo(3);
        assertThat(stored).doesNotContainKey("confirmBy").doesNotContainKey("work");
        assertThat(requests.get(replied.id()).block().state()).isEqualTo(RequestState.CLOSED);
    }

    @Test
    void anOutcomeThatIsTheSameStaysAsCountedAsItIs() {
        var sent = RequestFixture.in(RequestState.IN_PROGRESS);
        requests.insert(sent).block();
        var counted =
                new Document(
                        "$set",
                        new Document("outcome.dirty", false)
                                .append("projected", new Document("batch", 7)));
        Mono.from(raw().updateOne(Filters.eq("_id", sent.id().value()), counted)).block();
        assertThat(requests.get(sent.id()).block()).isEqualTo(sent);
        var noted = RequestFixture.perform(RequestAction.PROGRESS, sent);
        requests.save(noted).block();
        assertThat(outcome(sent.id()).getBoolean("dirty")).isFalse();
        var replied = RequestFixture.perform(RequestAction.REPLY, noted);
        requests.save(replied).block();
        requests.save(RequestFixture.perform(RequestAction.CONFIRM, replied)).block();
        assertThat(outcome(sent.id()))
                .containsEntry("dirty", true)
                .containsEntry("revision", replied.version() + 1)
                .containsEntry("ending", "SOLVED");
        assertThat(stored(sent.id()).get("projected", Document.class)).containsEntry("batch", 7);
    }

    private Document outcome(RequestId id) {
        return stored(id).get("outcome", Document.class);
    }

    @Test
    void debtsAreAddedByTheWriteThatMakesThemAndByNoOther() {
        var accepted = RequestFixture.in(RequestState.ACCEPTED);
        requests.insert(accepted).block();
        var debts = List.of(Owed.of("a", "k", Map.of(), RequestFixture.START));
        var sent = RequestFixture.perform(RequestAction.DISPATCH, accepted);
        requests.save(sent, debts).block();
        assertThatThrownBy(() -> requests.save(sent, debts).block())
                .hasMessage("state.changed-meanwhile");
        requests.save(RequestFixture.perform(RequestAction.SIGN, sent)).block();
        assertThat(stored(accepted.id()).getList("owed", Document.class))
                .extracting(debt -> debt.getString("id"))
                .containsExactly("a");
    }

    @Test
    void unansweredOnesAreStreamedOnlyAfterTheirTime() {
        var late = late();
        var found = store(late);
        store(RequestFixture.in(RequestState.REPLIED));
        Instant due = late.deadlines().resolveBy();
        assertThat(requests.streamUnanswered(due, 9).collectList().block()).isEmpty();
        assertThat(requests.streamUnanswered(due.plusMillis(1), 9).collectList().block())
                .containsExactly(found);
        assertThat(
                        plan(
                                raw().find(Filters.lt("unansweredAt", due))
                                        .sort(new Document("unansweredAt", 1))))
                .contains("IXSCAN")
                .doesNotContain("stage=SORT,");
    }

    @Test
    void whoAndWhereIsEncrypted() {
        var person = new OnBehalfOf("张三", "13800001234", "三号楼", "子女", OnBehalfOf.Consent.VERBAL);
        var draft = RequestFixture.draft();
        var request =
                RequestFixture.submitted(
                        new Draft(
                                draft.kind(),
                                draft.categoryCode(),
                                draft.title(),
                                draft.content(),
                                draft.place(),
                                draft.answers(),
                                List.of(),
                                null,
                                new Origin(Channel.HOTLINE, "h-1", person),
                                true));
        requests.insert(request).block();
        assertThat(stored(request.id()).toJson())
                .doesNotContain("某巷口")
                .doesNotContain("张三")
                .doesNotContain("13800001234");
        assertThat(requests.get(request.id()).block()).isEqualTo(request);
    }

    @Test
    void eachListOfTheDeskFindsItsWork() {
        var submitted = store(RequestFixture.in(RequestState.SUBMITTED));
        var accepted = store(RequestFixture.in(RequestState.ACCEPTED));
        var sent = store(RequestFixture.in(RequestState.DISPATCHED));
        var back = store(RequestFixture.in(RequestState.RETURNED));
        var asked =
                store(
                        RequestFixture.readyFor(
                                RequestAction.APPROVE_PAUSE, RequestState.IN_PROGRESS));
        var watched = store(RequestFixture.perform(RequestAction.SUPERVISE, sent(1)));
        var late = store(late());
        store(RequestFixture.in(RequestState.CLOSED));
        store(RequestFixture.in(RequestState.REJECTED));
        assertThat(work(DeskQueue.TRIAGE)).containsExactlyInAnyOrder(submitted, accepted);
        assertThat(work(DeskQueue.MINE)).containsExactlyInAnyOrder(sent, asked, watched, late);
        assertThat(work(DeskQueue.RETURNED)).containsExactly(back);
        assertThat(work(DeskQueue.SUPERVISED)).containsExactly(watched);
        assertThat(work(DeskQueue.WAITING_APPROVAL)).containsExactly(asked);
        assertThat(work(DeskQueue.OVERDUE)).containsExactly(late);
        for (DeskQueue queue : DeskQueue.values()) {
            assertThat(requests.countWork(filter(queue, ALL, null), 1_000).block())
                    .isEqualTo(work(queue).size());
        }
        var elsewhere = new Scope(List.of(new AreaCode("520103")), List.of());
        assertThat(requests.countWork(filter(DeskQueue.TRIAGE, elsewhere, null), 9).block())
                .isZero();
    }

    private static ServiceRequest sent(int times) {
        return times == 0
                ? RequestFixture.in(RequestState.DISPATCHED)
                : RequestFixture.perform(RequestAction.DISPATCH, sent(times - 1));
    }

    /** It was due long before the others. */
    private static ServiceRequest late() {
        return RequestFixture.signedBy(
                RequestFixture.HANDLER, RequestFixture.daysAfter(RequestFixture.START, -30));
    }

    private RequestId store(ServiceRequest request) {
        return requests.insert(request).block().id();
    }

    private List<RequestId> work(DeskQueue queue) {
        return requests.listWork(filter(queue, ALL, null), 50, null).block().items().stream()
                .map(ServiceRequest::id)
                .toList();
    }

    private static WorkFilter filter(DeskQueue queue, Scope scope, ResidentId assignee) {
        Instant dueBefore = queue == DeskQueue.OVERDUE ? RequestFixture.START : null;
        return new WorkFilter(queue, scope, assignee, dueBefore, DeskSort.DUE);
    }

    @Test
    void aWorkListPagesByDueDateAndTheUndatedComeLast() {
        var undated =
                store(RequestFixture.readyFor(RequestAction.RESUME, RequestState.IN_PROGRESS));
        var dated = IntStream.range(0, 5).mapToObj(_ -> store(late())).toList();
        var seen = new ArrayList<RequestId>();
        Cursor after = null;
        do {
            var page = requests.listWork(filter(DeskQueue.MINE, ALL, null), 2, after).block();
            page.items().forEach(request -> seen.add(request.id()));
            after = page.next();
        } while (after != null && seen.size() < 20);
        assertThat(seen).hasSize(6).doesNotHaveDuplicates().containsAll(dated);
        assertThat(seen.getLast()).isEqualTo(undated);
    }

    @Test
    void theAssigneesWorkIsFound() {
        var assigned =
                store(
                        RequestFixture.perform(
                                RequestAction.ASSIGN, RequestFixture.in(RequestState.DISPATCHED)));
        store(RequestFixture.in(RequestState.DISPATCHED));
        var filter = filter(DeskQueue.MINE, ALL, new ResidentId("clerk2"));
        assertThat(requests.listWork(filter, 9, null).block().items())
                .extracting(ServiceRequest::id)
                .containsExactly(assigned);
    }

    @Test
    void searchFindsNumbersAndBeginningsOfTitlesInMyScopeOnly() {
        var one = store(RequestFixture.in(RequestState.CLOSED));
        assertThat(search("20261124000001", ALL)).containsExactly(one);
        assertThat(search("路灯", ALL)).containsExactly(one);
        assertThat(search("灯", ALL)).isEmpty();
        assertThat(search("路灯.*", ALL)).isEmpty();
        assertThat(search("路灯", new Scope(List.of(new AreaCode("520103")), List.of()))).isEmpty();
        assertThat(search("路灯", new Scope(List.of(), List.of(new OrganizationId("unit")))))
                .containsExactly(one);
    }

    private List<RequestId> search(String text, Scope scope) {
        return requests
                .search(new SearchFilter(scope, text, null), 9, null)
                .block()
                .items()
                .stream()
                .map(ServiceRequest::id)
                .toList();
    }

    @Test
    void searchFindsWordsInsideTheTitlesOfOpenOnes() {
        var open = store(titled("老旧小区 3号楼路灯不亮 Lamp"));
        store(RequestFixture.in(RequestState.CLOSED));
        assertThat(search("楼路灯", ALL)).containsExactly(open);
        assertThat(search("不亮 小区", ALL)).containsExactly(open);
        assertThat(search("LAMP", ALL)).containsExactly(open);
        assertThat(search("3号", ALL)).containsExactly(open);
        assertThat(search("小区路灯", ALL)).isEmpty();
        assertThat(search("楼路", new Scope(List.of(new AreaCode("520103")), List.of()))).isEmpty();
        assertThat(search("楼.灯", ALL)).isEmpty();
        assertThat(search("\\E路灯", ALL)).isEmpty();
        assertThat(search("!! ?", ALL)).isEmpty();
    }

    private static ServiceRequest titled(String title) {
        return RequestFixture.submitted(with(title, RequestFixture.draft().place()));
    }

    private static Draft with(String title, Place place) {
        var draft = RequestFixture.draft();
        return new Draft(
                draft.kind(),
                draft.categoryCode(),
                title,
                draft.content(),
                place,
                draft.answers(),
                List.of(),
                null,
                draft.origin(),
                true);
    }

    /** Open and public, at this place. */
    private static ServiceRequest publicAt(double longitude, double latitude) {
        var place = new Place(RequestFixture.PATH, null, new GeoPoint(longitude, latitude), null);
        return RequestFixture.perform(
                RequestAction.ACCEPT, RequestFixture.submitted(with("路灯不亮", place)));
    }

    private static LiveFilter live(RequestState state, GeoPoint near, PublicSort sort) {
        return new LiveFilter(
                new AreaCode("520102"), "roads-lamp", state, near, 2_000, List.of(), sort);
    }

    private List<RequestId> everyPage(LiveFilter filter, int limit) {
        var seen = new ArrayList<RequestId>();
        Cursor after = null;
        do {
            var page = requests.listLive(filter, limit, after).block();
            page.items().forEach(request -> seen.add(request.id()));
            after = page.next();
        } while (after != null && seen.size() < 500);
        return seen;
    }

    @Test
    void onlyWhatIsOpenAndPublicIsNearby() {
        for (RequestState state : RequestState.values()) {
            store(RequestFixture.in(state));
        }
        var seen =
                requests.streamNearby(CENTRE, 250, List.of(), 200)
                        .map(Nearby::id)
                        .flatMap(requests::get)
                        .collectList()
                        .block();
        assertThat(seen)
                .extracting(ServiceRequest::state)
                .containsExactlyInAnyOrder(
                        RequestState.ACCEPTED,
                        RequestState.DISPATCHED,
                        RequestState.IN_PROGRESS,
                        RequestState.REPLIED,
                        RequestState.RETURNED);
        assertThat(
                        requests.streamNearby(CENTRE, 250, List.of("roads-lamp"), 9)
                                .hasElements()
                                .block())
                .isFalse();
    }

    @Test
    void nearbyIsMeasuredFromTheRoundedPlaceAndGoesWithTheRequest() {
        var request = publicAt(106.71249, 26.57949);
        store(request);
        var found = requests.streamNearby(CENTRE, 250, List.of(), 9).blockFirst();
        assertThat(found.roughPoint()).isEqualTo(new GeoPoint(106.712, 26.579));
        assertThat(found.beginning()).isEqualTo("巷口路灯坏了三天");
        assertThat(stored(request.id()).getList("nearby", Double.class))
                .containsExactly(106.712, 26.579);
        requests.save(
                        new RequestChange(request, null, RequestFixture.step("triage"))
                                .publication(Publication.WITHHELD)
                                .silently())
                .block();
        assertThat(stored(request.id())).doesNotContainKeys("nearby", "live");
    }

    @Test
    void theNearestComeFirstAndPagesOverOnePlaceGiveEveryOneOnce() {
        var far = store(publicAt(106.722, 26.579));
        var same = IntStream.range(0, 7).mapToObj(_ -> store(publicAt(106.712, 26.579))).toList();
        store(publicAt(106.742, 26.579));
        for (int limit : List.of(1, 3, 50)) {
            assertThat(everyPage(live(null, CENTRE, PublicSort.NEAR), limit))
                    .hasSize(8)
                    .doesNotHaveDuplicates()
                    .containsAll(same)
                    .endsWith(far);
        }
        assertThat(everyPage(live(RequestState.REPLIED, CENTRE, PublicSort.NEAR), 9)).isEmpty();
    }

    @Test
    void theCircleAndTheAreaAreReadInEveryOrder() {
        var one = store(publicAt(106.712, 26.579));
        var two = store(publicAt(106.722, 26.570));
        var three = store(publicAt(106.703, 26.585));
        var far = store(publicAt(106.742, 26.579));
        requests.setSupporters(two, 5).block();
        requests.setSupporters(far, 9).block();
        assertThat(everyPage(live(null, CENTRE, PublicSort.SUPPORT), 1))
                .hasSize(3)
                .startsWith(two)
                .contains(one, three);
        assertThat(everyPage(live(null, CENTRE, PublicSort.NEW), 2))
                .containsExactlyInAnyOrder(one, two, three);
        assertThat(everyPage(live(RequestState.ACCEPTED, null, PublicSort.SUPPORT), 2))
                .hasSize(4)
                .startsWith(far, two);
        assertThat(everyPage(live(RequestState.REPLIED, null, PublicSort.SUPPORT), 2)).isEmpty();
    }

    @Test
    void silentOnesAreStreamedOnlyAfterTheirTime() {
        var request = RequestFixture.in(RequestState.REPLIED);
        var replied = store(request);
        store(RequestFixture.in(RequestState.CLOSED));
        Instant limit = request.confirmBy();
        assertThat(requests.streamSilent(limit.minusMillis(1), 9).collectList().block()).isEmpty();
        assertThat(requests.streamSilent(limit, 9).collectList().block()).containsExactly(replied);
    }

    static Stream<Arguments> everyQuery() {
        var assignee = new ResidentId("clerk2");
        var queries = new ArrayList<Arguments>();
        for (DeskQueue queue : DeskQueue.values()) {
            queries.add(
                    query(queue + " DUE", MongoRequestLists.work(filter(queue, ALL, null)), "due"));
            queries.add(
                    query(
                            queue + " assignee",
                            MongoRequestLists.work(filter(queue, ALL, assignee)),
                            "due"));
            if (queue != DeskQueue.OVERDUE) {
                queries.add(
                        query(
                                queue + " NEW",
                                MongoRequestLists.work(filter(queue, ALL, null)),
                                "createdAt"));
            }
        }
        var area = new AreaCode("520100");
        queries.add(
                query(
                        "public",
                        MongoRequestLists.publicOnes(new PublicFilter(area, null, null)),
                        "createdAt"));
        queries.add(
                query(
                        "public, filtered",
                        MongoRequestLists.publicOnes(
                                new PublicFilter(area, "roads-lamp", RequestState.CLOSED)),
                        "createdAt"));
        for (GeoPoint near : Arrays.asList(CENTRE, null)) {
            for (RequestState state : Arrays.asList(RequestState.REPLIED, null)) {
                Bson marked = MongoLiveLists.marked(live(state, near, PublicSort.NEW));
                queries.add(query("live", marked, "createdAt"));
                queries.add(query("live", marked, "supporters"));
            }
        }
        queries.add(query("owner", Filters.eq("owner", "owner"), "createdAt"));
        queries.add(
                query(
                        "title",
                        MongoRequestLists.search(new SearchFilter(ALL, "路灯", null)),
                        "title"));
        return queries.stream();
    }

    private static Arguments query(String name, Bson filter, String sort) {
        return Arguments.of(name, filter, sort);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("everyQuery")
    void everyListReadsAnIndexInItsOrder(String name, Bson filter, String sort) {
        store(RequestFixture.in(RequestState.DISPATCHED));
        store(RequestFixture.in(RequestState.REPLIED));
        int direction = sort.equals("createdAt") || sort.equals("supporters") ? -1 : 1;
        var order = new Document(sort, direction).append("_id", direction);
        var query = raw().find(filter).sort(order).limit(21);
        if (filter.toBsonDocument(Document.class, test.database().getCodecRegistry())
                .toJson()
                .contains("@")) {
            query.hintString(direction > 0 ? "work_due" : "work_new");
        }
        if (name.equals("live")) {
            query.hintString(sort.equals("supporters") ? "live_support" : "live_new");
        }
        String plan = plan(query);
        assertThat(plan)
                .contains("IXSCAN")
                .doesNotContain("COLLSCAN")
                .doesNotContain("stage=SORT,");
    }

    @Test
    void aNumberAndTheSweepsReadAnIndex() {
        assertThat(
                        plan(
                                raw().find(
                                                MongoRequestLists.search(
                                                        new SearchFilter(
                                                                ALL, "20261124000001", null)))))
                .contains("IXSCAN")
                .doesNotContain("COLLSCAN");
        assertThat(
                        plan(
                                raw().find(Filters.lte("confirmBy", RequestFixture.START))
                                        .sort(new Document("confirmBy", 1))))
                .contains("IXSCAN")
                .doesNotContain("stage=SORT,");
        assertThat(plan(raw().find(Filters.eq("movesCosigners", true)))).contains("IXSCAN");
        var around =
                Filters.nearSphere("nearby", new Point(new Position(106.712, 26.579)), 250d, null);
        assertThat(plan(raw().find(around)))
                .contains("GEO_NEAR_2DSPHERE")
                .doesNotContain("COLLSCAN");
        assertThat(plan(raw().find(MongoRequestLists.search(new SearchFilter(ALL, "路灯", null)))))
                .contains("indexName=words")
                .contains("indexName=search")
                .doesNotContain("COLLSCAN");
    }

    private static String plan(FindPublisher<Document> query) {
        return Mono.from(query.explain())
                .block()
                .get("queryPlanner", Document.class)
                .get("winningPlan")
                .toString();
    }

    private MongoCollection<Document> raw() {
        return test.database().getCollection("requests");
    }

    private Document stored(RequestId id) {
        return Mono.from(raw().find(Filters.eq("_id", id.value())).first()).block();
    }
}
