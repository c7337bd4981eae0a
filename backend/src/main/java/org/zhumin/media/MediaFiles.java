package org.zhumin.media;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.nio.ByteBuffer;

/** The bytes of uploads, by name. */
interface MediaFiles {
    /** Under a name never used before. */
    Mono<Void> store(String name, Flux<ByteBuffer> bytes);

    /** Fails with {@link MediaProblem#NOT_FOUND}. */
    Flux<ByteBuffer> read(String name);

    /** Also what was stored in part; bears repetition. */
    Mono<Void> delete(String name);

    static String thumbOf(String name) {
        return name + "-thumb";
    }
}
