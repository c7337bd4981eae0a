package org.zhumin.identity;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.zhumin.kernel.DomainException;
import org.zhumin.kernel.ResidentId;
import org.zhumin.platform.Detached;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Takes a resident's data along, or away. Erasure is marked first, and from then on nobody acts
 * under the account; then every feature erases its part, the numbers and the openid are given back,
 * and last the document itself becomes a tombstone. Each step bears repetition, and a sweeper
 * repeats what a crash left unfinished.
 */
@Component
class Departure {
    private static final Logger LOG = LoggerFactory.getLogger(Departure.class);

    /** Longer than an erasure takes, so that the sweeper does not run beside it. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final Residents residents;
    private final ResidentChanges changes;
    private final Actors actors;
    private final PhoneBinding phones;
    private final Claims openidClaims;
    private final ObjectProvider<PersonalData> parts;
    private final ResidentViews views;
    private final Clock clock;

    Departure(
            Residents residents,
            ResidentChanges changes,
            Actors actors,
            PhoneBinding phones,
            Claims openidClaims,
            ObjectProvider<PersonalData> parts,
            ResidentViews views,
            Clock clock) {
        this.residents = residents;
        this.changes = changes;
        this.actors = actors;
        this.phones = phones;
        this.openidClaims = openidClaims;
        this.parts = parts;
        this.views = views;
        this.clock = clock;
    }

    /** Everything held about the resident, one section a feature. */
    Mono<Map<String, Object>> export(ResidentId id) {
        return changes.get(id).map(this::own).flatMap(own -> withOthers(id, own));
    }

    private Map<String, Object> own(Resident resident) {
        var held = new LinkedHashMap<String, Object>();
        held.put("account", views.ofOwner(resident));
        held.put("createdAt", resident.createdAt());
        put(held, "phone", views.phone(resident));
        put(held, "realName", views.realName(resident));
        put(held, "previousResidence", resident.residence().previous());
        return held;
    }

    private static void put(Map<String, Object> held, String name, @Nullable Object value) {
        if (value != null) {
            held.put(name, value);
        }
    }

    private Mono<Map<String, Object>> withOthers(ResidentId id, Map<String, Object> own) {
        return Flux.fromStream(parts::orderedStream)
                .concatMap(part -> part.export(id).map(held -> Map.entry(part.section(), held)))
                .collectList()
                .map(
                        sections -> {
                            var all = new LinkedHashMap<String, Object>();
                            all.put("identity", own);
                            sections.forEach(one -> all.put(one.getKey(), one.getValue()));
                            return all;
                        });
    }

    Mono<Void> erase(ResidentId id) {
        return Detached.run(
                changes.change(id, resident -> resident.erasing(clock.instant()))
                        .then(Mono.defer(() -> finish(id))));
    }

    private Mono<Void> finish(ResidentId id) {
        return Flux.fromStream(parts::orderedStream)
                .concatMap(part -> part.erase(id))
                .then(Mono.defer(() -> phones.releaseAll(id)))
                .then(Mono.defer(() -> openidClaims.releaseAll(id)))
                .then(Mono.defer(() -> bury(id)));
    }

    private Mono<Void> bury(ResidentId id) {
        return residents
                .find(id)
                .filter(resident -> !resident.isErased())
                .flatMap(resident -> residents.save(resident.erased(clock.instant())))
                .then(Mono.defer(() -> actors.changed(id)));
    }

    @Scheduled(initialDelay = 20, fixedDelay = 60, timeUnit = TimeUnit.SECONDS)
    Mono<Void> finishWhatWasLeft() {
        // Spring asks for the chain once and subscribes to it again and again.
        return Flux.defer(() -> residents.listErasing(clock.instant().minus(GRACE)))
                .concatMap(this::finishOne)
                .then()
                .onErrorResume(DomainException.class, Departure::tryNextTime);
    }

    /** One that cannot be finished must not keep the others waiting. */
    private Mono<Void> finishOne(ResidentId id) {
        return finish(id).onErrorResume(RuntimeException.class, failure -> leave(id, failure));
    }

    private static Mono<Void> leave(ResidentId id, RuntimeException failure) {
        LOG.error("The erasure of resident {} is not finished", id.value(), failure);
        return Mono.empty();
    }

    private static Mono<Void> tryNextTime(DomainException away) {
        LOG.warn("Unfinished erasures were not read, MongoDB does not answer");
        return Mono.empty();
    }
}
