package org.zhumin.request;

import org.springframework.stereotype.Component;
import org.zhumin.identity.Actor;
import org.zhumin.kernel.ResidentId;
import org.zhumin.kernel.Slice;
import org.zhumin.media.MediaId;
import org.zhumin.media.MediaLibrary;
import org.zhumin.media.MediaView;
import org.zhumin.media.MediaViewer;
import org.zhumin.request.RequestService.Reading;

import reactor.core.publisher.Mono;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What calls answer: requests with the uploads that the reader may see, one query for all. */
@Component
class RequestAnswers {
    private final RequestViews views;
    private final MediaLibrary library;

    RequestAnswers(RequestViews views, MediaLibrary library) {
        this.views = views;
        this.library = library;
    }

    Mono<RequestView> ofAnybody(ServiceRequest request, Locale locale) {
        return pictures(all(request)).map(shown -> views.publicView(request, shown, locale));
    }

    Mono<RequestView> ofOwner(ServiceRequest request, ResidentId owner, Locale locale) {
        return shown(all(request), owner).map(shown -> views.ownerView(request, shown, locale));
    }

    Mono<RequestView> of(Reading reading, Actor reader, Locale locale) {
        List<String> ids = all(reading.request());
        Mono<ShownMedia> media =
                switch (reading.reader()) {
                    case OWNER, STAFF -> shown(ids, reader.id());
                    case ANYBODY -> pictures(ids);
                    case COSIGNER -> Mono.just(ShownMedia.NONE);
                };
        return media.map(shown -> views.viewFor(reading, shown, locale));
    }

    Mono<DeskRequestView> ofDesk(
            ServiceRequest request, Actor actor, List<Handler> suggested, Locale locale) {
        return shown(all(request), actor.id())
                .map(shown -> views.deskView(request, shown, actor, suggested, locale));
    }

    Mono<Slice<RequestCard>> cards(Slice<ServiceRequest> slice, Locale locale) {
        return pictures(covers(slice))
                .map(shown -> slice.map(request -> views.card(request, shown, locale)));
    }

    Mono<Slice<RequestCard>> myCards(Slice<ServiceRequest> slice, Actor actor, Locale locale) {
        return shown(covers(slice), actor.id())
                .map(shown -> slice.map(request -> views.myCard(request, shown, actor, locale)));
    }

    Mono<Slice<DeskCard>> deskCards(Slice<ServiceRequest> slice, Actor actor, Locale locale) {
        return shown(covers(slice), actor.id())
                .map(shown -> slice.map(request -> views.deskCard(request, shown, locale)));
    }

    private static List<String> covers(Slice<ServiceRequest> slice) {
        return slice.items().stream().flatMap(request -> request.mediaIds().stream()).toList();
    }

    private static List<String> all(ServiceRequest request) {
        return Stream.concat(
                        request.mediaIds().stream(),
                        request.timeline().stream().flatMap(entry -> entry.mediaIds().stream()))
                .toList();
    }

    private Mono<ShownMedia> pictures(Collection<String> ids) {
        return find(ids, MediaViewer.EVERYBODY, false);
    }

    /** To whom the request is known as it is; sees the own uploads before they are checked. */
    private Mono<ShownMedia> shown(Collection<String> ids, ResidentId reader) {
        return find(ids, MediaViewer.of(reader), true);
    }

    private Mono<ShownMedia> find(Collection<String> ids, MediaViewer viewer, boolean voices) {
        return ids.isEmpty()
                ? Mono.just(ShownMedia.NONE)
                : library.viewsById(ids.stream().map(MediaId::new).toList(), viewer)
                        .map(found -> new ShownMedia(byText(found), voices));
    }

    private static Map<String, MediaView> byText(Map<MediaId, MediaView> found) {
        return found.entrySet().stream()
                .collect(Collectors.toMap(one -> one.getKey().value(), Map.Entry::getValue));
    }
}
