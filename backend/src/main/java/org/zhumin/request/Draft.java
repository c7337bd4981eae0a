package org.zhumin.request;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A submission that has passed the rules, see {@link SubmissionRules}.
 *
 * @param title empty, like the content, where somebody spoke instead and gave none
 * @param mediaIds of pictures, each once
 * @param voiceMediaId of a recording that stands for the content
 */
record Draft(
        RequestKind kind,
        @Nullable String categoryCode,
        String title,
        String content,
        Place place,
        Map<String, String> answers,
        List<String> mediaIds,
        @Nullable String voiceMediaId,
        Origin origin,
        boolean isPublic) {
    /** The pictures, then the voice. */
    List<String> uploads() {
        return Stream.concat(mediaIds.stream(), Stream.ofNullable(voiceMediaId)).toList();
    }
}
