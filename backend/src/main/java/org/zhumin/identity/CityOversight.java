package org.zhumin.identity;

import org.springframework.stereotype.Component;
import org.zhumin.area.AreaTree;
import org.zhumin.platform.problem.PlatformProblem;

/** Who may look at what is of the whole city: its auditors and its administrators. */
@Component
class CityOversight {
    private final AreaTree areas;

    CityOversight(AreaTree areas) {
        this.areas = areas;
    }

    /**
     * @throws org.zhumin.kernel.DomainException {@link PlatformProblem#FORBIDDEN}
     */
    void require(Actor actor) {
        var city = areas.city().path();
        if (!actor.hasIn(Role.AUDITOR, city) && !actor.hasIn(Role.ADMIN, city)) {
            throw PlatformProblem.FORBIDDEN.refusal();
        }
    }
}
