package org.zhumin.identity;

import org.jspecify.annotations.Nullable;
import org.zhumin.kernel.ResidentId;

import reactor.core.publisher.Mono;

import java.util.List;

/**
 * Pictures that a resident shows for a residence claim (居住证明): implemented by whoever keeps
 * pictures. They are for those who decide on the claim, and erased by the decision; {@link
 * ResidenceClaims} tells the keeper whether it is still to come.
 */
public interface ResidenceEvidence {
    /**
     * Before the claim is stored: keeps these of the resident's uploads for it, beside those kept
     * already. Fails with {@link IdentityProblem#RESIDENCE_EVIDENCE_UNKNOWN} for what is none, and
     * then keeps none of them.
     */
    Mono<Void> add(ResidentId resident, List<String> mediaIds);

    /** After the claim is stored: erases what belongs to an earlier one. */
    Mono<Void> keepOnly(ResidentId resident, List<String> mediaIds);

    /** For those who decide on the claim. */
    Mono<List<Evidence>> list(ResidentId resident);

    /** After the decision. Bears repetition. */
    Mono<Void> erase(ResidentId resident);

    /**
     * One picture.
     *
     * @param url absolute, and good for some minutes
     */
    record Evidence(
            String id,
            String url,
            @Nullable String thumbUrl,
            @Nullable Integer width,
            @Nullable Integer height) {}
}
