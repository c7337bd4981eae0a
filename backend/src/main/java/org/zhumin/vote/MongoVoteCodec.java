package org.zhumin.vote;

import org.bson.BsonReader;
import org.bson.BsonType;
import org.bson.BsonWriter;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.jspecify.annotations.Nullable;
import org.zhumin.identity.Verification;
import org.zhumin.kernel.AreaCode;

import java.time.Instant;
import java.util.Objects;

/**
 * Writes and reads votes without anything in between. About 200 bytes each; names are short, and
 * what most votes have in common is left out:
 *
 * <pre>
 * {_id: poll + ":" + voterKey, r: revision, at, v: choice, c?: contribution if it counts, a: cell,
 *  f?: verification if not CLAIMED, ch?: channel if not MINI_PROGRAM, o?: origin,
 *  t?: taken back, x?: contribution while it does not count, l?: leaving,
 *  q?: quarantine, qb?: by whom, p?: appeal, pa?: when, pd?: {text, at, by} of its dismissal,
 *  w?: the bundle in which it was put in, i?: the contribution that it was put in with,
 *  d?: true while it has to be counted by itself, k?: the contribution that is counted without
 *  the bundle, b?: batch that did}
 * </pre>
 *
 * Of a vote with {@code w}, {@code k} is counted until its bundle is, and then {@code i}, or {@code
 * c} if it has not changed since. Of one without, {@code k} is counted, see {@link
 * MongoVoteProjection}. {@code q} and what follows it are written by {@link MongoQuarantines}
 * alone.
 */
final class MongoVoteCodec implements Codec<VoteFact> {
    static final String ID = "_id";
    static final String REVISION = "r";
    static final String AT = "at";
    static final String CHOICE = "v";
    static final String CONTRIBUTION = "c";
    static final String CELL = "a";
    static final String VERIFICATION = "f";
    static final String CHANNEL = "ch";
    static final String ORIGIN = "o";
    static final String TAKEN_BACK = "t";
    static final String QUARANTINE = "q";
    static final String APPEAL = "p";
    static final String LEAVING = "l";
    static final String UNCOUNTED = "x";
    static final String QUARANTINED_BY = "qb";
    static final String APPEALED_AT = "pa";
    static final String DISMISSAL = "pd";
    static final String DIRTY = "d";
    static final String COUNTED = "k";
    static final String BATCH = "b";
    static final String BUNDLE = "w";
    static final String PUT_IN = "i";

    /** A voter's key and the colon before it. */
    static final int SUFFIX = 27;

    static String id(PollId poll, String voterKey) {
        return poll.value() + ":" + voterKey;
    }

    static String pollOf(String id) {
        return id.substring(0, id.length() - SUFFIX);
    }

    static String voterOf(String id) {
        return id.substring(id.length() - SUFFIX + 1);
    }

    /** What is put in is written as a {@link BundledVote}. */
    @Override
    public void encode(BsonWriter writer, VoteFact fact, EncoderContext context) {
        encode(writer, fact, (String) null);
    }

    /** A vote that is counted with its bundle, or else has to be by itself. */
    void encode(BsonWriter writer, VoteFact fact, @Nullable String bundle) {
        writer.writeStartDocument();
        writer.writeString(ID, id(fact.poll(), fact.voterKey()));
        writer.writeInt32(REVISION, fact.revision());
        writer.writeDateTime(AT, fact.at().toEpochMilli());
        writer.writeString(CHOICE, fact.choice());
        write(writer, CONTRIBUTION, fact.counted());
        write(writer, UNCOUNTED, fact.uncounted());
        writer.writeString(CELL, fact.cell().value());
        write(writer, VERIFICATION, unless(Verification.CLAIMED, fact.verification()));
        write(writer, CHANNEL, unless(VoteChannel.MINI_PROGRAM, fact.channel()));
        write(writer, ORIGIN, fact.origin());
        write(writer, TAKEN_BACK, fact.takenBack());
        write(writer, QUARANTINE, fact.quarantine());
        write(writer, APPEAL, fact.appeal());
        write(writer, LEAVING, fact.leaving());
        write(writer, BUNDLE, bundle);
        write(writer, DIRTY, bundle == null);
        writer.writeEndDocument();
    }

    static @Nullable String unless(Enum<?> common, Enum<?> value) {
        return value == common ? null : value.name();
    }

    private static void write(BsonWriter writer, String name, @Nullable String value) {
        if (value != null) {
            writer.writeString(name, value);
        }
    }

    private static void write(BsonWriter writer, String name, boolean value) {
        if (value) {
            writer.writeBoolean(name, true);
        }
    }

    @Override
    public VoteFact decode(BsonReader reader, DecoderContext context) {
        return read(reader).fact();
    }

    BundledVote decodeBundled(BsonReader reader) {
        Read read = read(reader);
        return new BundledVote(read.fact(), read.bundle);
    }

    private static Read read(BsonReader reader) {
        var read = new Read();
        reader.readStartDocument();
        while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
            read.field(reader);
        }
        reader.readEndDocument();
        return read;
    }

    @Override
    public Class<VoteFact> getEncoderClass() {
        return VoteFact.class;
    }

    /** What was read so far. */
    private static final class Read {
        private String id = "";
        private int revision;
        private Instant at = Instant.EPOCH;
        private String choice = "";
        private String cell = "";
        private boolean takenBack;
        private boolean leaving;
        private Verification verification = Verification.CLAIMED;
        private VoteChannel channel = VoteChannel.MINI_PROGRAM;
        private @Nullable String contribution;
        private @Nullable String origin;
        private @Nullable String quarantine;
        private @Nullable String appeal;
        private @Nullable String bundle;

        void field(BsonReader reader) {
            switch (reader.readName()) {
                case ID -> id = reader.readString();
                case REVISION -> revision = reader.readInt32();
                case AT -> at = Instant.ofEpochMilli(reader.readDateTime());
                case CHOICE -> choice = reader.readString();
                case CONTRIBUTION, UNCOUNTED -> contribution = reader.readString();
                case CELL -> cell = reader.readString();
                case VERIFICATION -> verification = Verification.valueOf(reader.readString());
                case CHANNEL -> channel = VoteChannel.valueOf(reader.readString());
                case ORIGIN -> origin = reader.readString();
                case TAKEN_BACK -> takenBack = reader.readBoolean();
                case QUARANTINE -> quarantine = reader.readString();
                case APPEAL -> appeal = reader.readString();
                case BUNDLE -> bundle = reader.readString();
                case LEAVING -> leaving = reader.readBoolean();
                default -> reader.skipValue();
            }
        }

        VoteFact fact() {
            PollId poll = PollId.parse(pollOf(id)).orElseThrow();
            return new VoteFact(
                    poll,
                    voterOf(id),
                    revision,
                    at,
                    choice,
                    Objects.requireNonNullElseGet(
                            contribution,
                            () -> Contribution.of(VoteTexts.read(poll.step(), choice))),
                    takenBack,
                    quarantine,
                    appeal,
                    verification,
                    channel,
                    new AreaCode(cell),
                    origin,
                    leaving);
        }
    }
}
