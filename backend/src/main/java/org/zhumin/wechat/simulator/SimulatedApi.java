package org.zhumin.wechat.simulator;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** WeChat's answers, as far as the adapter asks. Knows no HTTP server. */
final class SimulatedApi {
    private static final Pattern LOGIN_CODE =
            Pattern.compile("sim-(?!phone-)([0-9A-Za-z_-]{1,64})");
    private static final Pattern PHONE_CODE = Pattern.compile("sim-phone-(\\d{11})");
    private static final Pattern OPENID = Pattern.compile("[0-9A-Za-z_-]{6,64}");
    private static final Pattern PAGE = Pattern.compile("[^/?][^?]*");
    private static final Pattern SCENE = Pattern.compile("[0-9A-Za-z!#$&'()*+,/:;=?@\\-._~]{1,32}");

    private static final Set<String> TEXT_FIELDS =
            Set.of("version", "openid", "scene", "content", "nickname", "title", "signature");

    private static final String VERDICT =
            "{\"errcode\":0,\"errmsg\":\"ok\",\"result\":{\"suggest\":\"%1$s\",\"label\":%2$d},"
                    + "\"detail\":[{\"strategy\":\"content_model\",\"errcode\":0,"
                    + "\"suggest\":\"%1$s\",\"label\":%2$d,\"prob\":90}],"
                    + "\"trace_id\":\"sim-trace\"}";
    private static final Answer PASS = Answer.json(VERDICT.formatted("pass", 100));
    private static final Answer REVIEW = Answer.json(VERDICT.formatted("review", 20006));
    private static final Answer RISKY = Answer.json(VERDICT.formatted("risky", 20006));

    private static final byte[] PNG =
            Base64.getDecoder()
                    .decode(
                            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk"
                                    + "YAAAAAYAAjCB0C8AAAAASUVORK5CYII=");

    private final String appId;
    private final String secret;
    private final SimulatedTokens tokens;
    private final SimulatedCallbacks callbacks;
    private final AtomicLong serial = new AtomicLong();
    private volatile List<String> riskyWords = List.of("违规测试");
    private volatile List<String> reviewWords = List.of("复核测试");

    SimulatedApi(
            String appId, String secret, SimulatedTokens tokens, SimulatedCallbacks callbacks) {
        this.appId = appId;
        this.secret = secret;
        this.tokens = tokens;
        this.callbacks = callbacks;
    }

    void words(List<String> risky, List<String> review) {
        riskyWords = List.copyOf(risky);
        reviewWords = List.copyOf(review);
    }

    Answer answer(String method, String path, Map<String, String> query, byte[] body) {
        try {
            return switch (method + " " + path) {
                case "POST " + WeChatSimulator.TOKEN -> token(Fields.parse(body));
                case "GET " + WeChatSimulator.SESSION -> session(query);
                case "POST " + WeChatSimulator.PHONE -> phone(signed(query, body));
                case "POST " + WeChatSimulator.TEXT -> text(signed(query, body));
                case "POST " + WeChatSimulator.MEDIA -> media(signed(query, body));
                case "POST " + WeChatSimulator.SUBSCRIBE -> subscribe(signed(query, body));
                case "POST " + WeChatSimulator.QR_CODE -> qrCode(signed(query, body));
                default -> Answer.status(404);
            };
        } catch (Fields.Invalid invalid) {
            return Answer.error(invalid.errcode, String.valueOf(invalid.getMessage()));
        }
    }

    private Answer token(Fields fields) {
        fields.only(Set.of("grant_type", "appid", "secret", "force_refresh"));
        fields.require("grant_type", "client_credential");
        if (!appId.equals(fields.text("appid", 64))) {
            return Answer.error(40013, "invalid appid");
        }
        if (!secret.equals(fields.text("secret", 128))) {
            return Answer.error(40125, "invalid appsecret");
        }
        return Answer.json(tokens.issue(fields.flag("force_refresh")));
    }

    private Answer session(Map<String, String> query) {
        requireToken(query);
        if (!appId.equals(query.get("appid"))) {
            return Answer.error(40013, "invalid appid");
        }
        if (!secret.equals(query.get("secret"))) {
            return Answer.error(40125, "invalid appsecret");
        }
        if (!"authorization_code".equals(query.get("grant_type"))) {
            return Answer.error(40002, "invalid grant_type");
        }
        Matcher code = LOGIN_CODE.matcher(query.getOrDefault("js_code", ""));
        return code.matches()
                ? Answer.json(
                        "{\"session_key\":\"%s\",\"openid\":\"%s\"}"
                                .formatted(
                                        digest("key " + serial.incrementAndGet()),
                                        openid(code.group(1))))
                : Answer.error(40029, "invalid code");
    }

    /** Stable for a name, over restarts as well, because residents are stored by it. */
    static String openid(String name) {
        return "sim-openid-" + digest(name).substring(0, 20);
    }

    private Answer phone(Fields fields) {
        Matcher code = PHONE_CODE.matcher(fields.only(Set.of("code")).text("code", 128));
        return code.matches()
                ? Answer.json(
                        """
                        {"errcode":0,"errmsg":"ok","phone_info":{"phoneNumber":"%1$s",\
                        "purePhoneNumber":"%1$s","countryCode":"86",\
                        "watermark":{"timestamp":1637744274,"appid":"%2$s"}}}\
                        """
                                .formatted(code.group(1), appId))
                : Answer.error(40029, "invalid code");
    }

    private Answer text(Fields fields) {
        fields.only(TEXT_FIELDS);
        fields.require("version", "2");
        requireOpenid(fields.text("openid", 64));
        fields.number("scene", 1, 4);
        String content = fields.text("content", 2_500);
        String title = fields.optionalText("title", 500);
        String nickname = fields.optionalText("nickname", 500);
        if (anyIn(riskyWords, content, title, nickname)) {
            return RISKY;
        }
        return anyIn(reviewWords, content, title, nickname) ? REVIEW : PASS;
    }

    private static boolean anyIn(List<String> words, @Nullable String... texts) {
        for (String text : texts) {
            for (String word : words) {
                if (text != null && text.contains(word)) {
                    return true;
                }
            }
        }
        return false;
    }

    private Answer media(Fields fields) {
        fields.only(Set.of("media_url", "media_type", "version", "openid", "scene"));
        String address = fields.text("media_url", 2_048);
        if (!address.matches("https?://.+")) {
            throw Fields.invalid("media_url");
        }
        fields.number("media_type", 1, 2);
        fields.number("version", 2, 2);
        String openid = fields.text("openid", 64);
        requireOpenid(openid);
        fields.number("scene", 1, 4);
        String traceId = "sim-trace-" + UUID.randomUUID();
        callbacks.mediaAsked(address, openid, traceId, riskyWords, reviewWords);
        return Answer.json(
                "{\"errcode\":0,\"errmsg\":\"ok\",\"trace_id\":\"%s\"}".formatted(traceId));
    }

    private Answer subscribe(Fields fields) {
        fields.only(Set.of("touser", "template_id", "page", "miniprogram_state", "lang", "data"));
        requireOpenid(fields.text("touser", 64));
        fields.text("template_id", 64);
        fields.optionalText("page", 512);
        Fields data = fields.object("data");
        for (String name : data.names()) {
            data.object(name)
                    .only(Set.of("value"))
                    .text("value", name.startsWith("thing") ? 20 : 32);
        }
        return Answer.json(
                "{\"errcode\":0,\"errmsg\":\"ok\",\"msgid\":%d}"
                        .formatted(serial.incrementAndGet()));
    }

    private Answer qrCode(Fields fields) {
        if (!SCENE.matcher(fields.text("scene", 64)).matches()) {
            return Answer.error(40169, "invalid scene");
        }
        if (!PAGE.matcher(fields.text("page", 512)).matches()) {
            return Answer.error(41030, "invalid page");
        }
        fields.flag("check_path");
        fields.text("env_version", 16);
        fields.number("width", 280, 1_280);
        return Answer.picture(PNG);
    }

    private Fields signed(Map<String, String> query, byte[] body) {
        requireToken(query);
        return Fields.parse(body);
    }

    private void requireToken(Map<String, String> query) {
        if (!tokens.knows(query.getOrDefault("access_token", ""))) {
            throw new Fields.Invalid(40001, "invalid credential");
        }
    }

    private static void requireOpenid(String openid) {
        if (!OPENID.matcher(openid).matches()) {
            throw new Fields.Invalid(40003, "invalid openid");
        }
    }

    private static String digest(String text) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
