package org.zhumin.identity;

import org.jspecify.annotations.Nullable;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.ResidentId;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A resident. Every transition answers the next version; personal values are sealed by the service.
 *
 * @param openid encrypted; absent once erased
 * @param voterKey the pseudonym made from the phone first bound. It never changes, also when
 *     another phone is bound or the account is erased: one person, one vote
 * @param phoneMovedAt when the phone went to another account, until a phone is bound again
 * @param changedAt the database's time of the last write; other instances poll by it
 * @param erasingAt when the resident asked for erasure; nobody acts under this account from then on
 * @param erasedAt when nothing personal was left
 */
record Resident(
        ResidentId id,
        @Nullable String openid,
        @Nullable String nickname,
        @Nullable String avatar,
        @Nullable AgeBand ageBand,
        @Nullable Phone phone,
        @Nullable String voterKey,
        @Nullable Instant phoneMovedAt,
        Residence residence,
        List<Consent> consents,
        List<Grant> grants,
        long version,
        Instant createdAt,
        Instant changedAt,
        @Nullable Instant erasingAt,
        @Nullable Instant erasedAt) {
    /** The field's name for encryption. */
    static final String OPENID = "openid";

    Resident {
        consents = List.copyOf(consents);
        grants = List.copyOf(grants);
    }

    static Resident create(
            ResidentId id, String sealedOpenid, String nickname, List<Grant> grants, Instant now) {
        return new Resident(
                id,
                sealedOpenid,
                nickname,
                null,
                null,
                null,
                null,
                null,
                Residence.NONE,
                List.of(),
                grants,
                0,
                now,
                now,
                null,
                null);
    }

    /** The highest rung of the ladder with every rung below it climbed. */
    Verification verification() {
        if (phone == null) {
            return Verification.OPENID;
        }
        return switch (residence.status()) {
            case VERIFIED -> Verification.VERIFIED;
            case CLAIMED -> Verification.CLAIMED;
            case NONE, REFUSED, EXPIRED -> Verification.PHONE;
        };
    }

    /** Whether tokens of this resident are good. */
    boolean mayAct() {
        return erasingAt == null;
    }

    boolean isErased() {
        return erasedAt != null;
    }

    /** The resident as the caller of this session, with the grants that count now. */
    Actor actor(String sessionId, Instant now) {
        return new Actor(id, sessionId, verification(), livesIn(), activeGrants(now));
    }

    private List<AreaCode> livesIn() {
        return residence.status().counts() ? residence.path() : List.of();
    }

    List<Grant> activeGrants(Instant now) {
        return grants.isEmpty()
                ? grants
                : grants.stream().filter(grant -> grant.isActive(now)).toList();
    }

    Resident named(String newNickname, @Nullable String newAvatar, @Nullable AgeBand newAgeBand) {
        return next(
                draft -> {
                    draft.nickname = newNickname;
                    draft.avatar = newAvatar;
                    draft.ageBand = newAgeBand;
                });
    }

    /** The voter key counts only if there is none yet. */
    Resident withPhone(Phone bound, String voterKeyOfPhone, List<Grant> grantsNow) {
        return next(
                draft -> {
                    draft.grants = grantsNow;
                    draft.phone = bound;
                    draft.phoneMovedAt = null;
                    draft.voterKey = voterKey == null ? voterKeyOfPhone : voterKey;
                });
    }

    Resident residing(Residence now) {
        return next(draft -> draft.residence = now);
    }

    Resident consenting(Consent consent) {
        return next(
                draft -> {
                    draft.consents = without(consent.scope());
                    draft.consents.add(consent);
                });
    }

    boolean hasConsented(ConsentScope scope, String documentVersion) {
        return consents.stream()
                .anyMatch(c -> c.scope() == scope && c.version().equals(documentVersion));
    }

    Resident withdrawing(ConsentScope scope) {
        return next(draft -> draft.consents = without(scope));
    }

    private List<Consent> without(ConsentScope scope) {
        var others = new ArrayList<>(consents);
        others.removeIf(consent -> consent.scope() == scope);
        return others;
    }

    Resident granted(List<Grant> all) {
        return next(draft -> draft.grants = all);
    }

    /** From here on nobody acts under this account. */
    Resident erasing(Instant now) {
        return erasingAt != null ? this : next(draft -> draft.erasingAt = now);
    }

    /** What must stay: that there was an account, and its votes' pseudonym. */
    Resident erased(Instant now) {
        return new Resident(
                id,
                null,
                null,
                null,
                null,
                null,
                voterKey,
                null,
                Residence.NONE,
                List.of(),
                List.of(),
                version + 1,
                createdAt,
                changedAt,
                erasingAt,
                now);
    }

    private Resident next(Consumer<Draft> change) {
        var draft = new Draft(this);
        change.accept(draft);
        return draft.resident();
    }

    /** The parts that transitions change. */
    private static final class Draft {
        private final Resident before;
        private @Nullable String nickname;
        private @Nullable String avatar;
        private @Nullable AgeBand ageBand;
        private @Nullable Phone phone;
        private @Nullable String voterKey;
        private @Nullable Instant phoneMovedAt;
        private Residence residence;
        private List<Consent> consents;
        private List<Grant> grants;
        private @Nullable Instant erasingAt;

        Draft(Resident before) {
            this.before = before;
            nickname = before.nickname;
            avatar = before.avatar;
            ageBand = before.ageBand;
            phone = before.phone;
            voterKey = before.voterKey;
            phoneMovedAt = before.phoneMovedAt;
            residence = before.residence;
            consents = before.consents;
            grants = before.grants;
            erasingAt = before.erasingAt;
        }

        Resident resident() {
            return new Resident(
                    before.id,
                    before.openid,
                    nickname,
                    avatar,
                    ageBand,
                    phone,
                    voterKey,
                    phoneMovedAt,
                    residence,
                    consents,
                    grants,
                    before.version + 1,
                    before.createdAt,
                    before.changedAt,
                    erasingAt,
                    before.erasedAt);
        }
    }
}
