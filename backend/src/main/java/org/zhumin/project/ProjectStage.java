package org.zhumin.project;

import org.zhumin.vote.PollId;
import org.zhumin.vote.VoteStep;

import java.time.Instant;

/**
 * How far a project has come (所处步骤): what has to be known of it to find its votes.
 *
 * @param evaluation which evaluation is, or will be, the present one; from 1
 * @param since its publication; of a draft, its creation
 */
record ProjectStage(ProjectId id, ProjectState state, int evaluation, Instant since) {
    /**
     * False only where the work has certainly not gone so far yet; it never goes back from there.
     */
    boolean mayHaveReached(VoteStep step) {
        boolean early = state == ProjectState.POINT || state == ProjectState.WATCH;
        return !early || step == VoteStep.POINT || step == VoteStep.WATCH;
    }

    PollId pollOf(VoteStep step) {
        return new PollId(
                ProjectPolls.subject(id), step, step == VoteStep.EVALUATE ? evaluation : 1);
    }
}
