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
import org.zhumin.request.TextReview.State;

import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

import java.time.Clock;
import java.util.List;

/**
 * What residents add to their requests, as moderation sees it: one entry, named by its operation,
 * that a check of the text had doubts about.
 */
@Component
class EntryContent implements ModeratedContent {
    static final String TYPE = "REQUEST_ENTRY";

    /** The desk may act on the request at the same moment; each looks again this often. */
    private static final int TRIES = 20;

    private final Requests requests;
    private final MediaLibrary library;
    private final HotReads hotReads;
    private final Clocks clocks;
    private final Clock clock;

    EntryContent(
            Requests requests,
            MediaLibrary library,
            HotReads hotReads,
            Clocks clocks,
            Clock clock) {
        this.requests = requests;
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
        return requests.findReviewed(targetId)
                .flatMap(
                        request ->
                                Mono.justOrEmpty(request.findStep(targetId))
                                        .flatMap(entry -> contentOf(request, entry)));
    }

    private Mono<Content> contentOf(ServiceRequest request, TimelineEntry entry) {
        return library.views(mediaOf(entry), MediaViewer.JUDGE)
                .map(media -> contentOf(request, entry, media));
    }

    private static List<MediaId> mediaOf(TimelineEntry entry) {
        return entry.mediaIds().stream().map(MediaId::new).toList();
    }

    /** With the original words, and those of the request that they were added to. */
    private static Content contentOf(
            ServiceRequest request, TimelineEntry entry, List<MediaView> media) {
        String words = entry.text() == null ? "" : entry.text();
        return new Content(
                request.place().areaPath(),
                request.owner(),
                entry.isPublic() && request.publication() == Publication.PUBLIC,
                words + "\n" + request.title(),
                media);
    }

    @Override
    public Mono<Void> withhold(String targetId, ReasonCode reason) {
        return review(targetId, State.WITHHELD);
    }

    @Override
    public Mono<Void> restore(String targetId) {
        return review(targetId, State.PASSED);
    }

    private Mono<Void> review(String operation, State to) {
        return Mono.defer(() -> requests.findReviewed(operation))
                .flatMap(request -> save(request, operation, to))
                .retryWhen(Retry.max(TRIES).filter(PlatformProblem.STALE::isOf))
                .flatMap(saved -> hotReads.changed(RequestTopics.of(saved)));
    }

    private Mono<ServiceRequest> save(ServiceRequest request, String operation, State to) {
        if (request.findStep(operation).filter(entry -> entry.isIn(to)).isPresent()) {
            return Mono.just(request);
        }
        var step = Step.ofSystem(clock.instant(), clocks);
        return requests.save(
                new RequestChange(request, null, step).reviewed(operation, to).silently());
    }
}
