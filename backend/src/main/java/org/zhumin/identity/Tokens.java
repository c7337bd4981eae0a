package org.zhumin.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.stereotype.Component;
import org.zhumin.kernel.Ids;
import org.zhumin.kernel.ResidentId;
import org.zhumin.platform.SecretPurpose;
import org.zhumin.platform.SecretRing;
import org.zhumin.platform.Secrets;
import org.zhumin.platform.problem.PlatformProblem;

import reactor.core.publisher.Mono;

import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Signs and reads tokens: JWT with HS256 and the id of the master secret as {@code kid}. Claims:
 * {@code sub} (resident), {@code sid} (session), {@code auth_time} (when the session began), {@code
 * iat}, {@code exp}. Every key is derived once, and a token that was found good is remembered until
 * it ends: a phone sends the same one with every call.
 */
@Component
class Tokens implements ReactiveJwtDecoder {
    static final String SESSION = "sid";
    static final String STARTED_AT = "auth_time";

    private static final String ISSUER = "zhumin";
    private static final String AUDIENCE = "zhumin-mini-program";
    private static final int MAX_CHARS = 1024;
    private static final int REMEMBERED = 10_000;

    private final JWSHeader header;
    private final JWSSigner signer;
    private final Map<String, JWSVerifier> verifiers;
    private final Duration tokenLifetime;
    private final Duration sessionLifetime;
    private final Clock clock;
    private final Cache<String, Good> good =
            Caffeine.newBuilder().maximumSize(REMEMBERED).executor(Runnable::run).build();

    Tokens(SecretRing ring, IdentityProperties properties, Clock clock) {
        header = new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(ring.current().keyId()).build();
        signer = signer(ring.current());
        verifiers =
                ring.all()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        Secrets::keyId, Tokens::verifier, (a, _) -> a));
        tokenLifetime = properties.tokenLifetime();
        sessionLifetime = properties.sessionLifetime();
        this.clock = clock;
    }

    private static JWSSigner signer(Secrets secrets) {
        try {
            return new MACSigner(secrets.key(SecretPurpose.TOKENS, "HmacSHA256"));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JWSVerifier verifier(Secrets secrets) {
        try {
            return new MACVerifier(secrets.key(SecretPurpose.TOKENS, "HmacSHA256"));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * A token of this session, good for the token lifetime but never beyond the session's end.
     *
     * @throws org.zhumin.kernel.DomainException {@link PlatformProblem#TOKEN_REJECTED} if the
     *     session has ended
     */
    SignedToken sign(Session session) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant end = session.startedAt().plus(sessionLifetime);
        Instant expiresAt = earlier(now.plus(tokenLifetime), end).truncatedTo(ChronoUnit.SECONDS);
        if (!expiresAt.isAfter(now)) {
            throw PlatformProblem.TOKEN_REJECTED.refusal();
        }
        var claims =
                new JWTClaimsSet.Builder()
                        .issuer(ISSUER)
                        .audience(AUDIENCE)
                        .subject(session.resident().value())
                        .claim(SESSION, session.id())
                        .claim(STARTED_AT, session.startedAt().getEpochSecond())
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(expiresAt))
                        .build();
        try {
            var token = new SignedJWT(header, claims);
            token.sign(signer);
            return new SignedToken(token.serialize(), expiresAt);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** Fails with {@link BadJwtException} for whatever is not one of our tokens, and good now. */
    @Override
    public Mono<Jwt> decode(String token) {
        return Mono.fromCallable(() -> remembered(token));
    }

    private Jwt remembered(String text) {
        Good known = good.getIfPresent(text);
        if (known == null) {
            known = read(text);
            good.put(text, known);
        } else if (hasEnded(known)) {
            good.invalidate(text);
            throw new BadJwtException("claims");
        }
        return known.token();
    }

    private boolean hasEnded(Good token) {
        return !clock.instant().isBefore(token.expiresAt());
    }

    /** Of a token that was found good before and still is; null if that is not known. */
    @Nullable Session findKnown(String text) {
        Good known = good.getIfPresent(text);
        return known == null || hasEnded(known) ? null : known.session();
    }

    private Good read(String text) {
        try {
            if (text.length() > MAX_CHARS) {
                throw new BadJwtException("too long");
            }
            SignedJWT token = SignedJWT.parse(text);
            requireSignature(token);
            JWTClaimsSet claims = token.getJWTClaimsSet();
            requireOurs(claims);
            Jwt jwt = jwt(text, claims);
            return new Good(jwt, sessionOf(jwt), claims.getExpirationTime().toInstant());
        } catch (ParseException | JOSEException | IllegalArgumentException notOurs) {
            throw new BadJwtException("not a token of ours", notOurs);
        }
    }

    /** The header chooses among our keys, never the algorithm. */
    private void requireSignature(SignedJWT token) throws JOSEException {
        JWSHeader given = token.getHeader();
        String kid = given.getKeyID();
        JWSVerifier verifier = kid == null ? null : verifiers.get(kid);
        if (verifier == null
                || !JWSAlgorithm.HS256.equals(given.getAlgorithm())
                || !token.verify(verifier)) {
            throw new BadJwtException("signature");
        }
    }

    private void requireOurs(JWTClaimsSet claims) throws ParseException {
        Date expiresAt = claims.getExpirationTime();
        if (!ISSUER.equals(claims.getIssuer())
                || !claims.getAudience().equals(List.of(AUDIENCE))
                || claims.getStringClaim(SESSION) == null
                || claims.getLongClaim(STARTED_AT) == null
                || claims.getSubject() == null
                || !Ids.isValid(claims.getSubject())
                || expiresAt == null
                || !clock.instant().isBefore(expiresAt.toInstant())) {
            throw new BadJwtException("claims");
        }
    }

    private static Jwt jwt(String text, JWTClaimsSet claims) throws ParseException {
        return Jwt.withTokenValue(text)
                .header("alg", "HS256")
                .subject(claims.getSubject())
                .claim(SESSION, claims.getStringClaim(SESSION))
                .claim(STARTED_AT, Instant.ofEpochSecond(claims.getLongClaim(STARTED_AT)))
                .build();
    }

    private record Good(Jwt token, Session session, Instant expiresAt) {}

    /** The session that a decoded token belongs to. */
    static Session sessionOf(Jwt jwt) {
        return new Session(
                jwt.getClaimAsString(SESSION),
                new ResidentId(jwt.getSubject()),
                jwt.getClaimAsInstant(STARTED_AT));
    }
}
