package org.zhumin.media;

import org.springframework.stereotype.Service;
import org.zhumin.kernel.Ids;
import org.zhumin.kernel.ResidentId;
import org.zhumin.platform.Detached;
import org.zhumin.platform.problem.PlatformProblem;
import org.zhumin.platform.web.FactKey;
import org.zhumin.platform.web.IdempotencyKey;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Stores uploads. The document comes first and names the bytes before they are written, so that
 * whatever a crash leaves is found by a sweep; then the bytes; then one guarded write makes it
 * visible. Of two calls with one Idempotency-Key, each stores its own bytes, and whoever is second
 * deletes them again.
 */
@Service
class MediaUploads {
    /** Longer than storing takes. */
    private static final Duration STORING_MAX = Duration.ofHours(1);

    private static final Duration BEFORE_SECOND_ASK = Duration.ofMinutes(1);

    private final MediaItems items;
    private final MediaFiles files;
    private final MediaChecks checks;
    private final MediaWorkers workers;
    private final MediaProperties properties;
    private final Clock clock;

    MediaUploads(
            MediaItems items,
            MediaFiles files,
            MediaChecks checks,
            MediaWorkers workers,
            MediaProperties properties,
            Clock clock) {
        this.items = items;
        this.files = files;
        this.checks = checks;
        this.workers = workers;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * @param upload deleted in any case
     */
    Mono<MediaItem> store(Path upload, ResidentId owner, IdempotencyKey key) {
        return Detached.run(
                Mono.usingWhen(
                        Mono.just(upload),
                        file ->
                                workers.run(() -> Prepared.hash(file))
                                        .map(hash -> key.factOf(Map.of("sha256", hash)))
                                        .flatMap(fact -> storeOnce(file, owner, fact)),
                        this::delete));
    }

    private Mono<Void> delete(Path file) {
        return Mono.fromRunnable(() -> TemporaryFiles.delete(file));
    }

    private Mono<MediaItem> storeOnce(Path file, ResidentId owner, FactKey fact) {
        return items.find(new MediaId(fact.id()))
                .filter(found -> found.state() != MediaState.STORING)
                .map(found -> again(found, fact))
                .switchIfEmpty(Mono.defer(() -> prepareAndStore(file, owner, fact)));
    }

    private static MediaItem again(MediaItem found, FactKey fact) {
        fact.requireSameBody(found.bodyHash());
        if (!found.isThere()) {
            throw PlatformProblem.STALE.refusal();
        }
        return found;
    }

    private Mono<MediaItem> prepareAndStore(Path file, ResidentId owner, FactKey fact) {
        return Mono.usingWhen(
                workers.run(() -> Prepared.of(file)),
                prepared -> store(prepared, owner, fact),
                prepared -> delete(prepared.file()));
    }

    private Mono<MediaItem> store(Prepared prepared, ResidentId owner, FactKey fact) {
        Instant now = clock.instant();
        byte[] thumb = prepared.thumb();
        var begun =
                MediaItem.begin(
                        new MediaId(fact.id()),
                        owner,
                        prepared.facts(),
                        thumb == null ? 0 : thumb.length,
                        prepared.bytes(),
                        fact.bodyHash(),
                        now);
        String attempt = Ids.random();
        return items.insertOrGet(begun, now.plus(STORING_MAX))
                .doOnNext(there -> fact.requireSameBody(there.bodyHash()))
                .flatMap(there -> items.beginAttempt(there.id(), attempt))
                .flatMap(there -> write(prepared, there, attempt))
                .switchIfEmpty(Mono.defer(() -> items.find(begun.id()).map(it -> again(it, fact))));
    }

    /** Empty when another attempt was first. */
    private Mono<MediaItem> write(Prepared prepared, MediaItem item, String attempt) {
        return files.store(attempt, workers.run(prepared.content()))
                .then(Mono.defer(() -> storeThumb(prepared, attempt)))
                .then(Mono.defer(() -> finish(item, attempt)))
                .onErrorResume(failure -> undo(item, attempt).then(Mono.error(failure)))
                .switchIfEmpty(Mono.defer(() -> undo(item, attempt).then(Mono.empty())));
    }

    private Mono<Void> storeThumb(Prepared prepared, String attempt) {
        byte[] thumb = prepared.thumb();
        return thumb == null
                ? Mono.empty()
                : files.store(MediaFiles.thumbOf(attempt), Flux.just(ByteBuffer.wrap(thumb)));
    }

    private Mono<MediaItem> finish(MediaItem item, String attempt) {
        Instant now = clock.instant();
        return items.finish(
                        item.id(),
                        attempt,
                        now.plus(BEFORE_SECOND_ASK),
                        now.plus(properties.keepUnattached()))
                .flatMap(there -> checks.askSoon(there).thenReturn(there));
    }

    /** What cannot be deleted now, a sweep deletes. */
    private Mono<Void> undo(MediaItem item, String attempt) {
        return files.delete(attempt)
                .then(Mono.defer(() -> files.delete(MediaFiles.thumbOf(attempt))))
                .then(Mono.defer(() -> items.endAttempt(item.id(), attempt)))
                .onErrorComplete();
    }
}
