package org.zhumin.vote;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * What a voter alone is shown: with it, and only with it, anybody can compute the commitment that
 * was published, and so see what was counted. The commitment is HMAC-SHA-256 with the salt as key
 * over {@code "zhumin-vote-1"}, subject, step and choice in UTF-8, each after its length in four
 * bytes, highest first.
 *
 * @param salt 32 random bytes in lower-case hex; without it a choice could be guessed by trying all
 * @param subject what was voted on, such as a project's id
 * @param step {@link VoteStep}
 * @param choice {@link Vote#encoded()}
 */
public record Opening(String salt, String subject, String step, String choice) {
    private static final String DOMAIN = "zhumin-vote-1";
    private static final int SALT_BYTES = 32;

    public Opening {
        if (HexFormat.of().parseHex(salt).length != SALT_BYTES) {
            throw new IllegalArgumentException("a salt has " + SALT_BYTES + " bytes");
        }
    }

    public static Opening of(byte[] salt, String subject, Vote vote) {
        return new Opening(
                HexFormat.of().formatHex(salt), subject, vote.step().name(), vote.encoded());
    }

    /** 32 bytes that say nothing about the choice to whoever lacks the salt. */
    public byte[] commitment() {
        byte[][] parts = {utf8(DOMAIN), utf8(subject), utf8(step), utf8(choice)};
        int length = 0;
        for (byte[] part : parts) {
            length += Integer.BYTES + part.length;
        }
        var message = ByteBuffer.allocate(length);
        for (byte[] part : parts) {
            message.putInt(part.length).put(part);
        }
        return Hashes.hmac(HexFormat.of().parseHex(salt), message.array());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
