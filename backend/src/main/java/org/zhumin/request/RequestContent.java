package org.zhumin.request;

import org.springframework.stereotype.Component;
import org.zhumin.media.MediaId;
import org.zhumin.media.MediaLibrary;
import org.zhumin.media.MediaView;
import org.zhumin.media.MediaViewer;
import org.zhumin.moderation.ModeratedContent;
import org.zhumin.moderation.ReasonCode;
import org.zhumin.platform.problem.PlatformProblem;
import org.zhumin.platform.web.HotReads;

import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

import java.time.Clock;
import java.util.List;
import java.util.function.Function;

/**
 * Requests as moderation sees them. Withholding takes a request from everybody but its owner and
 * the desk, which goes on working on it; a co-signer still reads how it goes on.
 */
@Component
class RequestContent implements ModeratedContent {
    static final String TYPE = "REQUEST";

    /** The desk may act on the request at the same moment; each looks again this often. */
    private static final int TRIES = 20;

    private final Requests requests;
    private final TriageService triage;
    private final MediaLibrary library;
    private final HotReads hotReads;
    private final Clocks clocks;
    private final Clock clock;

    RequestContent(
            Requests requests,
            TriageService triage,
            MediaLibrary library,
            HotReads hotReads,
            Clocks clocks,
            Clock clock) {
        this.requests = requests;
        this.triage = triage;
        this.library = library;
        this.hotReads = hotReads;
        this.clocks = clocks;
        this.clock = clock;
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Mono<Content> find(String targetId) {
        return requests.find(new RequestId(targetId))
                .flatMap(
                        request ->
                                library.views(mediaOf(request), MediaViewer.JUDGE)
                                        .map(media -> contentOf(request, media)));
    }

    private static List<MediaId> mediaOf(ServiceRequest request) {
        return request.mediaIds().stream().map(MediaId::new).toList();
    }

    /** With the original words, since a moderator must see what somebody complains of. */
    private static Content contentOf(ServiceRequest request, List<MediaView> media) {
        return new Content(
                request.place().areaPath(),
                request.owner(),
                request.publication() == Publication.PUBLIC,
                request.title() + "\n" + request.content(),
                media);
    }

    @Override
    public Mono<Void> withhold(String targetId, ReasonCode reason) {
        return publish(targetId, request -> Mono.just(withheld(request.publication())));
    }

    /** What nobody else was to read stays as it is. */
    private static Publication withheld(Publication now) {
        return now == Publication.PRIVATE ? now : Publication.WITHHELD;
    }

    @Override
    public Mono<Void> restore(String targetId) {
        return publish(targetId, this::restored);
    }

    /** That a moderator has looked publishes it as well as that triage has. */
    private Mono<Publication> restored(ServiceRequest request) {
        Publication now = request.publication();
        if (now == Publication.PRIVATE || now == Publication.PUBLIC) {
            return Mono.just(now);
        }
        return isFit(request)
                ? triage.mayAppear(request)
                        .map(may -> may ? Publication.PUBLIC : Publication.PENDING)
                : Mono.just(Publication.PENDING);
    }

    /** What ended before triage took it up never appears, nor what has no title yet. */
    private static boolean isFit(ServiceRequest request) {
        boolean livesOn = request.milestones().acceptedAt() != null || request.state().isOpen();
        return livesOn && !request.title().isEmpty();
    }

    /**
     * Sets who may read it, by the version that was looked at. What is cached is dropped even when
     * nothing is left to set: the call before may have ended between the two.
     */
    private Mono<Void> publish(String id, Function<ServiceRequest, Mono<Publication>> rule) {
        return Mono.defer(() -> requests.find(new RequestId(id)))
                .flatMap(request -> rule.apply(request).flatMap(to -> save(request, to)))
                .retryWhen(Retry.max(TRIES).filter(PlatformProblem.STALE::isOf))
                .flatMap(saved -> hotReads.changed(RequestTopics.of(saved)));
    }

    private Mono<ServiceRequest> save(ServiceRequest request, Publication to) {
        if (request.publication() == to) {
            return Mono.just(request);
        }
        var step = Step.ofSystem(clock.instant(), clocks);
        return requests.save(new RequestChange(request, null, step).publication(to).silently());
    }
}
