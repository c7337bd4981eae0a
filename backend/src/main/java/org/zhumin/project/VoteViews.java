package org.zhumin.project;

import org.springframework.stereotype.Component;
import org.zhumin.kernel.AreaCode;
import org.zhumin.project.VoteBodies.ProofView;
import org.zhumin.project.VoteBodies.ReceiptView;
import org.zhumin.project.VoteBodies.ResultView;
import org.zhumin.project.VoteBodies.VoteView;
import org.zhumin.project.VoteBodies.WatchBody;
import org.zhumin.vote.CastVote;
import org.zhumin.vote.PollResult;
import org.zhumin.vote.ReceiptAnswer;
import org.zhumin.vote.Tally;
import org.zhumin.vote.Vote;
import org.zhumin.vote.VoteStep;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** From what the vote engine says to what people see of it. */
@Component
class VoteViews {
    private final ProjectTallies tallies;
    private final QuarantineViews quarantine;

    VoteViews(ProjectTallies tallies, QuarantineViews quarantine) {
        this.tallies = tallies;
        this.quarantine = quarantine;
    }

    VoteView of(CastVote cast, Locale locale) {
        return new VoteView(
                cast.step(),
                cast.vote() instanceof Vote.Watch watch
                        ? new WatchBody(true, watch.concern())
                        : cast.vote(),
                cast.at(),
                cast.receipt(),
                cast.status(),
                cast.opening(),
                cast.reason(),
                quarantine.reason(cast.reason(), locale));
    }

    static ReceiptView receipt(ReceiptAnswer answer) {
        ReceiptAnswer.Proof proof = answer.proof();
        return new ReceiptView(
                answer.status(),
                answer.poll().step(),
                proof == null
                        ? null
                        : new ProofView(
                                proof.leaf(),
                                proof.inclusion().index(),
                                proof.inclusion().size(),
                                proof.inclusion().path(),
                                proof.root()));
    }

    ResultView result(VoteService.Counted counted, Locale locale) {
        PollResult result = counted.result();
        VoteStep step = result.poll().step();
        List<String> options = counted.poll().options();
        Map<String, Object> tally = tallies.figures(step, options, result.tally());
        var byArea =
                new TreeMap<AreaCode, Map<String, Object>>(
                        (one, other) -> one.value().compareTo(other.value()));
        for (Map.Entry<AreaCode, Tally> part : result.byArea().entrySet()) {
            byArea.put(part.getKey(), tallies.figures(step, options, part.getValue()));
        }
        return new ResultView(
                step,
                result.poll().turn(),
                result.closedAt(),
                result.countedAt(),
                result.eligible(),
                result.turnout(),
                tally,
                tally.get("byOption"),
                byArea,
                result.byVerification(),
                result.byChannel(),
                result.quarantined(),
                quarantine.counts(result.quarantined(), locale),
                result.root());
    }
}
