package org.zhumin.vote;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.zhumin.identity.Electorate;
import org.zhumin.kernel.ResidentId;
import org.zhumin.notice.NewNotice;
import org.zhumin.notice.Notices;
import org.zhumin.platform.owed.EffectHandler;
import org.zhumin.platform.owed.Owed;
import org.zhumin.platform.owed.Progress;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Tells a voter what was decided about the own vote. The vote owes it together with the decision;
 * the sweeper performs it within seconds, of one vote or of the thousands of one origin.
 */
@Component
class VoteNotices implements EffectHandler {
    static final String KIND = "vote.notice";

    private static final String NOTICE = "notice";
    private static final String REASON = "reason";

    private final Electorate electorate;
    private final ObjectProvider<PollListener> doors;
    private final Notices notices;

    VoteNotices(Electorate electorate, ObjectProvider<PollListener> doors, Notices notices) {
        this.electorate = electorate;
        this.doors = doors;
        this.notices = notices;
    }

    /**
     * @param operation of the call that decided
     * @param reason of the quarantine, a code
     */
    static Owed owed(VoteNotice notice, String reason, String operation, Instant at) {
        return Owed.of(
                        operation + ":" + notice,
                        KIND,
                        Map.of(NOTICE, notice.name(), REASON, reason),
                        at)
                .later(at);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Mono<Progress> perform(Owed owed, String document) {
        return Mono.justOrEmpty(PollId.parse(MongoVoteCodec.pollOf(document)))
                .flatMap(this::describe)
                .flatMap(about -> tell(owed, about, MongoVoteCodec.voterOf(document)))
                .thenReturn(Progress.done());
    }

    private Mono<PollListener.Described> describe(PollId poll) {
        return Flux.fromStream(doors::orderedStream)
                .filter(door -> door.kind().equals(poll.kind()))
                .concatMap(door -> door.describe(poll))
                .next();
    }

    private Mono<Void> tell(Owed owed, PollListener.Described about, String voterKey) {
        return electorate
                .findVoters(voterKey)
                .concatMap(voter -> notices.tell(news(owed, about, voter)))
                .then();
    }

    private static NewNotice news(Owed owed, PollListener.Described about, ResidentId voter) {
        var notice = VoteNotice.valueOf(owed.detail().getOrDefault(NOTICE, ""));
        String reason = about.reasons() + owed.detail().getOrDefault(REASON, "");
        return new NewNotice(
                voter,
                notice,
                notice.code(),
                owed.id(),
                List.of(about.title(), NewNotice.word(reason)),
                about.page());
    }
}
