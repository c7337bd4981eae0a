package org.zhumin.request;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/** A submission that has passed the rules, see {@link SubmissionRules}. */
record Draft(
        RequestKind kind,
        @Nullable String categoryCode,
        String title,
        String content,
        Place place,
        Map<String, String> answers,
        List<String> mediaIds,
        Origin origin,
        boolean isPublic) {}
