package org.zhumin.identity;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.zhumin.area.AreaTree;
import org.zhumin.identity.GrantsBody.GrantBody;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.Cursor;
import org.zhumin.kernel.ResidentId;
import org.zhumin.kernel.Slice;
import org.zhumin.platform.Detached;
import org.zhumin.platform.audit.AuditLog;
import org.zhumin.platform.problem.PlatformProblem;

import reactor.core.publisher.Mono;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Administrators give roles inside their own subtrees, and never to themselves. */
@Service
class GrantService {
    private final Residents residents;
    private final ResidentChanges changes;
    private final PhoneClaims phoneClaims;
    private final Pseudonyms pseudonyms;
    private final GrantForms forms;
    private final AreaTree areas;
    private final AuditLog audit;

    GrantService(
            Residents residents,
            ResidentChanges changes,
            PhoneClaims phoneClaims,
            Pseudonyms pseudonyms,
            GrantForms forms,
            AreaTree areas,
            AuditLog audit) {
        this.residents = residents;
        this.changes = changes;
        this.phoneClaims = phoneClaims;
        this.pseudonyms = pseudonyms;
        this.forms = forms;
        this.areas = areas;
        this.audit = audit;
    }

    /** Who carries this number; empty if nobody does. The look-up itself is audited. */
    Mono<Resident> findByPhone(Actor actor, String phone) {
        requireAdmin(actor);
        String index = pseudonyms.ofPhone(phone);
        return audit.record(actor.id(), "resident.find", index)
                .then(Mono.defer(() -> phoneClaims.find(index)))
                .flatMap(claim -> residents.find(claim.holder()))
                .filter(found -> found.mayAct() && carries(found, index));
    }

    private static boolean carries(Resident resident, String phoneIndex) {
        return resident.phone() != null && resident.phone().index().equals(phoneIndex);
    }

    Mono<Slice<Resident>> list(Actor actor, @Nullable Cursor after, int limit) {
        return residents.listGranted(requireAdmin(actor), after, limit);
    }

    /** What the granter may see of somebody's grants: those inside the granter's subtrees. */
    List<Grant> visible(Actor actor, Resident resident) {
        List<AreaCode> own = actor.areasOf(Role.ADMIN);
        return resident.grants().stream().filter(grant -> isInside(grant, own)).toList();
    }

    /** Replaces the grants inside the granter's subtrees; those outside stay untouched. */
    Mono<Resident> replace(Actor actor, ResidentId id, List<GrantBody> wanted) {
        List<AreaCode> own = requireAdmin(actor);
        if (actor.id().equals(id)) {
            return Mono.error(IdentityProblem.GRANT_TO_ONESELF::refusal);
        }
        return forms.read(wanted)
                .doOnNext(grants -> requireInside(grants, own))
                .flatMap(
                        grants ->
                                Detached.run(
                                        changes.get(id)
                                                .then(Mono.defer(() -> recorded(actor, id, grants)))
                                                .then(Mono.defer(() -> save(id, grants, own)))));
    }

    private Mono<Void> recorded(Actor actor, ResidentId id, List<Grant> grants) {
        return audit.record(
                actor.id(), "grants.replace", id.value(), Map.of("grants", inWords(grants)));
    }

    private Mono<Resident> save(ResidentId id, List<Grant> grants, List<AreaCode> own) {
        return changes.change(id, resident -> resident.granted(merged(resident, grants, own)));
    }

    private List<Grant> merged(Resident resident, List<Grant> grants, List<AreaCode> own) {
        return Stream.concat(
                        resident.grants().stream().filter(grant -> !isInside(grant, own)),
                        grants.stream())
                .distinct()
                .toList();
    }

    private void requireInside(List<Grant> grants, List<AreaCode> own) {
        if (!grants.stream().allMatch(grant -> isInside(grant, own))) {
            throw IdentityProblem.GRANT_OUTSIDE_SUBTREE.refusal();
        }
    }

    private boolean isInside(Grant grant, List<AreaCode> own) {
        AreaCode area = grant.areaCode();
        return area != null && own.stream().anyMatch(root -> areas.isWithin(area, root));
    }

    private static String inWords(List<Grant> grants) {
        return grants.stream().map(GrantService::inWords).collect(Collectors.joining(", "));
    }

    private static String inWords(Grant grant) {
        AreaCode area = grant.areaCode();
        String place = area == null ? "" : area.value();
        return grant.organizationId() == null
                ? grant.role() + "@" + place
                : grant.role() + "@" + place + ":" + grant.organizationId().value();
    }

    private static List<AreaCode> requireAdmin(Actor actor) {
        List<AreaCode> own = actor.areasOf(Role.ADMIN);
        if (own.isEmpty()) {
            throw PlatformProblem.FORBIDDEN.refusal();
        }
        return own;
    }
}
