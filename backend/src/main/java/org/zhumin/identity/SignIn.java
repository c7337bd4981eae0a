package org.zhumin.identity;

import org.springframework.stereotype.Component;
import org.zhumin.kernel.Ids;
import org.zhumin.kernel.ResidentId;
import org.zhumin.platform.problem.Texts;

import reactor.core.publisher.Mono;

import java.time.Clock;
import java.util.List;
import java.util.Locale;

/**
 * Finds or creates the resident of an openid. The claim of the openid is written first and says
 * which id the resident has or will have; whoever finds a claim without its resident creates that
 * resident. So any number of first sign-ins at once, or one that stopped half-way, make one.
 */
@Component
class SignIn {
    private static final int ATTEMPTS = 3;
    private static final int NICKNAME_SUFFIX = 4;

    private final Residents residents;
    private final Claims claims;
    private final Pseudonyms pseudonyms;
    private final FieldCipher cipher;
    private final DemoGrants demoGrants;
    private final Texts texts;
    private final Clock clock;

    SignIn(
            Residents residents,
            Claims openidClaims,
            Pseudonyms pseudonyms,
            FieldCipher cipher,
            DemoGrants demoGrants,
            Texts texts,
            Clock clock) {
        this.residents = residents;
        claims = openidClaims;
        this.pseudonyms = pseudonyms;
        this.cipher = cipher;
        this.demoGrants = demoGrants;
        this.texts = texts;
        this.clock = clock;
    }

    Mono<Resident> residentOf(String openid, String code) {
        return attempt(openid, code, ATTEMPTS);
    }

    /** An erased resident means that the claim was read just before it was released. */
    private Mono<Resident> attempt(String openid, String code, int attempts) {
        return attempts == 0
                ? Mono.error(IdentityProblem.ERASURE_UNDER_WAY::refusal)
                : claimed(pseudonyms.ofOpenid(openid))
                        .flatMap(id -> findOrCreate(id, openid, code))
                        .filter(resident -> !resident.isErased())
                        .switchIfEmpty(Mono.defer(() -> attempt(openid, code, attempts - 1)))
                        .filter(Resident::mayAct)
                        .switchIfEmpty(Mono.error(IdentityProblem.ERASURE_UNDER_WAY::refusal));
    }

    private Mono<ResidentId> claimed(String key) {
        return claims.find(key)
                .switchIfEmpty(Mono.defer(() -> claims.claim(key, new ResidentId(Ids.random()))));
    }

    private Mono<Resident> findOrCreate(ResidentId id, String openid, String code) {
        return residents
                .find(id)
                .switchIfEmpty(
                        Mono.defer(
                                () ->
                                        demoGrants
                                                .of(code)
                                                .map(grants -> create(id, openid, grants))
                                                .flatMap(residents::insertOrGet)));
    }

    private Resident create(ResidentId id, String openid, List<Grant> grants) {
        String suffix = id.value().substring(0, NICKNAME_SUFFIX);
        String nickname = texts.get("identity.default-nickname", Locale.SIMPLIFIED_CHINESE, suffix);
        String sealed = cipher.seal(id, Resident.OPENID, openid);
        return Resident.create(id, sealed, nickname, grants, clock.instant());
    }
}
