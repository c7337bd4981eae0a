package org.zhumin.media;

import org.springframework.stereotype.Component;
import org.zhumin.platform.SecretPurpose;
import org.zhumin.platform.SecretRing;
import org.zhumin.platform.Secrets;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * Signed addresses: {@code /api/v1/media/{id}?size&sig&exp}. {@code exp} is the last second of its
 * life since 1970; {@code sig} is one letter, see {@link Reach}, and 128 bits of an HMAC over it,
 * id, size and exp. What an earlier master secret signed is good until it expires.
 */
@Component
class MediaLinks {
    private static final Pattern SECONDS = Pattern.compile("[1-9]\\d{0,11}");
    private static final int MAC_BYTES = 16;

    private final SecretRing ring;
    private final PublicAddress address;
    private final MediaProperties properties;
    private final Clock clock;

    /** What a link opens. */
    enum Reach {
        /** Only what has passed. */
        PASSED("p"),
        /** Whatever its status: for the uploader, for judges and for WeChat's check. */
        ANY("a");

        private final String letter;

        Reach(String letter) {
            this.letter = letter;
        }
    }

    MediaLinks(SecretRing ring, PublicAddress address, MediaProperties properties, Clock clock) {
        this.ring = ring;
        this.address = address;
        this.properties = properties;
        this.clock = clock;
    }

    /** For a person to look at now. */
    String link(MediaId id, MediaSize size, Reach reach) {
        return link(id, size, reach, properties.linkLifetime());
    }

    String link(MediaId id, MediaSize size, Reach reach, Duration life) {
        String expiry = Long.toString(clock.instant().plus(life).getEpochSecond());
        return open(id, size)
                + "&sig="
                + signature(ring.current(), reach, id, size, expiry)
                + "&exp="
                + expiry;
    }

    /** For what is public. */
    String open(MediaId id, MediaSize size) {
        return address.base() + "/api/v1/media/" + id.value() + "?size=" + size.word();
    }

    /**
     * What the link opens.
     *
     * @throws org.zhumin.kernel.DomainException {@link MediaProblem#LINK_INVALID}, {@link
     *     MediaProblem#LINK_EXPIRED}
     */
    Reach check(MediaId id, MediaSize size, String signature, String expiry) {
        Reach reach =
                Arrays.stream(Reach.values())
                        .filter(one -> signature.startsWith(one.letter))
                        .findFirst()
                        .orElseThrow(MediaProblem.LINK_INVALID::refusal);
        byte[] given = signature.getBytes(StandardCharsets.UTF_8);
        if (!SECONDS.matcher(expiry).matches()
                || ring.all()
                        .map(secrets -> signature(secrets, reach, id, size, expiry))
                        .map(right -> right.getBytes(StandardCharsets.UTF_8))
                        .noneMatch(right -> Secrets.sameBytes(right, given))) {
            throw MediaProblem.LINK_INVALID.refusal();
        }
        if (Instant.ofEpochSecond(Long.parseLong(expiry)).isBefore(clock.instant())) {
            throw MediaProblem.LINK_EXPIRED.refusal();
        }
        return reach;
    }

    private static String signature(
            Secrets secrets, Reach reach, MediaId id, MediaSize size, String expiry) {
        byte[] mac =
                secrets.hmac(
                        SecretPurpose.MEDIA_LINKS, reach.letter, id.value(), size.word(), expiry);
        return reach.letter
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(Arrays.copyOf(mac, MAC_BYTES));
    }
}
