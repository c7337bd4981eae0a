package org.zhumin.request;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhumin.identity.DeskDirectory;
import org.zhumin.identity.Role;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.OrganizationId;
import org.zhumin.kernel.ResidentId;
import org.zhumin.platform.owed.Progress;
import org.zhumin.request.NoticeDebt.To;
import org.zhumin.request.Supports.Support;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Who is told, in portions, each person of a portion by id; the cursor is the last of them. */
@Component
class NoticeRecipients {
    /** Few enough to be told within the time that an effect has, while WeChat is slow. */
    static final int PORTION = 24;

    private static final Set<Role> CLERKS = Set.of(Role.HANDLER, Role.COUNCIL);
    private static final Set<Role> DESKS = Set.of(Role.COUNCIL, Role.SUPERVISOR);

    private final Supports supports;
    private final DeskDirectory residents;

    NoticeRecipients(Supports supports, DeskDirectory residents) {
        this.supports = supports;
        this.residents = residents;
    }

    /**
     * @param after the cursor of the portion before; absent at the beginning
     */
    Mono<Portion> portion(
            NoticeDebt debt, ServiceRequest request, TimelineEntry entry, @Nullable String after) {
        if (debt.to() == To.APPROVERS) {
            return after == null ? nearestApprovers(request, entry) : approvers(after);
        }
        var last = after == null ? null : new ResidentId(after);
        return switch (debt.to()) {
            case PEOPLE -> people(request, last);
            case ASSIGNEE -> Mono.just(isStillGiven(request, entry) ? assignee(request) : none());
            case UNIT -> unit(new OrganizationId(debt.scope()), request, last);
            case DESK -> staff(actingIn(new AreaCode(debt.scope()), last));
            case APPROVERS -> throw new IllegalStateException("looked for above");
        };
    }

    private Flux<ResidentId> actingIn(AreaCode area, @Nullable ResidentId last) {
        return residents.listActingIn(area, DESKS, last, PORTION);
    }

    /** Where only the one who asked would decide, the level above hears of it. */
    private Mono<Portion> nearestApprovers(ServiceRequest request, TimelineEntry entry) {
        return Flux.fromIterable(request.desk().path().reversed())
                .concatMap(area -> approversIn(area, null))
                .filter(portion -> portion.hasOtherThan(entry.actor()))
                .next()
                .defaultIfEmpty(none());
    }

    /** The cursor names the area as well, since people may come to a nearer one meanwhile. */
    private Mono<Portion> approvers(String after) {
        int colon = after.indexOf(':');
        return approversIn(
                new AreaCode(after.substring(0, colon)),
                new ResidentId(after.substring(colon + 1)));
    }

    private Mono<Portion> approversIn(AreaCode area, @Nullable ResidentId last) {
        return staff(actingIn(area, last)).map(portion -> portion.within(area));
    }

    /** The owner comes with the first co-signers. */
    private Mono<Portion> people(ServiceRequest request, @Nullable ResidentId last) {
        Mono<List<ResidentId>> cosigners =
                request.kind() == RequestKind.REPORT
                        ? Mono.just(List.of())
                        : supports.listOf(request.id(), last, PORTION)
                                .map(Support::resident)
                                .collectList();
        return cosigners.map(found -> portion(last == null ? request.owner() : null, found));
    }

    private static Portion portion(@Nullable ResidentId owner, List<ResidentId> cosigners) {
        var all = new ArrayList<Recipient>();
        if (owner != null) {
            all.add(new Recipient(owner, false));
        }
        cosigners.forEach(id -> all.add(new Recipient(id, true)));
        return new Portion(all, next(cosigners));
    }

    private Mono<Portion> unit(
            OrganizationId unit, ServiceRequest request, @Nullable ResidentId last) {
        Handler handler = request.handler();
        boolean has = handler != null && handler.organizationId().equals(unit);
        return has && last == null && request.desk().assignee() != null
                ? Mono.just(assignee(request))
                : staff(residents.listActingFor(unit, CLERKS, last, PORTION));
    }

    /** Whoever is given it later is told by what gives it. */
    private static boolean isStillGiven(ServiceRequest request, TimelineEntry entry) {
        return request.timeline().stream()
                .skip(request.timeline().indexOf(entry) + 1L)
                .noneMatch(
                        later ->
                                later.type() == TimelineEntry.Type.ASSIGNED
                                        || later.type() == TimelineEntry.Type.DISPATCHED);
    }

    private static Portion assignee(ServiceRequest request) {
        ResidentId assignee = request.desk().assignee();
        return assignee == null
                ? none()
                : new Portion(List.of(new Recipient(assignee, false)), null);
    }

    private static Portion none() {
        return new Portion(List.of(), null);
    }

    private static Mono<Portion> staff(Flux<ResidentId> found) {
        return found.collectList()
                .map(
                        ids ->
                                new Portion(
                                        ids.stream().map(id -> new Recipient(id, false)).toList(),
                                        next(ids)));
    }

    private static @Nullable String next(List<ResidentId> ids) {
        return ids.size() < PORTION ? null : ids.getLast().value();
    }

    /**
     * @param cosigns told as a co-signer
     */
    record Recipient(ResidentId id, boolean cosigns) {}

    /**
     * @param next where the next portion begins; absent after the last
     */
    record Portion(List<Recipient> recipients, @Nullable String next) {
        boolean hasOtherThan(@Nullable ResidentId one) {
            return recipients.stream().anyMatch(recipient -> !recipient.id().equals(one));
        }

        Portion within(AreaCode area) {
            return next == null ? this : new Portion(recipients, area.value() + ":" + next);
        }

        Progress progress() {
            return next == null ? Progress.done() : Progress.upTo(next);
        }
    }
}
