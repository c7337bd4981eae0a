package org.zhumin.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;

import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.zhumin.kernel.ResidentId;
import org.zhumin.platform.SecretPurpose;
import org.zhumin.platform.SecretRing;
import org.zhumin.platform.Secrets;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

class TokensTest {
    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
    private static final Secrets OURS = secrets(1);
    private static final Secrets OLDER = secrets(2);
    private static final Secrets THEIRS = secrets(3);
    private static final Session SESSION = new Session("sid", new ResidentId("anna"), NOW);

    private static Secrets secrets(int fill) {
        byte[] master = new byte[32];
        Arrays.fill(master, (byte) fill);
        return new Secrets(master);
    }

    private static Tokens tokens(Instant now, Secrets current, Secrets... previous) {
        var properties =
                new IdentityProperties(Duration.ofHours(2), Duration.ofDays(30), null, "1");
        var ring = new SecretRing(current, List.of(previous));
        return new Tokens(ring, properties, Clock.fixed(now, ZoneOffset.UTC));
    }

    private static String token() {
        return tokens(NOW, OURS).sign(SESSION).token();
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer("zhumin")
                .audience("zhumin-mini-program")
                .subject("anna")
                .claim("sid", "sid")
                .claim("auth_time", NOW.getEpochSecond())
                .expirationTime(Date.from(NOW.plusSeconds(60)));
    }

    private static String signed(JWSHeader header, JWTClaimsSet claims, Secrets secrets)
            throws Exception {
        var token = new SignedJWT(header, claims);
        token.sign(new MACSigner(secrets.key(SecretPurpose.TOKENS, "HmacSHA256")));
        return token.serialize();
    }

    private static JWSHeader header(String kid) {
        return new JWSHeader.Builder(JWSAlgorithm.HS256)
                .type(JOSEObjectType.JWT)
                .keyID(kid)
                .build();
    }

    private static void isRefused(String token) {
        assertThatThrownBy(() -> tokens(NOW, OURS, OLDER).decode(token).block())
                .isInstanceOf(BadJwtException.class);
    }

    @Test
    void aTokenTellsItsSession() {
        var jwt = tokens(NOW, OURS).decode(token()).block();

        assertThat(Tokens.sessionOf(jwt)).isEqualTo(SESSION);
    }

    @Test
    void aTokenOfAnOlderSecretIsGoodWhileTheRingHoldsIt() {
        String old = tokens(NOW, OLDER).sign(SESSION).token();

        assertThat(tokens(NOW, OURS, OLDER).decode(old).block()).isNotNull();
        assertThatThrownBy(() -> tokens(NOW, OURS).decode(old).block())
                .isInstanceOf(BadJwtException.class);
    }

    @Test
    void aTokenEndsToTheSecond() {
        String token = token();
        Instant end = NOW.plus(Duration.ofHours(2));

        assertThat(tokens(end.minusMillis(1), OURS).decode(token).block()).isNotNull();
        assertThatThrownBy(() -> tokens(end, OURS).decode(token).block())
                .isInstanceOf(BadJwtException.class);
    }

    @Test
    void aRememberedTokenEndsToTheSecond() {
        var now = new AtomicReference<>(NOW);
        var properties =
                new IdentityProperties(Duration.ofHours(2), Duration.ofDays(30), null, "1");
        InstantSource time = now::get;
        var tokens =
                new Tokens(
                        new SecretRing(OURS, List.of()), properties, time.withZone(ZoneOffset.UTC));
        String token = tokens.sign(SESSION).token();
        var first = tokens.decode(token).block();
        assertThat(tokens.decode(token).block()).isSameAs(first);

        now.set(NOW.plus(Duration.ofHours(2)));
        assertThatThrownBy(() -> tokens.decode(token).block()).isInstanceOf(BadJwtException.class);
        assertThatThrownBy(() -> tokens.decode(token).block()).isInstanceOf(BadJwtException.class);
    }

    @Test
    void noTokenOutlivesItsSession() {
        Instant late = NOW.plus(Duration.ofDays(30)).minusSeconds(60);

        assertThat(tokens(late, OURS).sign(SESSION).expiresAt()).isEqualTo(late.plusSeconds(60));
        assertThatThrownBy(() -> tokens(late.plusSeconds(60), OURS).sign(SESSION))
                .hasMessage("auth.token-rejected");
    }

    @Test
    void whatOthersSignedIsRefused() throws Exception {
        isRefused(signed(header(OURS.keyId()), claims().build(), THEIRS));
        isRefused(signed(header(THEIRS.keyId()), claims().build(), THEIRS));
        isRefused(signed(header(OLDER.keyId()), claims().build(), OURS));
        isRefused(signed(header(null), claims().build(), OURS));
    }

    @Test
    void theHeaderDoesNotChooseTheAlgorithm() {
        isRefused(new PlainJWT(claims().build()).serialize());
        String[] parts = token().split("\\.", 3);
        for (String alg : List.of("none", "RS256", "HS384", "ES256", "hs256")) {
            String header = "{\"alg\":\"%s\",\"kid\":\"%s\"}".formatted(alg, OURS.keyId());
            String encoded =
                    Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(header.getBytes(StandardCharsets.UTF_8));
            isRefused(encoded + "." + parts[1] + "." + parts[2]);
            isRefused(encoded + "." + parts[1] + ".");
        }
    }

    @Test
    void whatWasChangedIsRefused() {
        String[] parts = token().split("\\.", 3);
        String forged =
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(
                                new String(
                                                Base64.getUrlDecoder().decode(parts[1]),
                                                StandardCharsets.UTF_8)
                                        .replace("anna", "bert")
                                        .getBytes(StandardCharsets.UTF_8));
        isRefused(parts[0] + "." + forged + "." + parts[2]);
        isRefused("");
        isRefused("a.b.c");
        isRefused("x".repeat(5_000));
    }

    @Test
    void claimsThatAreNotOursAreRefusedThoughSigned() throws Exception {
        JWSHeader header = header(OURS.keyId());
        assertThat(tokens(NOW, OURS).decode(signed(header, claims().build(), OURS)).block())
                .isNotNull();
        isRefused(signed(header, claims().issuer("other").build(), OURS));
        isRefused(signed(header, claims().audience("other").build(), OURS));
        isRefused(signed(header, claims().subject("not an id!").build(), OURS));
        isRefused(signed(header, claims().subject(null).build(), OURS));
        isRefused(signed(header, claims().claim("sid", null).build(), OURS));
        isRefused(signed(header, claims().claim("sid", 5).build(), OURS));
        isRefused(signed(header, claims().claim("auth_time", null).build(), OURS));
        isRefused(signed(header, claims().expirationTime(null).build(), OURS));
    }
}
