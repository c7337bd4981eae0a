package org.zhumin.wechat;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;

import tools.jackson.databind.JsonNode;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.regex.Pattern;

/** Tells WeChat's calls from anybody else's, and opens what they carry. */
@Component
class CallbackGate {
    /** How far WeChat's clock and ours may be apart, and how long an overheard call is good. */
    static final Duration AGE_MAX = Duration.ofMinutes(5);

    private static final Pattern SECONDS = Pattern.compile("\\d{1,12}");

    private final CallbackSettings settings;
    private final @Nullable CallbackCipher cipher;
    private final Clock clock;

    CallbackGate(CallbackSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        cipher =
                settings.isEncrypted()
                        ? new CallbackCipher(settings.aesKey(), settings.appId())
                        : null;
    }

    /** The word that WeChat wants to hear when somebody enters our address on its platform. */
    String greet(MultiValueMap<String, String> query) {
        requireFresh(query);
        requireSignature(query, "signature");
        return value(query, "echostr");
    }

    /** The message of a call. */
    JsonNode open(MultiValueMap<String, String> query, byte[] body) {
        requireFresh(query);
        if (cipher == null) {
            requireSignature(query, "signature");
            return own(CallbackReader.parse(body));
        }
        // Only the signature over what is encrypted is of use, so whatever is plain is not read.
        JsonNode sealed = CallbackReader.parse(body).path("Encrypt");
        String encrypted = sealed.isString() ? sealed.stringValue() : "";
        requireSignature(query, "msg_signature", encrypted);
        return own(CallbackReader.parse(cipher.open(encrypted)));
    }

    /** Some messages name the mini-program in their text as well. */
    private JsonNode own(JsonNode message) {
        JsonNode appId = message.path("appid");
        if (appId.isString() && !appId.stringValue().equals(settings.appId())) {
            throw WeChatProblem.CALLBACK_REJECTED.refusal();
        }
        return message;
    }

    private void requireFresh(MultiValueMap<String, String> query) {
        if (!settings.isOn()) {
            throw WeChatProblem.CALLBACK_OFF.refusal();
        }
        String seconds = value(query, "timestamp");
        if (!SECONDS.matcher(seconds).matches()) {
            throw WeChatProblem.CALLBACK_REJECTED.refusal();
        }
        long apart = Math.abs(clock.instant().getEpochSecond() - Long.parseLong(seconds));
        if (apart > AGE_MAX.toSeconds()) {
            throw WeChatProblem.CALLBACK_REJECTED.refusal();
        }
    }

    private void requireSignature(
            MultiValueMap<String, String> query, String name, String... more) {
        String[] parts = new String[3 + more.length];
        parts[0] = settings.token();
        parts[1] = value(query, "timestamp");
        parts[2] = value(query, "nonce");
        System.arraycopy(more, 0, parts, 3, more.length);
        byte[] right = CallbackCipher.signature(parts).getBytes(StandardCharsets.US_ASCII);
        byte[] given = value(query, name).getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(right, given)) {
            throw WeChatProblem.CALLBACK_REJECTED.refusal();
        }
    }

    private static String value(MultiValueMap<String, String> query, String name) {
        String value = query.getFirst(name);
        return value == null ? "" : value;
    }
}
