package org.zhumin.media;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.codec.multipart.FilePartEvent;
import org.springframework.http.codec.multipart.PartEvent;
import org.springframework.stereotype.Component;
import org.zhumin.kernel.FieldProblem;
import org.zhumin.kernel.Problem;
import org.zhumin.platform.problem.PlatformProblem;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes the one file of a multipart call to the disk as it comes in, so that a slow phone costs no
 * memory, and stops at the first byte too many.
 */
@Component
class UploadReceiver {
    private static final String PART = "file";

    private final MediaWorkers workers;

    UploadReceiver(MediaWorkers workers) {
        this.workers = workers;
    }

    /** The caller deletes the file. Nothing is left of a call that is refused or breaks off. */
    Mono<Path> receive(Flux<PartEvent> call) {
        return workers.run(TemporaryFiles::create).flatMap(file -> fill(file, call));
    }

    private Mono<Path> fill(Path file, Flux<PartEvent> call) {
        var seen = new AtomicInteger();
        return call.windowUntil(PartEvent::isLast)
                .concatMap(
                        part ->
                                part.switchOnFirst(
                                        (first, events) -> take(first.get(), events, file, seen)))
                .then(Mono.fromCallable(() -> requireOne(file, seen)))
                .doOnError(_ -> TemporaryFiles.delete(file))
                .doOnCancel(() -> TemporaryFiles.delete(file));
    }

    private static Path requireOne(Path file, AtomicInteger seen) {
        if (seen.get() == 0) {
            throw malformed("field.required", PART).refusal();
        }
        return file;
    }

    private static Flux<Void> take(
            @Nullable PartEvent first, Flux<PartEvent> events, Path file, AtomicInteger seen) {
        if (first == null) {
            return events.thenMany(Flux.empty());
        }
        Problem refusal = refusal(first, seen);
        if (refusal != null) {
            DataBufferUtils.release(first.content());
            return Flux.error(refusal.refusal());
        }
        return DataBufferUtils.write(
                        capped(events.map(PartEvent::content)), file, StandardOpenOption.WRITE)
                .flux();
    }

    private static @Nullable Problem refusal(PartEvent part, AtomicInteger seen) {
        if (!part.name().equals(PART)) {
            return malformed("field.unknown", part.name());
        }
        if (!(part instanceof FilePartEvent)) {
            return malformed("field.wrong-type", PART);
        }
        return seen.getAndIncrement() == 0 ? null : MediaProblem.ONE_FILE.problem();
    }

    private static Problem malformed(String code, String field) {
        return PlatformProblem.MALFORMED
                .problem()
                .withErrors(List.of(FieldProblem.of(field, code)));
    }

    private static Flux<DataBuffer> capped(Flux<DataBuffer> bytes) {
        var count = new AtomicLong();
        return bytes.handle(
                (buffer, sink) -> {
                    if (count.addAndGet(buffer.readableByteCount()) > Format.MAX_BYTES) {
                        DataBufferUtils.release(buffer);
                        sink.error(MediaProblem.TOO_LARGE.refusal());
                    } else {
                        sink.next(buffer);
                    }
                });
    }
}
