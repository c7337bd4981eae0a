package org.zhumin.request;

import org.jspecify.annotations.Nullable;
import org.zhumin.media.MediaKind;
import org.zhumin.media.MediaView;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The uploads that one reader may see, by id; all others are not in it.
 *
 * @param voices whether the reader may hear what somebody said: never everybody
 */
record ShownMedia(Map<String, MediaView> byId, boolean voices) {
    static final ShownMedia NONE = new ShownMedia(Map.of(), false);

    ShownMedia {
        byId = Map.copyOf(byId);
    }

    List<MediaView> of(List<String> ids) {
        return ids.stream()
                .map(byId::get)
                .filter(Objects::nonNull)
                .filter(view -> voices || view.kind() == MediaKind.IMAGE)
                .toList();
    }

    /** The first picture; absent where there is none that may be seen. */
    @Nullable MediaView coverOf(List<String> ids) {
        return of(ids).stream()
                .filter(view -> view.kind() == MediaKind.IMAGE)
                .findFirst()
                .orElse(null);
    }
}
