package org.zhumin.media;

import com.fasterxml.jackson.annotation.JsonInclude;

import org.jspecify.annotations.Nullable;

/**
 * Media as every answer shows it.
 *
 * @param url absolute; good for some minutes, or always where the media is public
 * @param thumbUrl absent with a sound
 * @param width in pixels; absent with a sound
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MediaView(
        MediaId id,
        MediaKind kind,
        String url,
        @Nullable String thumbUrl,
        @Nullable Integer width,
        @Nullable Integer height,
        MediaStatus status) {}
