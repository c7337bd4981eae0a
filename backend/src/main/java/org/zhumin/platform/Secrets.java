package org.zhumin.platform;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;

import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keys derived from one master secret with HKDF-SHA256 (RFC 5869), one per {@link SecretPurpose},
 * and the keyed hash made with them. Older master secrets stay usable for reading: tokens signed
 * and fields encrypted under them name their {@link #keyId}.
 */
public final class Secrets {
    private static final String HMAC = "HmacSHA256";

    private final Map<SecretPurpose, SecretKey> keys = new EnumMap<>(SecretPurpose.class);
    private final String keyId;

    /** With their keys in them, which takes longer than a short hash. */
    private final ThreadLocal<Map<SecretPurpose, Mac>> macs =
            ThreadLocal.withInitial(() -> new EnumMap<>(SecretPurpose.class));

    /**
     * @param master at least 32 bytes
     */
    public Secrets(byte[] master) {
        if (master.length < 32) {
            throw new IllegalArgumentException("the master secret needs at least 32 bytes");
        }
        for (SecretPurpose purpose : SecretPurpose.values()) {
            keys.put(purpose, new SecretKeySpec(derive(master, "zhumin/" + purpose.name()), HMAC));
        }
        keyId = HexFormat.of().formatHex(derive(master, "zhumin/key-id"), 0, 4);
    }

    /** 256 bits for this purpose, for the named algorithm: {@code HmacSHA256} or {@code AES}. */
    public SecretKey key(SecretPurpose purpose, String algorithm) {
        return new SecretKeySpec(keyOf(purpose).getEncoded(), algorithm);
    }

    /** Names the master secret without telling it: 8 hexadecimal digits. */
    public String keyId() {
        return keyId;
    }

    /** HMAC-SHA256 over the parts, each preceded by its length, so that no two lists collide. */
    public byte[] hmac(SecretPurpose purpose, String... parts) {
        Mac mac = macs.get().computeIfAbsent(purpose, this::mac);
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            mac.update((byte) (bytes.length >>> 16));
            mac.update((byte) (bytes.length >>> 8));
            mac.update((byte) bytes.length);
            mac.update(bytes);
        }
        return mac.doFinal();
    }

    private Mac mac(SecretPurpose purpose) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(keyOf(purpose));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private SecretKey keyOf(SecretPurpose purpose) {
        return Objects.requireNonNull(keys.get(purpose));
    }

    private static byte[] derive(byte[] master, String info) {
        try {
            var parameters =
                    HKDFParameterSpec.ofExtract()
                            .addIKM(master)
                            .thenExpand(info.getBytes(StandardCharsets.UTF_8), 32);
            return KDF.getInstance("HKDF-SHA256").deriveData(parameters);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Compares without telling by its duration where the two differ. */
    public static boolean sameBytes(byte[] one, byte[] other) {
        return MessageDigest.isEqual(one, other);
    }
}
