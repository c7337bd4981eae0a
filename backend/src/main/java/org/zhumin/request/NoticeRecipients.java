package org.zhumin.request;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhumin.identity.DeskDirectory;
import org.zhumin.identity.Role;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.OrganizationId;
import org.zhumin.kernel.ResidentId;
import org.zhumin.platform.owed.Progress;
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

    private final Supports supports;
    private final DeskDirectory residents;
    private final NearestDesks desks;

    NoticeRecipients(Supports supports, DeskDirectory residents, NearestDesks desks) {
        this.supports = supports;
        this.residents = residents;
        this.desks = desks;
    }

    /**
     * @param after the cursor of the portion before; absent at the beginning
     */
    Mono<Portion> portion(
            NoticeDebt debt, ServiceRequest request, TimelineEntry entry, @Nullable String after) {
        return switch (debt.to()) {
            case PEOPLE -> people(request, idOf(after));
            case ASSIGNEE -> Mono.just(isStillGiven(request, entry) ? assignee(request) : none());
            case UNIT -> unit(new OrganizationId(debt.scope()), request, idOf(after));
            case DESK -> desks.upFrom(new AreaCode(debt.scope()), entry.actor(), after);
            case APPROVERS -> desks.along(request.desk().path(), entry.actor(), after);
        };
    }

    private static @Nullable ResidentId idOf(@Nullable String after) {
        return after == null ? null : new ResidentId(after);
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

    static Portion none() {
        return new Portion(List.of(), null);
    }

    static Mono<Portion> staff(Flux<ResidentId> found) {
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
