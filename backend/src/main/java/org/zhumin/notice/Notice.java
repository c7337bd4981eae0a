package org.zhumin.notice;

import org.jspecify.annotations.Nullable;
import org.zhumin.kernel.Ids;
import org.zhumin.kernel.ResidentId;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.List;

/**
 * One entry of a resident's inbox.
 *
 * @param id made of person, reason and reference
 * @param delivery what became of the message in WeChat; absent when the type has no template
 */
record Notice(
        String id,
        ResidentId resident,
        String type,
        List<String> params,
        @Nullable String page,
        boolean urgent,
        Instant at,
        boolean read,
        @Nullable Delivery delivery) {
    Notice {
        params = List.copyOf(params);
    }

    static Notice of(NewNotice news, Instant at, @Nullable Delivery delivery) {
        return new Notice(
                idOf(news.to(), news.reason(), news.reference()),
                news.to(),
                news.type().code(),
                news.params(),
                news.page(),
                news.type().isUrgent(),
                at,
                false,
                delivery);
    }

    Notice with(Delivery next) {
        return new Notice(id, resident, type, params, page, urgent, at, read, next);
    }

    /** Each part with its length, so that no two keys read the same. */
    static String idOf(ResidentId to, String reason, String reference) {
        String key = part(to.value()) + part(reason) + part(reference);
        try {
            return Ids.encode(
                    MessageDigest.getInstance("SHA-256")
                            .digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String part(String text) {
        return text.length() + ":" + text;
    }
}
