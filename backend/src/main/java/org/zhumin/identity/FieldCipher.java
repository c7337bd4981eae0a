package org.zhumin.identity;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhumin.kernel.Identifier;
import org.zhumin.platform.SecretPurpose;
import org.zhumin.platform.SecretRing;
import org.zhumin.platform.Secrets;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;

import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Encrypts single personal values at rest with AES-256-GCM. A sealed value is {@code
 * keyId.base64url(nonce ‖ ciphertext ‖ tag)} and is bound to its owner (a resident, or another
 * thing with an id) and field, so that it opens nowhere else. What earlier master secrets sealed
 * still opens while the ring holds them.
 */
@Component
public class FieldCipher {
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();
    private final String keyId;
    private final Map<String, SecretKey> keys;

    public FieldCipher(SecretRing ring) {
        keyId = ring.current().keyId();
        keys = ring.all().collect(Collectors.toMap(Secrets::keyId, FieldCipher::key, (a, _) -> a));
    }

    private static SecretKey key(Secrets secrets) {
        return secrets.key(SecretPurpose.FIELD_ENCRYPTION, "AES");
    }

    public String seal(Identifier owner, String field, String plain) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] text = plain.getBytes(StandardCharsets.UTF_8);
        byte[] encrypted = run(Cipher.ENCRYPT_MODE, keyId, nonce, owner, field, text);
        byte[] all = Arrays.copyOf(nonce, NONCE_BYTES + encrypted.length);
        System.arraycopy(encrypted, 0, all, NONCE_BYTES, encrypted.length);
        return keyId + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(all);
    }

    public @Nullable String sealNullable(Identifier owner, String field, @Nullable String plain) {
        return plain == null ? null : seal(owner, field, plain);
    }

    public String open(Identifier owner, String field, String sealed) {
        int dot = sealed.indexOf('.');
        byte[] all = Base64.getUrlDecoder().decode(sealed.substring(dot + 1));
        byte[] nonce = Arrays.copyOf(all, NONCE_BYTES);
        byte[] encrypted = Arrays.copyOfRange(all, NONCE_BYTES, all.length);
        String id = sealed.substring(0, dot);
        byte[] text = run(Cipher.DECRYPT_MODE, id, nonce, owner, field, encrypted);
        return new String(text, StandardCharsets.UTF_8);
    }

    public @Nullable String openNullable(Identifier owner, String field, @Nullable String sealed) {
        return sealed == null ? null : open(owner, field, sealed);
    }

    private byte[] run(
            int mode, String id, byte[] nonce, Identifier owner, String field, byte[] input) {
        SecretKey key = keys.get(id);
        if (key == null) {
            throw new IllegalStateException("a value was sealed under a master secret not here");
        }
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD((owner.value() + "/" + field).getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a sealed value does not open", e);
        }
    }
}
