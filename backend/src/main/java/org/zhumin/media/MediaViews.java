package org.zhumin.media;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhumin.media.MediaLinks.Reach;

/** Shows uploads to those who may see them. */
@Component
class MediaViews {
    private final MediaLinks links;

    MediaViews(MediaLinks links) {
        this.links = links;
    }

    /** Absent where the viewer is to see nothing. */
    @Nullable MediaView find(MediaItem item, MediaViewer viewer) {
        if (!item.isThere()) {
            return null;
        }
        if (viewer.seesAnyStatus(item)) {
            return view(item, Reach.ANY);
        }
        return item.isPassed() ? view(item, Reach.PASSED) : null;
    }

    MediaView ofOwner(MediaItem item) {
        return view(item, Reach.ANY);
    }

    private MediaView view(MediaItem item, Reach reach) {
        boolean picture = item.kind() == MediaKind.IMAGE;
        return new MediaView(
                item.id(),
                item.kind(),
                address(item, MediaSize.FULL, reach),
                picture ? address(item, MediaSize.THUMB, reach) : null,
                picture ? item.width() : null,
                picture ? item.height() : null,
                item.state().status());
    }

    private String address(MediaItem item, MediaSize size, Reach reach) {
        return item.isPublic() ? links.open(item.id(), size) : links.link(item.id(), size, reach);
    }
}
