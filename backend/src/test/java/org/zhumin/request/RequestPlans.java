package org.zhumin.request;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import com.mongodb.reactivestreams.client.MongoDatabase;

import org.bson.Document;
import org.bson.conversions.Bson;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.GeoPoint;
import org.zhumin.kernel.OrganizationId;
import org.zhumin.request.Requests.LiveFilter;
import org.zhumin.request.Requests.PublicFilter;
import org.zhumin.request.Requests.Scope;
import org.zhumin.request.Requests.SearchFilter;
import org.zhumin.request.Requests.WorkFilter;

import reactor.core.publisher.Mono;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How the database reads the lists: by what, and how much of it for a page. */
public final class RequestPlans {
    private static final int PAGE = 21;

    private RequestPlans() {}

    /**
     * By list, what it looks at for the first page.
     *
     * @throws IllegalStateException when one scans the collection or sorts
     */
    public static Map<String, String> explain(MongoDatabase database, Instant now) {
        var plans = new LinkedHashMap<String, String>();
        queries(now).forEach((name, query) -> plans.put(name, explain(database, name, query)));
        return plans;
    }

    private static Map<String, Query> queries(Instant now) {
        var city = new AreaCode("520100");
        var scope = new Scope(List.of(city), List.of(new OrganizationId("demounit")));
        var near = new GeoPoint(106.7195, 26.5735);
        var queries = new LinkedHashMap<String, Query>();
        queries.put("TRIAGE", byDue(scope, DeskQueue.TRIAGE, null));
        queries.put("MINE", byDue(scope, DeskQueue.MINE, null));
        queries.put("OVERDUE", byDue(scope, DeskQueue.OVERDUE, now));
        queries.put(
                "public",
                new Query(
                        MongoRequestLists.publicOnes(new PublicFilter(city, null, null)),
                        Sorts.descending("createdAt", "_id"),
                        null));
        queries.put(
                "public, category and state",
                new Query(
                        MongoRequestLists.publicOnes(
                                new PublicFilter(city, "roads-lamp", RequestState.CLOSED)),
                        Sorts.descending("createdAt", "_id"),
                        null));
        queries.put("support", live(city, null));
        queries.put("support around a place", live(city, near));
        queries.put(
                "words in titles",
                new Query(
                        MongoRequestLists.search(new SearchFilter(scope, "电梯经常", null)),
                        Sorts.ascending("title", "_id"),
                        null));
        return queries;
    }

    private static Query byDue(Scope scope, DeskQueue queue, Instant before) {
        var filter = new WorkFilter(queue, scope, null, before, DeskSort.DUE);
        return new Query(
                MongoRequestLists.work(filter),
                Sorts.ascending("due", "_id"),
                MongoRequestLists.WORK_DUE);
    }

    private static Query live(AreaCode area, GeoPoint near) {
        var filter = new LiveFilter(area, null, null, near, 2_000, List.of(), PublicSort.SUPPORT);
        return new Query(
                MongoLiveLists.marked(filter),
                Sorts.descending("supporters", "_id"),
                MongoLiveLists.LIVE_SUPPORT);
    }

    private static String explain(MongoDatabase database, String name, Query query) {
        var found =
                database.getCollection("requests", MongoRequestDocument.class)
                        .find(Filters.and(query.filter()))
                        .sort(query.sort())
                        .limit(PAGE);
        Document plan =
                Mono.from((query.hint() == null ? found : found.hintString(query.hint())).explain())
                        .block();
        String winner = plan.get("queryPlanner", Document.class).get("winningPlan").toString();
        if (winner.contains("COLLSCAN") || winner.contains("stage=SORT,")) {
            throw new IllegalStateException(name + " scans or sorts: " + winner);
        }
        Document stats = plan.get("executionStats", Document.class);
        return "%d rows, %d keys, %d documents"
                .formatted(
                        ((Number) stats.get("nReturned")).longValue(),
                        ((Number) stats.get("totalKeysExamined")).longValue(),
                        ((Number) stats.get("totalDocsExamined")).longValue());
    }

    private record Query(Bson filter, Bson sort, String hint) {}
}
