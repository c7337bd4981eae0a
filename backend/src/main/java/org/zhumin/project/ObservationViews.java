package org.zhumin.project;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhumin.identity.Actor;
import org.zhumin.kernel.Slice;
import org.zhumin.media.MediaId;
import org.zhumin.media.MediaLibrary;
import org.zhumin.media.MediaView;
import org.zhumin.media.MediaViewer;
import org.zhumin.moderation.PersonalDataMask;
import org.zhumin.project.ObservationBodies.AnswerView;
import org.zhumin.project.ObservationBodies.ObservationView;
import org.zhumin.project.ProjectContent.Place;

import reactor.core.publisher.Mono;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * From an observation to what a reader may see of it: others read it without personal data, and
 * where it was only to about a hundred metres.
 */
@Component
class ObservationViews {
    private static final double ROUGH = 1000.0;

    private final MediaLibrary library;
    private final ProjectTexts texts;
    private final Clock clock;

    ObservationViews(MediaLibrary library, ProjectTexts texts, Clock clock) {
        this.library = library;
        this.texts = texts;
        this.clock = clock;
    }

    Mono<Slice<ObservationView>> publicViews(Slice<Observation> slice, Locale locale) {
        return media(slice.items(), MediaViewer.EVERYBODY)
                .map(media -> slice.map(one -> view(one, false, media, locale)));
    }

    Mono<Slice<ObservationView>> deskViews(Slice<Observation> slice, Locale locale) {
        return media(slice.items(), MediaViewer.JUDGE)
                .map(media -> slice.map(one -> view(one, true, media, locale)));
    }

    Mono<ObservationView> deskView(Observation one, Locale locale) {
        return media(List.of(one), MediaViewer.JUDGE).map(media -> view(one, true, media, locale));
    }

    Mono<ObservationView> ownView(Observation one, Actor observer, Locale locale) {
        return media(List.of(one), MediaViewer.of(observer.id()))
                .map(media -> view(one, true, media, locale));
    }

    private Mono<Map<MediaId, MediaView>> media(List<Observation> all, MediaViewer viewer) {
        var ids = new ArrayList<MediaId>();
        for (Observation one : all) {
            one.mediaIds().forEach(id -> ids.add(new MediaId(id)));
            if (one.answer() != null) {
                one.answer().mediaIds().forEach(id -> ids.add(new MediaId(id)));
            }
        }
        return ids.isEmpty() ? Mono.just(Map.of()) : library.viewsById(ids, viewer);
    }

    private ObservationView view(
            Observation one, boolean whole, Map<MediaId, MediaView> media, Locale locale) {
        return new ObservationView(
                one.id(),
                one.project(),
                whole ? one.projectTitle() : null,
                one.milestoneId(),
                one.kind(),
                whole ? one.text() : PersonalDataMask.mask(one.text()).text(),
                viewsOf(one.mediaIds(), media),
                whole ? one.place() : rough(one.place()),
                one.state(),
                whole ? one.publication() : null,
                one.answerBy(),
                one.isOverdue(clock.instant()),
                answer(one.answer(), media, locale),
                one.createdAt());
    }

    private @Nullable AnswerView answer(
            Observation.@Nullable Answer answer, Map<MediaId, MediaView> media, Locale locale) {
        return answer == null
                ? null
                : new AnswerView(
                        answer.text(),
                        viewsOf(answer.mediaIds(), media),
                        answer.action(),
                        answer.dueOn(),
                        texts.party(answer.party(), locale),
                        answer.at());
    }

    private static @Nullable Place rough(@Nullable Place place) {
        return place == null
                ? null
                : new Place(
                        Math.round(place.longitude() * ROUGH) / ROUGH,
                        Math.round(place.latitude() * ROUGH) / ROUGH,
                        null);
    }

    private static List<MediaView> viewsOf(List<String> ids, Map<MediaId, MediaView> media) {
        return ids.stream().map(id -> media.get(new MediaId(id))).filter(Objects::nonNull).toList();
    }
}
