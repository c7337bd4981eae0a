package org.zhumin.media;

import org.springframework.stereotype.Component;
import org.zhumin.identity.IdentityProblem;
import org.zhumin.identity.ResidenceClaims;
import org.zhumin.identity.ResidenceEvidence;
import org.zhumin.kernel.DomainException;
import org.zhumin.kernel.Ids;
import org.zhumin.kernel.ResidentId;

import reactor.core.publisher.Mono;

import java.util.List;

/**
 * Keeps the evidence of residence claims, attached to the resident. It is looked at once a day
 * while the claim is open, so that it goes even if it could not be erased by the decision.
 */
@Component
class MediaEvidence implements ResidenceEvidence, MediaHolder {
    private static final String TYPE = "residence";

    private final MediaLibrary library;
    private final ResidenceClaims claims;

    MediaEvidence(MediaLibrary library, ResidenceClaims claims) {
        this.library = library;
        this.claims = claims;
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Mono<Hold> hold(String id) {
        return claims.isOpen(new ResidentId(id))
                .map(open -> open ? Hold.FOR_NOW : Hold.NOT_HELD)
                .defaultIfEmpty(Hold.NOT_HELD);
    }

    private static MediaReference reference(ResidentId resident) {
        return new MediaReference(TYPE, resident.value());
    }

    @Override
    public Mono<Void> add(ResidentId resident, List<String> mediaIds) {
        return library.attach(resident, mediaIds, MediaKind.IMAGE, reference(resident))
                .onErrorMap(
                        MediaEvidence::isAboutMedia,
                        _ -> IdentityProblem.RESIDENCE_EVIDENCE_UNKNOWN.refusal())
                .then();
    }

    private static boolean isAboutMedia(Throwable failure) {
        return failure instanceof DomainException refusal
                && refusal.problem().code() instanceof MediaProblem;
    }

    @Override
    public Mono<Void> keepOnly(ResidentId resident, List<String> mediaIds) {
        var kept = mediaIds.stream().filter(Ids::isValid).map(MediaId::new).toList();
        return library.erase(reference(resident), kept);
    }

    @Override
    public Mono<List<Evidence>> list(ResidentId resident) {
        return library.viewsOf(reference(resident), MediaViewer.JUDGE)
                .map(views -> views.stream().map(MediaEvidence::evidence).toList());
    }

    private static Evidence evidence(MediaView view) {
        return new Evidence(
                view.id().value(), view.url(), view.thumbUrl(), view.width(), view.height());
    }

    @Override
    public Mono<Void> erase(ResidentId resident) {
        return library.erase(reference(resident), List.of());
    }
}
