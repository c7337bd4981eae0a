package org.zhumin.request;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** The bodies of the desk's actions. */
final class DeskBodies {
    private DeskBodies() {}

    /** POST …/accept; both may be left out. */
    record AcceptBody(
            @Nullable @Size(min = 1, max = 40) String categoryCode,
            @Nullable @Size(min = 1, max = 60) String title) {}

    /** POST …/dispatch; the note is for the handler, not for the public. */
    record DispatchBody(
            @NotBlank @Size(max = 26) String organizationId,
            @Nullable @Size(max = 500) String note) {}

    /** POST …/sign says nothing. */
    record SignBody() {}

    /** POST …/reply; the resident reads it. */
    record ReplyBody(
            @NotBlank @Size(max = 2000) String text,
            @Nullable @Size(max = 9) List<@NotNull String> mediaIds) {}
}
