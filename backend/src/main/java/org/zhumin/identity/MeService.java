package org.zhumin.identity;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.zhumin.kernel.ResidentId;
import org.zhumin.platform.Detached;
import org.zhumin.platform.web.FactKey;
import org.zhumin.wechat.TextCheck;
import org.zhumin.wechat.TextScene;
import org.zhumin.wechat.TextVerdict;
import org.zhumin.wechat.WeChat;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Clock;
import java.util.List;
import java.util.Objects;

/** What residents do with their own account. */
@Service
class MeService {
    private final ResidentChanges changes;
    private final PhoneBinding phones;
    private final ResidencePlaces places;
    private final LegalDocuments documents;
    private final Actors actors;
    private final ResidenceEvidence evidence;
    private final WeChat weChat;
    private final FieldCipher cipher;
    private final Clock clock;

    MeService(
            ResidentChanges changes,
            PhoneBinding phones,
            ResidencePlaces places,
            LegalDocuments documents,
            Actors actors,
            ResidenceEvidence evidence,
            WeChat weChat,
            FieldCipher cipher,
            Clock clock) {
        this.changes = changes;
        this.phones = phones;
        this.places = places;
        this.documents = documents;
        this.actors = actors;
        this.evidence = evidence;
        this.weChat = weChat;
        this.cipher = cipher;
        this.clock = clock;
    }

    Mono<Resident> get(ResidentId me) {
        return changes.get(me);
    }

    /** Only what WeChat finds risky is refused; whatever it cannot judge may stay for now. */
    Mono<Resident> rename(ResidentId me, ProfileBody body) {
        String nickname = body.nickname().strip();
        return changes.get(me)
                .flatMap(resident -> check(resident, nickname))
                .then(
                        Mono.defer(
                                () ->
                                        changes.change(
                                                me,
                                                resident ->
                                                        resident.named(
                                                                nickname,
                                                                body.avatar(),
                                                                body.ageBand()))));
    }

    private Mono<TextVerdict> check(Resident resident, String nickname) {
        String openid = cipher.openNullable(resident.id(), Resident.OPENID, resident.openid());
        return openid == null || nickname.equals(resident.nickname())
                ? Mono.empty()
                : weChat.checkText(
                                new TextCheck(openid, TextScene.PROFILE, null, nickname, nickname))
                        .doOnNext(MeService::refuseRisky);
    }

    private static void refuseRisky(TextVerdict verdict) {
        if (verdict.suggestion() == TextVerdict.Suggestion.RISKY) {
            throw IdentityProblem.NICKNAME_REFUSED.refusal();
        }
    }

    /** A repeated call is answered from what the first one did: WeChat's code is used up. */
    Mono<Resident> bindPhone(ResidentId me, String code, FactKey call) {
        return Detached.run(
                changes.get(me)
                        .filter(resident -> isBoundBy(resident.phone(), call))
                        .switchIfEmpty(Mono.defer(() -> bind(me, code, call))));
    }

    private static boolean isBoundBy(@Nullable Phone phone, FactKey call) {
        if (phone == null || !phone.operation().equals(call.id())) {
            return false;
        }
        call.requireSameBody(phone.bodyHash());
        return true;
    }

    private Mono<Resident> bind(ResidentId me, String code, FactKey call) {
        return weChat.phoneNumber(code)
                .flatMap(number -> phones.bind(me, number, call))
                .flatMap(this::tell);
    }

    private Mono<Resident> tell(PhoneBinding.Bound bound) {
        return Flux.fromIterable(bound.others())
                .concatWithValues(bound.resident().id())
                .concatMap(actors::changed)
                .then(Mono.just(bound.resident()));
    }

    /** The claim has the evidence that it names, and none of a claim before. */
    Mono<Resident> claimResidence(ResidentId me, ResidenceBody body) {
        List<String> ids = Objects.requireNonNullElse(body.evidenceMediaIds(), List.of());
        return Mono.fromSupplier(() -> places.claim(me, body))
                .flatMap(claim -> Detached.run(claimWithEvidence(me, claim, ids)));
    }

    private Mono<Resident> claimWithEvidence(
            ResidentId me, Residence.Claim claim, List<String> mediaIds) {
        return evidence.add(me, mediaIds)
                .then(Mono.defer(() -> changes.change(me, resident -> claimed(resident, claim))))
                .flatMap(claimed -> evidence.keepOnly(me, mediaIds).thenReturn(claimed));
    }

    private Resident claimed(Resident resident, Residence.Claim claim) {
        return resident.residing(resident.residence().claimed(claim, clock.instant()));
    }

    /**
     * @param version what the resident has read; absent: the present version
     */
    Mono<Resident> consent(ResidentId me, ConsentScope scope, @Nullable String version) {
        String present = documents.version();
        return version != null && !version.equals(present)
                ? Mono.error(IdentityProblem.CONSENT_OTHER_VERSION::refusal)
                : changes.change(me, resident -> consenting(resident, scope, present));
    }

    private Resident consenting(Resident resident, ConsentScope scope, String version) {
        return resident.hasConsented(scope, version)
                ? resident
                : resident.consenting(new Consent(scope, version, clock.instant()));
    }

    Mono<Resident> withdraw(ResidentId me, ConsentScope scope) {
        return changes.change(
                me,
                resident ->
                        resident.consents().stream().anyMatch(c -> c.scope() == scope)
                                ? resident.withdrawing(scope)
                                : resident);
    }
}
