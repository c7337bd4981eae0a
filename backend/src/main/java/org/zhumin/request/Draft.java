package org.zhumin.request;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A submission that has passed the rules, see {@link SubmissionRules}. */
record Draft(
        RequestKind kind,
        @Nullable String categoryCode,
        String title,
        String content,
        Place place,
        Map<String, String> answers,
        boolean isPublic) {}
