package org.zhumin.media;

import com.mongodb.MongoGridFSException;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.reactivestreams.client.MongoDatabase;
import com.mongodb.reactivestreams.client.gridfs.GridFSBucket;
import com.mongodb.reactivestreams.client.gridfs.GridFSBuckets;

import org.bson.BsonString;
import org.springframework.stereotype.Repository;
import org.zhumin.platform.mongo.MongoCalls;
import org.zhumin.platform.mongo.MongoIndexes;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Bytes in GridFS, bucket {@value #BUCKET}: a name is the {@code _id} in {@code media.files} and
 * the {@code files_id} of its pieces in {@code media.chunks}, of 255 KB each. The write concern is
 * that of the database.
 */
@Repository
class MongoMediaFiles implements MediaFiles, MongoIndexes {
    private static final String BUCKET = "media";
    private static final String CHUNKS = BUCKET + ".chunks";
    private static final String FILES_ID = "files_id";

    /** For a whole file; other operations have five seconds. */
    private static final long SECONDS = 30;

    private final MongoDatabase database;
    private final GridFSBucket bucket;

    MongoMediaFiles(MongoDatabase database) {
        this.database = database;
        bucket = GridFSBuckets.create(database, BUCKET).withTimeout(SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public String collection() {
        return CHUNKS;
    }

    /** The one that GridFS itself would make at the first upload. */
    @Override
    public List<IndexModel> indexes() {
        return List.of(
                new IndexModel(Indexes.ascending(FILES_ID, "n"), new IndexOptions().unique(true)));
    }

    @Override
    public Mono<Void> store(String name, Flux<ByteBuffer> bytes) {
        return MongoCalls.one(bucket.uploadFromPublisher(new BsonString(name), name, bytes)).then();
    }

    @Override
    public Flux<ByteBuffer> read(String name) {
        return MongoCalls.many(bucket.downloadToPublisher(new BsonString(name)))
                .onErrorMap(MongoGridFSException.class, _ -> MediaProblem.NOT_FOUND.refusal());
    }

    // Pieces first: what a crash leaves is still named by the file, or has no file at all.
    @Override
    public Mono<Void> delete(String name) {
        return MongoCalls.one(database.getCollection(CHUNKS).deleteMany(Filters.eq(FILES_ID, name)))
                .then(
                        Mono.defer(
                                () ->
                                        MongoCalls.one(
                                                database.getCollection(BUCKET + ".files")
                                                        .deleteOne(Filters.eq("_id", name)))))
                .then();
    }
}
