package org.zhumin.request;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhumin.area.Area;
import org.zhumin.area.AreaTree;
import org.zhumin.identity.DeskDirectory;
import org.zhumin.identity.Role;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.ResidentId;
import org.zhumin.request.NoticeRecipients.Portion;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.util.List;
import java.util.Set;

/**
 * The councils and supervisors of the nearest area, going up, that has any: those of one area
 * alone, not of every level. Where only the one who acted would hear, the level above hears.
 */
@Component
class NearestDesks {
    private static final Set<Role> ROLES = Set.of(Role.COUNCIL, Role.SUPERVISOR);

    private final DeskDirectory residents;
    private final AreaTree areas;

    NearestDesks(DeskDirectory residents, AreaTree areas) {
        this.residents = residents;
        this.areas = areas;
    }

    /** By the tree, since a request may have gone elsewhere meanwhile. */
    Mono<Portion> upFrom(AreaCode area, @Nullable ResidentId actor, @Nullable String after) {
        return along(areas.find(area).map(Area::path).orElse(List.of(area)), actor, after);
    }

    /**
     * @param path from the city down
     * @param after the cursor of the portion before; absent at the beginning
     */
    Mono<Portion> along(List<AreaCode> path, @Nullable ResidentId actor, @Nullable String after) {
        return after == null ? first(path, actor) : rest(after);
    }

    private Mono<Portion> first(List<AreaCode> path, @Nullable ResidentId actor) {
        return Flux.fromIterable(path.reversed())
                .concatMap(area -> portion(area, null), 1)
                .filter(portion -> portion.hasOtherThan(actor))
                .next()
                .defaultIfEmpty(NoticeRecipients.none());
    }

    /** The cursor names the area as well, since people may come to a nearer one meanwhile. */
    private Mono<Portion> rest(String after) {
        int colon = after.indexOf(':');
        return portion(
                new AreaCode(after.substring(0, colon)),
                new ResidentId(after.substring(colon + 1)));
    }

    private Mono<Portion> portion(AreaCode area, @Nullable ResidentId last) {
        return NoticeRecipients.staff(
                        residents.listActingIn(area, ROLES, last, NoticeRecipients.PORTION))
                .map(portion -> portion.within(area));
    }
}
