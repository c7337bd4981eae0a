package org.zhumin.vote;

import org.springframework.stereotype.Component;
import org.zhumin.kernel.Ids;
import org.zhumin.platform.SecretPurpose;
import org.zhumin.platform.SecretRing;
import org.zhumin.platform.Secrets;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes receipts and salts of votes, so that neither needs to be stored. A receipt is the voter's
 * pseudonym and the revision, sealed: the same version of a vote has always the same, and nobody
 * but us can read or make one. (The tag over everything is the nonce of the encryption, as in SIV.)
 * Made with the <em>oldest</em> master secret of the ring, since both must outlive a change of it.
 */
@Component
class Receipts {
    private static final int TAG_BYTES = 12;
    private static final int KEY_BYTES = 16;
    private static final int BYTES = TAG_BYTES + KEY_BYTES + Integer.BYTES;

    /** To find one takes longer than to use it. */
    private static final ThreadLocal<Cipher> CIPHERS = ThreadLocal.withInitial(Receipts::cipher);

    private final Secrets secrets;
    private final SecretKeySpec key;

    Receipts(SecretRing ring) {
        secrets = ring.all().reduce(ring.current(), (_, older) -> older);
        key = new SecretKeySpec(secrets.hmac(SecretPurpose.VOTE_RECEIPTS, "seal"), "AES");
    }

    /** Which version of whose vote a receipt names. */
    record Named(String voterKey, int revision) {}

    String of(PollId poll, String voterKey, int revision) {
        byte[] plain =
                ByteBuffer.allocate(KEY_BYTES + Integer.BYTES)
                        .put(Ids.decode(voterKey))
                        .putInt(revision)
                        .array();
        byte[] tag = tag(poll, voterKey, revision);
        byte[] receipt = ByteBuffer.allocate(BYTES).put(tag).put(crypt(tag, plain)).array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(receipt);
    }

    /** Empty if it is none of this poll. */
    Optional<Named> read(PollId poll, String receipt) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(receipt);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
        if (bytes.length != BYTES) {
            return Optional.empty();
        }
        byte[] tag = Arrays.copyOf(bytes, TAG_BYTES);
        var plain = ByteBuffer.wrap(crypt(tag, Arrays.copyOfRange(bytes, TAG_BYTES, BYTES)));
        byte[] voter = new byte[KEY_BYTES];
        plain.get(voter);
        var named = new Named(Ids.encode(voter), plain.getInt());
        return Secrets.sameBytes(tag, tag(poll, named.voterKey(), named.revision()))
                ? Optional.of(named)
                : Optional.empty();
    }

    private byte[] tag(PollId poll, String voterKey, int revision) {
        String number = Integer.toString(revision);
        return Arrays.copyOf(
                secrets.hmac(
                        SecretPurpose.VOTE_RECEIPTS, "receipt", poll.value(), voterKey, number),
                TAG_BYTES);
    }

    private byte[] crypt(byte[] tag, byte[] input) {
        try {
            Cipher cipher = CIPHERS.get();
            cipher.init(
                    Cipher.ENCRYPT_MODE, key, new IvParameterSpec(Arrays.copyOf(tag, KEY_BYTES)));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES", e);
        }
    }

    private static Cipher cipher() {
        try {
            return Cipher.getInstance("AES/CTR/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES", e);
        }
    }

    /** What the voter is shown, and the commitment is made of. */
    Opening opening(VoteFact fact) {
        byte[] salt =
                secrets.hmac(
                        SecretPurpose.VOTE_SALTS,
                        fact.poll().value(),
                        fact.voterKey(),
                        Integer.toString(fact.revision()));
        return new Opening(
                HexFormat.of().formatHex(salt),
                fact.poll().committedSubject(),
                fact.poll().step().name(),
                fact.choice());
    }

    byte[] leaf(VoteFact fact) {
        return MerkleTree.leafHash(opening(fact).commitment());
    }

    /** Under which the vote stays when its voter has left and the result is out. */
    String keyOfLeaver(VoteFact fact) {
        return Ids.encode(
                secrets.hmac(
                        SecretPurpose.VOTE_SALTS, "left", fact.poll().value(), fact.voterKey()));
    }

    /** By which votes of one sender are recognized within a poll, and nowhere else. */
    String origin(PollId poll, String device) {
        byte[] hash = secrets.hmac(SecretPurpose.VOTE_ORIGINS, poll.value(), device);
        return Ids.encode(hash).substring(0, 10);
    }
}
