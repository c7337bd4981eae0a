package org.zhumin.request;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import com.mongodb.reactivestreams.client.FindPublisher;
import com.mongodb.reactivestreams.client.MongoCollection;

import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.zhumin.kernel.Cursor;
import org.zhumin.kernel.Slice;
import org.zhumin.platform.mongo.MongoCalls;
import org.zhumin.request.Requests.PublicFilter;
import org.zhumin.request.Requests.SearchFilter;
import org.zhumin.request.Requests.WorkFilter;

import reactor.core.publisher.Mono;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Filters and pages of the lists of requests. A page begins where the one before ended. */
final class MongoRequestLists {
    /** Indexes of the work lists. */
    static final String WORK_NEW = "work_new";

    static final String WORK_DUE = "work_due";

    private static final Bson NEWEST_FIRST = Sorts.descending("createdAt", "_id");
    private static final Bson BY_DUE = Sorts.ascending("due", "_id");
    private static final Bson BY_TITLE = Sorts.ascending("title", "_id");
    private static final Pattern NUMBER = Pattern.compile("\\d{14}");

    private static final Pattern GAP = Pattern.compile("\\s+");

    /** Sorts after every title that begins with what is before it. */
    private static final String AFTER_ALL = "\uffff";

    private final MongoCollection<MongoRequestDocument> collection;
    private final MongoRequestSeals seals;

    MongoRequestLists(MongoCollection<MongoRequestDocument> collection, MongoRequestSeals seals) {
        this.collection = collection;
        this.seals = seals;
    }

    static Bson publicOnes(PublicFilter filter) {
        var conditions = new ArrayList<Bson>();
        conditions.add(Filters.eq("publication", Publication.PUBLIC));
        conditions.add(Filters.eq("areaPath", filter.area()));
        if (filter.categoryCode() != null) {
            conditions.add(Filters.eq("categoryCode", filter.categoryCode()));
        }
        if (filter.state() != null) {
            conditions.add(Filters.eq("state", filter.state()));
        }
        return Filters.and(conditions);
    }

    static Bson work(WorkFilter filter) {
        var conditions = new ArrayList<Bson>();
        conditions.add(Filters.in("work", MongoWork.marks(filter.queue(), filter.scope())));
        if (filter.assignee() != null) {
            conditions.add(Filters.eq("work", MongoWork.ofAssignee(filter.assignee())));
        }
        if (filter.dueBefore() != null) {
            conditions.add(Filters.lt("due", filter.dueBefore()));
        }
        return Filters.and(conditions);
    }

    static Bson search(SearchFilter filter) {
        var conditions = new ArrayList<Bson>();
        if (NUMBER.matcher(filter.text()).matches()) {
            conditions.add(inScope(filter));
            conditions.add(Filters.eq("number", filter.text()));
        } else {
            conditions.add(title(filter));
        }
        if (filter.queue() != null) {
            conditions.add(Filters.in("work", MongoWork.marks(filter.queue(), filter.scope())));
        }
        return Filters.and(conditions);
    }

    /**
     * Open ones with these words anywhere in the title, by {@link MongoWork}'s words, and any that
     * begin with the text. Either way an index has them in the order of titles.
     */
    private static Bson title(SearchFilter filter) {
        Bson begins =
                Filters.and(
                        inScope(filter),
                        Filters.gte("title", filter.text()),
                        Filters.lt("title", filter.text() + AFTER_ALL));
        return longestWord(filter.text())
                .map(pair -> Filters.or(begins, contains(filter, pair)))
                .orElse(begins);
    }

    private static Bson contains(SearchFilter filter, String pair) {
        var conditions = new ArrayList<Bson>();
        conditions.add(Filters.in("words", MongoWork.words(filter.scope(), pair)));
        for (String word : GAP.splitAsStream(filter.text()).toList()) {
            conditions.add(
                    Filters.regex(
                            "title",
                            Pattern.compile(Pattern.quote(word), Pattern.CASE_INSENSITIVE)));
        }
        return Filters.and(conditions);
    }

    /** The first pair of characters of the longest word; empty when no word has two. */
    private static Optional<String> longestWord(String text) {
        return GAP.splitAsStream(text)
                .max(Comparator.comparingInt(String::length))
                .flatMap(word -> Bigrams.ofWords(word).stream().findFirst());
    }

    private static Bson inScope(SearchFilter filter) {
        return Filters.in("scope", MongoWork.scopes(filter.scope()));
    }

    Mono<Slice<ServiceRequest>> newest(Bson filter, int limit, @Nullable Cursor after) {
        return page(newestFrom(filter, after), limit, last -> cursor(last.createdAt(), last));
    }

    /**
     * The index is named, since the planner, which looks at a few rows only, may take the one of
     * the other order and sort.
     */
    Mono<Slice<ServiceRequest>> newestWork(Bson filter, int limit, @Nullable Cursor after) {
        return page(
                newestFrom(filter, after).hintString(WORK_NEW),
                limit,
                last -> cursor(last.createdAt(), last));
    }

    private FindPublisher<MongoRequestDocument> newestFrom(Bson filter, @Nullable Cursor after) {
        return collection
                .find(after == null ? filter : Filters.and(filter, isOlder(after)))
                .sort(NEWEST_FIRST);
    }

    Mono<Slice<ServiceRequest>> workByDue(Bson filter, int limit, @Nullable Cursor after) {
        return page(
                collection
                        .find(after == null ? filter : Filters.and(filter, isDueLater(after)))
                        .sort(BY_DUE)
                        .hintString(WORK_DUE),
                limit,
                last -> cursor(MongoWork.due(last), last));
    }

    Mono<Slice<ServiceRequest>> byTitle(Bson filter, int limit, @Nullable Cursor after) {
        return page(
                collection
                        .find(after == null ? filter : Filters.and(filter, isFurther(after)))
                        .sort(BY_TITLE),
                limit,
                last -> Cursor.of(last.title(), last.id().value()));
    }

    private Mono<Slice<ServiceRequest>> page(
            FindPublisher<MongoRequestDocument> found,
            int limit,
            Function<ServiceRequest, Cursor> cursorOf) {
        return MongoCalls.many(found.limit(limit + 1).batchSize(limit + 1))
                .map(stored -> stored.toDomain(seals))
                .collectList()
                .map(fetched -> Slice.of(fetched, limit, cursorOf));
    }

    static Cursor cursor(Instant at, ServiceRequest last) {
        return Cursor.of(Long.toString(at.toEpochMilli()), last.id().value());
    }

    static Bson isOlder(Cursor cursor) {
        return Filters.or(
                Filters.lt("createdAt", instantOf(cursor)),
                Filters.and(
                        Filters.eq("createdAt", instantOf(cursor)),
                        Filters.lt("_id", idOf(cursor))));
    }

    private static Bson isDueLater(Cursor cursor) {
        return Filters.or(
                Filters.gt("due", instantOf(cursor)),
                Filters.and(Filters.eq("due", instantOf(cursor)), Filters.gt("_id", idOf(cursor))));
    }

    private static Bson isFurther(Cursor cursor) {
        String title = cursor.keys().getFirst();
        return Filters.or(
                Filters.gt("title", title),
                Filters.and(Filters.eq("title", title), Filters.gt("_id", idOf(cursor))));
    }

    private static Instant instantOf(Cursor cursor) {
        return Instant.ofEpochMilli(Long.parseLong(cursor.keys().getFirst()));
    }

    private static String idOf(Cursor cursor) {
        List<String> keys = cursor.keys();
        return keys.getLast();
    }
}
