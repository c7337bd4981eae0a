package org.zhumin.project;

import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;

import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhumin.kernel.ResidentId;
import org.zhumin.platform.mongo.MongoCalls;
import org.zhumin.platform.mongo.MongoGroupRead;
import org.zhumin.platform.mongo.MongoGroups;
import org.zhumin.platform.mongo.MongoIndexes;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Instant;
import java.util.List;

/** {@code project_followers}: {@code {_id: project:resident, project, resident, at}}. */
@Component
class MongoFollowers implements Followers, MongoIndexes {
    private static final String COLLECTION = "project_followers";

    private final MongoCollection<Stored> collection;
    private final MongoGroupRead<ProjectId, Counted> counts;

    MongoFollowers(MongoDatabase database, MongoGroups groups) {
        collection = database.getCollection(COLLECTION, Stored.class);
        counts =
                groups.reads(
                        projects ->
                                collection
                                        .aggregate(count(projects), Counted.class)
                                        .batchSize(projects.size() + 1),
                        Counted::project);
    }

    private static List<Bson> count(List<ProjectId> projects) {
        return List.of(
                Aggregates.match(Filters.in("project", projects)),
                Aggregates.group("$project", Accumulators.sum("n", 1L)));
    }

    // Outcomes: inserted; or it is there already, which is as good.
    @Override
    public Mono<Void> put(ProjectId project, ResidentId resident, Instant at) {
        var stored = new Stored(Stored.key(project, resident), project, resident, at);
        return MongoCalls.one(collection.insertOne(stored))
                .then()
                .onErrorResume(MongoCalls::isDuplicateKey, _ -> Mono.empty());
    }

    // Outcomes: removed; or there was none, which is as good.
    @Override
    public Mono<Void> remove(ProjectId project, ResidentId resident) {
        return MongoCalls.one(
                        collection.deleteOne(Filters.eq("_id", Stored.key(project, resident))))
                .then();
    }

    @Override
    public Mono<Boolean> exists(ProjectId project, ResidentId resident) {
        return MongoCalls.one(
                        collection.find(Filters.eq("_id", Stored.key(project, resident))).first())
                .hasElement();
    }

    @Override
    public Mono<Long> count(ProjectId project) {
        return counts.find(project).map(Counted::n).defaultIfEmpty(0L);
    }

    @Override
    public Flux<ResidentId> listOf(ProjectId project, @Nullable ResidentId after, int atMost) {
        Bson all = Filters.eq("project", project);
        return MongoCalls.many(
                        collection
                                .find(
                                        after == null
                                                ? all
                                                : Filters.and(all, Filters.gt("resident", after)))
                                .sort(Sorts.ascending("resident"))
                                .limit(atMost))
                .map(Stored::resident);
    }

    @Override
    public Flux<ProjectId> streamBy(ResidentId resident) {
        return MongoCalls.many(collection.find(Filters.eq("resident", resident)))
                .map(Stored::project);
    }

    // Outcome: none is left that was there before.
    @Override
    public Mono<Void> removeAllOf(ResidentId resident) {
        return MongoCalls.one(collection.deleteMany(Filters.eq("resident", resident))).then();
    }

    @Override
    public String collection() {
        return COLLECTION;
    }

    @Override
    public List<IndexModel> indexes() {
        return List.of(
                new IndexModel(
                        Indexes.ascending("project", "resident"),
                        new IndexOptions().name("project")),
                new IndexModel(Indexes.ascending("resident"), new IndexOptions().name("resident")));
    }

    public record Counted(@BsonId ProjectId project, long n) {}

    public record Stored(@BsonId String id, ProjectId project, ResidentId resident, Instant at) {
        static String key(ProjectId project, ResidentId resident) {
            return project.value() + ":" + resident.value();
        }
    }
}
