package org.zhumin.media;

import org.jspecify.annotations.Nullable;
import org.zhumin.kernel.ResidentId;

/**
 * For whom media is shown.
 *
 * @param resident who sees the own media whatever its status; absent: nobody in particular
 * @param judge whether this is somebody who decides on it, and so sees all of it
 */
public record MediaViewer(@Nullable ResidentId resident, boolean judge) {
    /** Anybody, as in answers that are kept for everybody. */
    public static final MediaViewer EVERYBODY = new MediaViewer(null, false);

    /** Who moderates, or decides on evidence. */
    public static final MediaViewer JUDGE = new MediaViewer(null, true);

    public static MediaViewer of(ResidentId resident) {
        return new MediaViewer(resident, false);
    }

    boolean seesAnyStatus(MediaItem item) {
        return judge || item.owner().equals(resident);
    }
}
