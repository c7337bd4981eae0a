package org.zhumin.platform;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The present master secret and those before it, newest first. Only the present one signs and
 * encrypts.
 */
public record SecretRing(Secrets current, List<Secrets> previous) {
    public SecretRing {
        previous = List.copyOf(previous);
    }

    public Stream<Secrets> all() {
        return Stream.concat(Stream.of(current), previous.stream());
    }

    public Optional<Secrets> find(String keyId) {
        return all().filter(secrets -> secrets.keyId().equals(keyId)).findFirst();
    }
}
