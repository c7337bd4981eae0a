package org.zhumin.moderation;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.zhumin.moderation.ModeratedContent.Content;

import reactor.core.publisher.Mono;

/** The features' content by its type. Asked for late, since the features themselves need us. */
@Component
class ModeratedContents {
    private final ObjectProvider<ModeratedContent> contents;

    ModeratedContents(ObjectProvider<ModeratedContent> contents) {
        this.contents = contents;
    }

    private Mono<ModeratedContent> ofType(Target target) {
        return Mono.fromCallable(contents::orderedStream)
                .flatMap(
                        all ->
                                Mono.justOrEmpty(
                                        all.filter(one -> one.type().equals(target.type()))
                                                .findFirst()));
    }

    /** The content as it is now; empty for an unknown type as well. */
    Mono<Content> find(Target target) {
        return ofType(target).flatMap(content -> content.find(target.id()));
    }

    /** Fails with {@link ModerationProblem#TARGET_NOT_FOUND}. */
    Mono<Content> get(Target target) {
        return find(target).switchIfEmpty(Mono.error(ModerationProblem.TARGET_NOT_FOUND::refusal));
    }

    /** Fails with the feature's code where it is gone. */
    Mono<Void> appealed(Target target) {
        return ofType(target).flatMap(content -> content.appealed(target.id()));
    }

    /** Makes the content what the case says. Of a type that is no more there is nothing to do. */
    Mono<Void> apply(Effect effect, ModerationCase decided) {
        String id = decided.target().id();
        return ofType(decided.target())
                .flatMap(
                        content ->
                                switch (effect) {
                                    case WITHHOLD -> content.withhold(id, decided.reason());
                                    case RESTORE -> content.restore(id);
                                });
    }
}
