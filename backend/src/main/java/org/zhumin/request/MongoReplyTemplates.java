package org.zhumin.request;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;

import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhumin.kernel.OrganizationId;
import org.zhumin.platform.mongo.MongoCalls;
import org.zhumin.request.DeskBodies.ReplyTemplate;

import reactor.core.publisher.Mono;

import java.util.List;

/** {@code request_reply_templates}: {@code {_id: organisation, items: [{title, text, …}]}}. */
@Component
class MongoReplyTemplates implements ReplyTemplates {
    private final MongoCollection<Stored> collection;

    MongoReplyTemplates(MongoDatabase database) {
        collection = database.getCollection("request_reply_templates", Stored.class);
    }

    @Override
    public Mono<List<ReplyTemplate>> get(OrganizationId organization) {
        return MongoCalls.one(collection.find(Filters.eq("_id", organization)).first())
                .map(Stored::templates)
                .defaultIfEmpty(List.of());
    }

    /** Outcome: the list is this one. Of two at once the later one stays. */
    @Override
    public Mono<Void> put(OrganizationId organization, List<ReplyTemplate> templates) {
        return MongoCalls.one(
                        collection.replaceOne(
                                Filters.eq("_id", organization),
                                Stored.of(organization, templates),
                                new ReplaceOptions().upsert(true)))
                .then();
    }

    public record Stored(@BsonId OrganizationId id, List<Item> items) {
        static Stored of(OrganizationId id, List<ReplyTemplate> templates) {
            return new Stored(
                    id,
                    templates.stream()
                            .map(t -> new Item(t.title(), t.text(), t.categoryCode()))
                            .toList());
        }

        List<ReplyTemplate> templates() {
            return items.stream()
                    .map(item -> new ReplyTemplate(item.title(), item.text(), item.categoryCode()))
                    .toList();
        }
    }

    public record Item(String title, String text, @Nullable String categoryCode) {}
}
