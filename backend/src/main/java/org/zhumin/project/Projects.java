package org.zhumin.project;

import org.jspecify.annotations.Nullable;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.Cursor;
import org.zhumin.kernel.ResidentId;
import org.zhumin.kernel.Slice;
import org.zhumin.platform.owed.Owed;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Instant;
import java.util.List;

/** The store of projects. */
interface Projects {
    Mono<Project> find(ProjectId id);

    /** Fails with {@link ProjectProblem#NOT_FOUND}. */
    default Mono<Project> get(ProjectId id) {
        return find(id).switchIfEmpty(Mono.error(ProjectProblem.NOT_FOUND::refusal));
    }

    /** Stores a new project, or gives the one that already lies under its id. */
    Mono<Project> insert(Project project);

    /**
     * Stores the next version and what it owes. Fails with {@code state.changed-meanwhile} if the
     * version before is no longer the stored one.
     */
    Mono<Project> save(Project next, List<Owed> owed);

    Mono<Slice<Project>> list(Filter filter, int limit, @Nullable Cursor after);

    /** Everything that is a candidate of the round, by id, at most 1000. */
    Flux<Project> streamOfRound(String roundId);

    /** What the resident has proposed in rounds. */
    Flux<Project> streamProposedBy(ResidentId resident);

    /** Takes the proposer out of what the resident has proposed; the proposals stay. */
    Mono<Void> forgetProposer(ResidentId resident);

    /** Who has missed a milestone by now that nobody has answered for, the longest first. */
    Flux<ProjectId> streamMissed(Instant now, int atMost);

    /**
     * What a list shows.
     *
     * @param area its subtree
     * @param state absent: any
     * @param status absent: all that is public
     */
    record Filter(
            AreaCode area,
            @Nullable ProjectState state,
            ProjectState.@Nullable Status status,
            @Nullable String roundId,
            Sort sort) {}

    /** The order of a list. */
    enum Sort {
        /** The latest first. */
        NEW,
        /** What residents can vote on, the soonest end first. */
        CLOSING
    }
}
