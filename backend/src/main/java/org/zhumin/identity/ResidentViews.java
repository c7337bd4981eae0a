package org.zhumin.identity;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhumin.area.AreaTree;
import org.zhumin.identity.ResidentView.ConsentView;
import org.zhumin.identity.ResidentView.ResidenceView;
import org.zhumin.kernel.ResidentId;

import java.time.Clock;

/** Shows residents to themselves; opens what is sealed and may be shown. */
@Component
class ResidentViews {
    private static final String BUILDING = "building";
    private static final String UNIT = "unit";
    private static final String ROOM = "room";
    private static final String REAL_NAME = "realName";

    private final FieldCipher cipher;
    private final AreaTree areas;
    private final Clock clock;

    ResidentViews(FieldCipher cipher, AreaTree areas, Clock clock) {
        this.cipher = cipher;
        this.areas = areas;
        this.clock = clock;
    }

    ResidentView ofOwner(Resident resident) {
        return new ResidentView(
                resident.id(),
                resident.nickname(),
                resident.avatar(),
                resident.phone() != null,
                phoneMasked(resident),
                resident.phoneMovedAt(),
                resident.verification(),
                residence(resident),
                resident.ageBand(),
                resident.activeGrants(clock.instant()),
                resident.consents().stream().map(ResidentViews::consent).toList());
    }

    private static ConsentView consent(Consent consent) {
        return new ConsentView(consent.scope(), consent.version(), consent.at());
    }

    private ResidenceView residence(Resident resident) {
        Residence residence = resident.residence();
        Residence.Address address = address(resident);
        return new ResidenceView(
                residence.status(),
                residence.areaCode(),
                residence.gridId(),
                areas.names(residence.path()),
                residence.since(),
                address.building(),
                address.unit(),
                address.room(),
                residence.reason());
    }

    @Nullable String phone(Resident resident) {
        Phone phone = resident.phone();
        return phone == null ? null : cipher.open(resident.id(), Phone.FIELD, phone.sealed());
    }

    @Nullable String phoneMasked(Resident resident) {
        String number = phone(resident);
        return number == null ? null : Phone.masked(number);
    }

    /** In plain words. */
    Residence.Address address(Resident resident) {
        ResidentId id = resident.id();
        Residence.Address sealed = resident.residence().address();
        return new Residence.Address(
                cipher.openNullable(id, BUILDING, sealed.building()),
                cipher.openNullable(id, UNIT, sealed.unit()),
                cipher.openNullable(id, ROOM, sealed.room()));
    }

    Residence.Address sealed(ResidentId id, Residence.Address plain) {
        return new Residence.Address(
                cipher.sealNullable(id, BUILDING, plain.building()),
                cipher.sealNullable(id, UNIT, plain.unit()),
                cipher.sealNullable(id, ROOM, plain.room()));
    }

    @Nullable String realName(Resident resident) {
        return cipher.openNullable(resident.id(), REAL_NAME, resident.residence().realName());
    }

    @Nullable String sealedRealName(ResidentId id, @Nullable String plain) {
        return cipher.sealNullable(id, REAL_NAME, plain);
    }
}
