package org.zhumin.ranking;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;

import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.types.Binary;
import org.springframework.stereotype.Repository;
import org.zhumin.platform.mongo.MongoCalls;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import tools.jackson.databind.json.JsonMapper;

import java.util.List;

/**
 * Rankings of editions in the collection {@code ranking_tables}, one document each: {@code {_id,
 * table}}, where the table is JSON in one value, so that reading it maps no hundreds of
 * sub-documents.
 */
@Repository
class MongoTables implements Tables {
    private static final int BATCH = 200;

    /** Not the application's own: what is stored does not change with how answers are written. */
    private static final JsonMapper JSON = JsonMapper.shared();

    private final MongoCollection<TableDocument> collection;

    MongoTables(MongoDatabase database) {
        collection = database.getCollection("ranking_tables", TableDocument.class);
    }

    @Override
    public Mono<Void> insert(String tables, List<RankingTable> computed) {
        return Flux.fromIterable(computed)
                .map(table -> TableDocument.of(tables, table))
                .buffer(BATCH)
                .concatMap(
                        batch ->
                                MongoCalls.one(
                                        collection.insertMany(
                                                batch, new InsertManyOptions().ordered(false))))
                .then();
    }

    @Override
    public Mono<RankingTable> find(String tables, String key) {
        return MongoCalls.one(collection.find(Filters.eq("_id", idOf(tables, key))).first())
                .map(TableDocument::toDomain);
    }

    private static String idOf(String tables, String key) {
        return tables + ":" + key;
    }

    /** A ranking as it is stored. */
    public record TableDocument(@BsonId String id, Binary table) {
        static TableDocument of(String tables, RankingTable table) {
            return new TableDocument(
                    idOf(tables, table.key()), new Binary(JSON.writeValueAsBytes(table)));
        }

        RankingTable toDomain() {
            return JSON.readValue(table.getData(), RankingTable.class);
        }
    }
}
