package org.zhumin.identity;

import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.ResidentId;

import java.time.Instant;
import java.util.List;

/** The stored shape of residents, apart because it has several levels. */
final class MongoResidentForm {
    private MongoResidentForm() {}

    /**
     * One document.
     *
     * @param grantAreas the paths of all areas in which there is a grant, for administrators
     */
    public record Stored(
            @BsonId ResidentId id,
            @Nullable String openid,
            @Nullable String nickname,
            @Nullable String avatar,
            @Nullable AgeBand ageBand,
            @Nullable StoredPhone phone,
            @Nullable String voterKey,
            @Nullable Instant phoneMovedAt,
            StoredResidence residence,
            List<StoredConsent> consents,
            List<Grant> grants,
            @Nullable List<AreaCode> grantAreas,
            long version,
            Instant createdAt,
            Instant changedAt,
            @Nullable Instant erasingAt,
            @Nullable Instant erasedAt) {
        static Stored of(Resident resident, List<AreaCode> grantAreas) {
            return new Stored(
                    resident.id(),
                    resident.openid(),
                    resident.nickname(),
                    resident.avatar(),
                    resident.ageBand(),
                    StoredPhone.of(resident.phone()),
                    resident.voterKey(),
                    resident.phoneMovedAt(),
                    StoredResidence.of(resident.residence()),
                    resident.consents().stream().map(StoredConsent::of).toList(),
                    resident.grants(),
                    grantAreas.isEmpty() ? null : grantAreas,
                    resident.version(),
                    resident.createdAt(),
                    resident.changedAt(),
                    resident.erasingAt(),
                    resident.erasedAt());
        }

        Resident toDomain() {
            return new Resident(
                    id,
                    openid,
                    nickname,
                    avatar,
                    ageBand,
                    phone == null ? null : phone.toDomain(),
                    voterKey,
                    phoneMovedAt,
                    residence.toDomain(),
                    consents.stream().map(StoredConsent::toDomain).toList(),
                    grants,
                    version,
                    createdAt,
                    changedAt,
                    erasingAt,
                    erasedAt);
        }
    }

    public record StoredPhone(
            String index,
            String sealed,
            String move,
            String operation,
            String bodyHash,
            Instant boundAt) {
        static @Nullable StoredPhone of(@Nullable Phone phone) {
            return phone == null
                    ? null
                    : new StoredPhone(
                            phone.index(),
                            phone.sealed(),
                            phone.move(),
                            phone.operation(),
                            phone.bodyHash(),
                            phone.boundAt());
        }

        Phone toDomain() {
            return new Phone(index, sealed, move, operation, bodyHash, boundAt);
        }
    }

    public record StoredConsent(ConsentScope scope, String version, Instant at) {
        static StoredConsent of(Consent consent) {
            return new StoredConsent(consent.scope(), consent.version(), consent.at());
        }

        Consent toDomain() {
            return new Consent(scope, version, at);
        }
    }

    public record StoredResidence(
            ResidenceStatus status,
            @Nullable AreaCode areaCode,
            @Nullable String gridId,
            List<AreaCode> path,
            @Nullable Instant since,
            @Nullable AreaCode previousAreaCode,
            @Nullable Instant previousSince,
            @Nullable Instant previousUntil,
            @Nullable String building,
            @Nullable String unit,
            @Nullable String room,
            @Nullable String realName,
            @Nullable Instant claimedAt,
            @Nullable ResidentId decidedBy,
            @Nullable Instant decidedAt,
            @Nullable String reason) {
        static StoredResidence of(Residence residence) {
            var previous = residence.previous();
            var decision = residence.decision();
            return new StoredResidence(
                    residence.status(),
                    residence.areaCode(),
                    residence.gridId(),
                    residence.path(),
                    residence.since(),
                    previous == null ? null : previous.areaCode(),
                    previous == null ? null : previous.since(),
                    previous == null ? null : previous.until(),
                    residence.address().building(),
                    residence.address().unit(),
                    residence.address().room(),
                    residence.realName(),
                    residence.claimedAt(),
                    decision == null ? null : decision.by(),
                    decision == null ? null : decision.at(),
                    residence.reason());
        }

        Residence toDomain() {
            return new Residence(
                    status,
                    areaCode,
                    gridId,
                    path,
                    since,
                    previous(),
                    new Residence.Address(building, unit, room),
                    realName,
                    claimedAt,
                    decidedBy == null || decidedAt == null
                            ? null
                            : new Residence.Decision(decidedBy, decidedAt),
                    reason);
        }

        private Residence.@Nullable Previous previous() {
            return previousAreaCode == null || previousSince == null || previousUntil == null
                    ? null
                    : new Residence.Previous(previousAreaCode, previousSince, previousUntil);
        }
    }
}
