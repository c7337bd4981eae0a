package org.zhumin.platform;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Takes the master secret from the configuration or, outside production, from the data directory.
 */
@Configuration(proxyBeanMethods = false)
class SecretConfiguration {
    private static final String PROPERTY = "zhumin.secret.master";

    @Bean
    SecretRing secretRing(
            SecretProperties properties, @Value("${zhumin.embedded.data-dir:data}") Path dataDir)
            throws IOException {
        String master = properties.master();
        if (master == null || master.isBlank()) {
            master = ownSecret(dataDir.resolve("master-secret"));
        }
        return new SecretRing(
                secrets(PROPERTY, master),
                properties.previous().stream()
                        .map(old -> secrets("zhumin.secret.previous", old))
                        .toList());
    }

    @Bean
    Secrets secrets(SecretRing ring) {
        return ring.current();
    }

    private static Secrets secrets(String property, String base64) {
        try {
            return new Secrets(Base64.getDecoder().decode(base64.strip()));
        } catch (IllegalArgumentException e) {
            throw new InvalidConfiguration(
                    property, "it is not the base64 text of at least 32 random bytes");
        }
    }

    private static String ownSecret(Path file) throws IOException {
        if (!Files.exists(file)) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            byte[] bytes = new byte[32];
            new SecureRandom().nextBytes(bytes);
            write(file, Base64.getEncoder().encodeToString(bytes));
        }
        return Files.readString(file);
    }

    private static void write(Path file, String secret) throws IOException {
        try {
            Files.writeString(file, secret, StandardOpenOption.CREATE_NEW);
            if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            }
        } catch (FileAlreadyExistsException anotherInstanceWasFirst) {
            // Its secret is read like one of our own.
        }
    }
}
