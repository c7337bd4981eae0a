package org.zhumin.project;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;

import org.springframework.stereotype.Component;
import org.zhumin.vote.PollId;
import org.zhumin.vote.VoteStep;

import reactor.core.publisher.Mono;

import java.time.Duration;

/**
 * Which EVALUATE vote of a project is the present one, remembered for some seconds, since it is
 * asked at every vote and changes hardly ever. A vote that arrives just as another evaluation opens
 * meets the one before, which is closed, and is refused.
 */
@Component
class Evaluations {
    private static final Duration LIFETIME = Duration.ofSeconds(5);
    private static final int MOST = 10_000;

    private final AsyncCache<ProjectId, PollId> polls =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(LIFETIME).buildAsync();
    private final Projects projects;

    Evaluations(Projects projects) {
        this.projects = projects;
    }

    /** Of an unknown project the first, which nobody has opened. */
    Mono<PollId> pollOf(ProjectId id) {
        return Mono.fromFuture(
                () ->
                        polls.get(
                                id,
                                (key, _) ->
                                        projects.find(key)
                                                .map(
                                                        project ->
                                                                ProjectPolls.pollOf(
                                                                        project, VoteStep.EVALUATE))
                                                .defaultIfEmpty(
                                                        PollId.of(
                                                                ProjectPolls.subject(key),
                                                                VoteStep.EVALUATE))
                                                .toFuture()),
                true);
    }
}
