package org.zhumin.vote;

import org.zhumin.identity.Requirement;

import java.util.List;

/**
 * Whether a resident may vote.
 *
 * @param missing what to do first, in this order; empty if eligible
 */
public record Eligibility(List<Requirement> missing) {
    public Eligibility {
        missing = List.copyOf(missing);
    }

    public boolean eligible() {
        return missing.isEmpty();
    }

    /**
     * Passes who may vote.
     *
     * @throws org.zhumin.kernel.DomainException {@link VoteProblem#NOT_ELIGIBLE} with {@code
     *     missing}
     */
    public void require() {
        if (!eligible()) {
            throw VoteProblem.NOT_ELIGIBLE.problem().with("missing", missing).refusal();
        }
    }
}
