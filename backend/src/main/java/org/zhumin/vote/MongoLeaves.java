package org.zhumin.vote;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;

import org.bson.Document;
import org.bson.types.Binary;
import org.springframework.stereotype.Repository;
import org.zhumin.platform.mongo.MongoCalls;

import reactor.core.publisher.Mono;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Leaves in the collection {@code vote_leaves}, {@code {_id: root + ":" + piece, h: hashes}}, of at
 * most 256 KB. The root in the key names the content, so what two instances write side by side
 * cannot mix.
 */
@Repository
class MongoLeaves implements Leaves {
    private static final String HASHES = "h";

    private final MongoCollection<Document> collection;

    MongoLeaves(MongoDatabase database) {
        collection = database.getCollection("vote_leaves");
    }

    // Outcomes: written, for the first time or again with the same.
    @Override
    public Mono<Void> save(String root, int piece, List<byte[]> hashes) {
        var bytes = ByteBuffer.allocate(hashes.size() * Hashes.LENGTH);
        hashes.forEach(bytes::put);
        var document =
                new Document("_id", id(root, piece)).append(HASHES, new Binary(bytes.array()));
        return MongoCalls.one(
                        collection.replaceOne(
                                Filters.eq("_id", id(root, piece)),
                                document,
                                new ReplaceOptions().upsert(true)))
                .then();
    }

    @Override
    public Mono<List<byte[]>> load(String root, int piece) {
        return MongoCalls.one(collection.find(Filters.eq("_id", id(root, piece))).first())
                .map(MongoLeaves::hashes);
    }

    private static List<byte[]> hashes(Document stored) {
        var bytes = ByteBuffer.wrap(stored.get(HASHES, Binary.class).getData());
        var hashes = new ArrayList<byte[]>();
        while (bytes.hasRemaining()) {
            byte[] hash = new byte[Hashes.LENGTH];
            bytes.get(hash);
            hashes.add(hash);
        }
        return hashes;
    }

    private static String id(String root, int piece) {
        return root + ":" + piece;
    }
}
