package org.zhumin.identity;

import org.springframework.stereotype.Service;
import org.zhumin.kernel.DomainException;
import org.zhumin.kernel.Ids;
import org.zhumin.kernel.ResidentId;
import org.zhumin.platform.Detached;
import org.zhumin.platform.problem.PlatformProblem;
import org.zhumin.platform.web.FactKey;
import org.zhumin.wechat.WeChat;
import org.zhumin.wechat.WeChatProblem;

import reactor.core.publisher.Mono;

import java.time.Clock;
import java.time.temporal.ChronoUnit;

/** Signing in, staying signed in, signing out. */
@Service
class SessionService {
    private final WeChat weChat;
    private final SignIn signIn;
    private final SignIns signIns;
    private final Residents residents;
    private final RevokedSessions revoked;
    private final Tokens tokens;
    private final Clock clock;

    SessionService(
            WeChat weChat,
            SignIn signIn,
            SignIns signIns,
            Residents residents,
            RevokedSessions revoked,
            Tokens tokens,
            Clock clock) {
        this.weChat = weChat;
        this.signIn = signIn;
        this.signIns = signIns;
        this.residents = residents;
        this.revoked = revoked;
        this.tokens = tokens;
        this.clock = clock;
    }

    /**
     * @param repeatable whether the caller may repeat this call under the key
     */
    Mono<SignedIn> open(String code, FactKey key, boolean repeatable) {
        return Detached.run(repeatable ? openOnce(code, key) : openNew(code));
    }

    /** The code of a call whose repetition overtook it is used up; its session may be there now. */
    private Mono<SignedIn> openOnce(String code, FactKey key) {
        return repeated(key)
                .switchIfEmpty(
                        Mono.defer(() -> openNew(code))
                                .flatMap(opened -> keep(key, opened))
                                .onErrorResume(
                                        SessionService::isCodeRejected,
                                        rejection ->
                                                repeated(key)
                                                        .switchIfEmpty(Mono.error(rejection))));
    }

    private static boolean isCodeRejected(Throwable failure) {
        return failure instanceof DomainException refusal
                && refusal.is(WeChatProblem.SESSION_CODE_REJECTED);
    }

    private Mono<SignedIn> repeated(FactKey key) {
        return signIns.find(key).flatMap(this::signedIn);
    }

    private Mono<SignedIn> keep(FactKey key, SignedIn opened) {
        return signIns.insertOrGet(key, opened.session())
                .flatMap(
                        kept -> kept.equals(opened.session()) ? Mono.just(opened) : signedIn(kept));
    }

    private Mono<SignedIn> openNew(String code) {
        return weChat.exchangeCode(code)
                .flatMap(person -> signIn.residentOf(person.openid(), code))
                .map(this::newSession);
    }

    private SignedIn newSession(Resident resident) {
        var startedAt = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var session = new Session(Ids.random(), resident.id(), startedAt);
        return new SignedIn(session, tokens.sign(session), resident);
    }

    private Mono<SignedIn> signedIn(Session session) {
        return get(session.resident())
                .map(resident -> new SignedIn(session, tokens.sign(session), resident));
    }

    Mono<SignedIn> renew(Session session) {
        return signedIn(session);
    }

    private Mono<Resident> get(ResidentId id) {
        return residents
                .find(id)
                .filter(Resident::mayAct)
                .switchIfEmpty(Mono.error(PlatformProblem.TOKEN_REJECTED::refusal));
    }

    Mono<Void> close(Session session) {
        return Detached.run(revoked.add(session.id()));
    }

    record SignedIn(Session session, SignedToken token, Resident resident) {}
}
