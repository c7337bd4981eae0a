package org.zhumin.media;

import org.springframework.stereotype.Component;
import org.zhumin.identity.PersonalData;
import org.zhumin.kernel.ResidentId;

import reactor.core.publisher.Mono;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The uploads of a person, which go with the person, also what is attached to something. */
@Component
class MediaPersonalData implements PersonalData {
    private final MediaItems items;
    private final MediaViews views;
    private final MediaRemoval removal;

    MediaPersonalData(MediaItems items, MediaViews views, MediaRemoval removal) {
        this.items = items;
        this.views = views;
        this.removal = removal;
    }

    @Override
    public String section() {
        return "media";
    }

    @Override
    public Mono<Map<String, Object>> export(ResidentId resident) {
        return items.listOf(resident)
                .filter(MediaItem::isThere)
                .map(item -> new Held(views.ofOwner(item), item.bytes(), item.createdAt()))
                .collectList()
                .map(held -> Map.of("items", List.copyOf(held)));
    }

    @Override
    public Mono<Void> erase(ResidentId resident) {
        return items.listOf(resident).concatMap(removal::erase).then();
    }

    /**
     * @param bytes of the file behind the address
     */
    record Held(MediaView media, long bytes, Instant uploadedAt) {}
}
