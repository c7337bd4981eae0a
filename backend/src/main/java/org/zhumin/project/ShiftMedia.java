package org.zhumin.project;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhumin.identity.Actor;
import org.zhumin.media.MediaHolder;
import org.zhumin.media.MediaId;
import org.zhumin.media.MediaLibrary;
import org.zhumin.media.MediaReference;
import org.zhumin.media.MediaView;
import org.zhumin.media.MediaViewer;

import reactor.core.publisher.Mono;

import java.util.List;
import java.util.Map;

/** The pictures of what was found on shifts; each report has its own. */
@Component
class ShiftMedia implements MediaHolder {
    private static final String TYPE = "shift-report";

    private final MediaLibrary library;
    private final Shifts shifts;

    ShiftMedia(MediaLibrary library, Shifts shifts) {
        this.library = library;
        this.shifts = shifts;
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Mono<Hold> hold(String operation) {
        return shifts.findByReport(operation).map(_ -> Hold.KEPT).defaultIfEmpty(Hold.NOT_HELD);
    }

    /**
     * @param operation of the report
     */
    Mono<List<String>> attach(String operation, @Nullable List<String> mediaIds, Actor actor) {
        return library.attach(actor.id(), mediaIds, new MediaReference(TYPE, operation));
    }

    /** Opens them for everybody, or closes them again, as the report is. */
    Mono<Void> show(Shift.Report report) {
        return report.mediaIds().isEmpty()
                ? Mono.empty()
                : library.show(new MediaReference(TYPE, report.operation()), report.shown());
    }

    /** All of them, for who decides. */
    Mono<List<MediaView>> forJudge(Shift.Report report) {
        return report.mediaIds().isEmpty()
                ? Mono.just(List.of())
                : library.viewsOf(new MediaReference(TYPE, report.operation()), MediaViewer.JUDGE);
    }

    Mono<Map<MediaId, MediaView>> views(List<Shift> all) {
        List<MediaId> ids =
                all.stream()
                        .flatMap(shift -> shift.reports().stream())
                        .filter(Shift.Report::shown)
                        .flatMap(report -> report.mediaIds().stream())
                        .map(MediaId::new)
                        .toList();
        return ids.isEmpty() ? Mono.just(Map.of()) : library.viewsById(ids, MediaViewer.EVERYBODY);
    }
}
