package org.zhumin.media;

import org.jspecify.annotations.Nullable;

import reactor.core.publisher.Flux;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * An upload ready to be stored: cleaned, in a file of its own, with its thumbnail. Making it
 * blocks; no file is ever read into memory as a whole.
 *
 * @param file to be deleted by whoever has it
 */
record Prepared(Cleaned facts, Path file, long bytes, byte @Nullable [] thumb) {
    private static final int READ_BYTES = 64 << 10;

    /** SHA-256 in hexadecimal digits. */
    static String hash(Path file) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(mapped(file, arena));
            return HexFormat.of().formatHex(sha256.digest());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static Prepared of(Path upload) throws IOException {
        Path target = TemporaryFiles.create();
        try (var arena = Arena.ofConfined()) {
            Cleaned facts = Cleaned.of(new FileBytes(mapped(upload, arena)));
            write(facts, target);
            boolean picture = facts.format().kind() == MediaKind.IMAGE;
            byte[] thumb = picture ? Thumbnails.of(target, facts) : null;
            return new Prepared(facts, target, Files.size(target), thumb);
        } catch (IOException | RuntimeException failure) {
            TemporaryFiles.delete(target);
            throw failure;
        }
    }

    private static ByteBuffer mapped(Path file, Arena arena) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return channel.map(MapMode.READ_ONLY, 0, channel.size(), arena).asByteBuffer();
        }
    }

    private static void write(Cleaned facts, Path target) throws IOException {
        try (var channel = FileChannel.open(target, StandardOpenOption.WRITE)) {
            for (ByteBuffer part : facts.parts()) {
                while (part.hasRemaining()) {
                    channel.write(part);
                }
            }
        }
    }

    /** Reads as far as it is asked to; blocks. */
    Flux<ByteBuffer> content() {
        return Flux.generate(
                () -> FileChannel.open(file, StandardOpenOption.READ),
                (channel, sink) -> {
                    try {
                        ByteBuffer piece = ByteBuffer.allocate(READ_BYTES);
                        if (channel.read(piece) < 0) {
                            sink.complete();
                        } else {
                            sink.next(piece.flip());
                        }
                    } catch (IOException error) {
                        sink.error(error);
                    }
                    return channel;
                },
                Prepared::close);
    }

    private static void close(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException _) {
            // It was only read.
        }
    }
}
