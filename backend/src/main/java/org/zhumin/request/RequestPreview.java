package org.zhumin.request;

import org.jspecify.annotations.Nullable;
import org.zhumin.moderation.PersonalDataKind;
import org.zhumin.request.RequestView.AreaView;
import org.zhumin.request.RequestView.CategoryName;
import org.zhumin.request.RequestView.PlaceView;

import java.util.List;

/**
 * What everybody would read of a request that is not submitted yet.
 *
 * @param publication PENDING: others read it once triage has looked; PRIVATE: nobody else does
 * @param masked what is made unreadable in title and content
 */
record RequestPreview(
        RequestKind kind,
        @Nullable CategoryName category,
        String title,
        String content,
        Publication publication,
        AreaView area,
        @Nullable PlaceView location,
        List<PersonalDataKind> masked) {}
