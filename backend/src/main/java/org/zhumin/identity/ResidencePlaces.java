package org.zhumin.identity;

import org.springframework.stereotype.Component;
import org.zhumin.area.Area;
import org.zhumin.area.AreaLevel;
import org.zhumin.area.AreaProblem;
import org.zhumin.area.AreaTree;
import org.zhumin.area.GridId;
import org.zhumin.area.GridIndex;
import org.zhumin.area.Located;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.DomainException;
import org.zhumin.kernel.GeoPoint;
import org.zhumin.kernel.ResidentId;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;

/** From what a resident says to a claim on a community that exists today. */
@Component
class ResidencePlaces {
    private final AreaTree areas;
    private final GridIndex grids;
    private final ResidentViews views;
    private final Clock clock;

    ResidencePlaces(AreaTree areas, GridIndex grids, ResidentViews views, Clock clock) {
        this.areas = areas;
        this.grids = grids;
        this.views = views;
        this.clock = clock;
    }

    Residence.Claim claim(ResidentId resident, ResidenceBody body) {
        GeoPoint place = body.place();
        Located located = place == null ? null : locate(place);
        Area community =
                located == null ? community(String.valueOf(body.areaCode())) : communityOf(located);
        GridId grid = located == null ? null : located.gridId();
        return new Residence.Claim(
                community.code(),
                grid == null ? null : grid.value(),
                community.path(),
                views.sealed(resident, body.address()),
                views.sealedRealName(resident, body.realName()));
    }

    private Area community(String code) {
        Optional<Area> found =
                AreaCode.isValid(code) ? areas.find(new AreaCode(code)) : Optional.empty();
        Area area =
                found.filter(known -> known.isValidOn(LocalDate.now(clock)))
                        .orElseThrow(IdentityProblem.RESIDENCE_AREA_UNKNOWN::refusal);
        if (area.level() != AreaLevel.COMMUNITY) {
            throw IdentityProblem.RESIDENCE_NOT_A_COMMUNITY.refusal();
        }
        return area;
    }

    private Area communityOf(Located located) {
        return areas.find(located.areaCode())
                .filter(area -> area.level() == AreaLevel.COMMUNITY)
                .orElseThrow(IdentityProblem.RESIDENCE_PLACE_UNKNOWN::refusal);
    }

    private Located locate(GeoPoint place) {
        try {
            return grids.locate(place);
        } catch (DomainException refusal) {
            if (refusal.is(AreaProblem.OUTSIDE_CITY)) {
                throw IdentityProblem.RESIDENCE_PLACE_UNKNOWN.refusal();
            }
            throw refusal;
        }
    }
}
