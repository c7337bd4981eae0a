package org.zhumin.ranking;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;

import org.bson.codecs.pojo.annotations.BsonId;
import org.springframework.stereotype.Repository;
import org.zhumin.platform.mongo.MongoCalls;
import org.zhumin.ranking.RankingRow.Ranked;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.util.List;

/** Rankings of editions in the collection {@code ranking_tables}, one document each. */
@Repository
class MongoTables implements Tables {
    private static final int BATCH = 200;

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
                .map(found -> new RankingTable(key, found.rows(), found.withoutOrders()));
    }

    private static String idOf(String tables, String key) {
        return tables + ":" + key;
    }

    /** A ranking as it is stored. */
    public record TableDocument(
            @BsonId String id, List<RankingRow> rows, List<Ranked> withoutOrders) {
        static TableDocument of(String tables, RankingTable table) {
            return new TableDocument(
                    idOf(tables, table.key()), table.rows(), table.withoutOrders());
        }
    }
}
