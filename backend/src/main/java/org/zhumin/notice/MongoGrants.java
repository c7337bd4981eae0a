package org.zhumin.notice;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;

import org.bson.Document;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhumin.kernel.ResidentId;
import org.zhumin.platform.mongo.MongoCalls;
import org.zhumin.platform.web.FactKey;

import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Acceptances in collection {@code notice_grants}, one document a resident: {@code {_id: resident,
 * left: {templateId: n}, told: {templateId: n}, pushed: {templateId: n}, operations: [{id,
 * hash}]}}, where {@code told} and {@code pushed} are what the mini-program or WeChat alone has
 * told of so far. The last operations are kept to know a repeated call.
 */
@Component
class MongoGrants implements Grants {
    private static final String ID = "_id";
    private static final String LEFT = "left";
    private static final String TOLD = "told";
    private static final String PUSHED = "pushed";
    private static final String OPERATIONS = "operations";
    private static final int OPERATIONS_MAX = 20;

    private final MongoCollection<Stored> collection;

    MongoGrants(MongoDatabase database) {
        collection = database.getCollection("notice_grants", Stored.class);
    }

    @Override
    public Mono<Void> add(ResidentId resident, Map<Template, GrantAnswer> answers, FactKey key) {
        var set = new Document();
        answers.forEach((template, answer) -> change(set, template, answer, TOLD, PUSHED));
        return apply(resident, set, key);
    }

    @Override
    public Mono<Void> addPushed(
            ResidentId resident, Map<Template, GrantAnswer> answers, FactKey key) {
        var set = new Document();
        answers.forEach((template, answer) -> change(set, template, answer, PUSHED, TOLD));
        return apply(resident, set, key);
    }

    @Override
    public Mono<Void> end(ResidentId resident, Collection<Template> templates, FactKey key) {
        var set = new Document();
        templates.forEach(template -> set.append(field(template), 0));
        return apply(resident, set, key);
    }

    // Outcomes: counted; counted before by the same call, known by its id; two first calls at once:
    // one meets a duplicate key without having been counted, and tries again.
    private Mono<Void> apply(ResidentId resident, Document set, FactKey key) {
        if (set.isEmpty()) {
            return Mono.empty();
        }
        set.append(OPERATIONS, operationsWith(key));
        Bson notYet =
                Filters.and(Filters.eq(ID, resident), Filters.ne(OPERATIONS + ".id", key.id()));
        return MongoCalls.one(
                        collection.updateOne(
                                notYet,
                                List.of(new Document("$set", set)),
                                new UpdateOptions().upsert(true)))
                .then()
                .onErrorResume(MongoCalls::isDuplicateKey, taken -> again(resident, key, taken))
                .retryWhen(Retry.max(3).filter(MongoCalls::isDuplicateKey));
    }

    /**
     * @param by who tells
     * @param other the other of the two, which may have told of the same tap
     */
    private static void change(
            Document set, Template template, GrantAnswer answer, String by, String other) {
        boolean oneTime = template.kind() == Template.Kind.ONE_TIME;
        if (answer == GrantAnswer.ACCEPT && oneTime) {
            count(set, field(template), by + "." + template.id(), other + "." + template.id());
        } else if (!oneTime) {
            set.append(field(template), answer == GrantAnswer.ACCEPT ? 1 : 0);
        }
    }

    private static void count(Document set, String left, String by, String other) {
        var known = expression("$gt", number(other), 0);
        set.append(left, expression("$cond", known, number(left), oneMore(left)));
        set.append(by, expression("$cond", known, number(by), oneMore(by)));
        set.append(other, expression("$max", 0, expression("$subtract", number(other), 1)));
    }

    private static Document oneMore(String field) {
        return expression("$min", MAX, expression("$add", number(field), 1));
    }

    private static Document number(String field) {
        return expression("$ifNull", "$" + field, 0);
    }

    private static Document operationsWith(FactKey key) {
        var before = expression("$ifNull", "$" + OPERATIONS, List.of());
        var operation = new Document("id", key.id()).append("hash", key.bodyHash());
        var all = expression("$concatArrays", before, List.of(operation));
        return expression("$slice", all, -OPERATIONS_MAX);
    }

    private Mono<Void> again(ResidentId resident, FactKey key, Throwable taken) {
        return MongoCalls.one(collection.find(Filters.eq(ID, resident)).first())
                .flatMapIterable(Stored::operations)
                .filter(operation -> operation.id().equals(key.id()))
                .next()
                .switchIfEmpty(Mono.error(taken))
                .doOnNext(operation -> key.requireSameBody(operation.hash()))
                .then();
    }

    @Override
    public Mono<Boolean> has(ResidentId resident, Template template) {
        return MongoCalls.one(collection.find(some(resident, template)).first()).hasElement();
    }

    // Outcomes: one less; or none was left.
    @Override
    public Mono<Boolean> take(ResidentId resident, Template template) {
        if (template.kind() == Template.Kind.LONG_TERM) {
            return has(resident, template);
        }
        Bson less = Updates.inc(field(template), -1);
        return MongoCalls.one(collection.updateOne(some(resident, template), less))
                .map(result -> result.getMatchedCount() == 1);
    }

    private static Bson some(ResidentId resident, Template template) {
        return Filters.and(Filters.eq(ID, resident), Filters.gt(field(template), 0));
    }

    // Outcomes: one more; or the resident has left meanwhile, and nothing changes.
    @Override
    public Mono<Void> giveBack(ResidentId resident, Template template) {
        return template.kind() == Template.Kind.LONG_TERM
                ? Mono.empty()
                : update(resident, Updates.inc(field(template), 1));
    }

    // Outcomes: none left; or the resident has left meanwhile, and nothing changes.
    @Override
    public Mono<Void> clear(ResidentId resident, Template template) {
        return update(resident, Updates.set(field(template), 0));
    }

    private Mono<Void> update(ResidentId resident, Bson change) {
        return MongoCalls.one(collection.updateOne(Filters.eq(ID, resident), change)).then();
    }

    @Override
    public Mono<Map<String, Integer>> find(ResidentId resident) {
        return MongoCalls.one(collection.find(Filters.eq(ID, resident)).first())
                .map(stored -> stored.left() == null ? Map.of() : stored.left());
    }

    @Override
    public Mono<Void> delete(ResidentId resident) {
        return MongoCalls.one(collection.deleteOne(Filters.eq(ID, resident))).then();
    }

    /** The ids of templates hold no character that a path in a document gives a meaning. */
    private static String field(Template template) {
        return LEFT + "." + template.id();
    }

    private static Document expression(String operator, Object... operands) {
        return new Document(operator, List.of(operands));
    }

    public record Stored(
            @BsonId ResidentId resident,
            @Nullable Map<String, Integer> left,
            List<Operation> operations) {}

    public record Operation(String id, String hash) {}
}
