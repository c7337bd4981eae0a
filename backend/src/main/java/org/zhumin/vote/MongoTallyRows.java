package org.zhumin.vote;

import com.mongodb.client.model.Projections;

import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonReader;
import org.bson.BsonType;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.codecs.DecoderContext;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The batch and some stored tallies, as one query found them. What is pending may be of five
 * hundred polls: those that nobody asked for are passed over, unread.
 */
final class MongoTallyRows {
    /** Of a tally, and of the batch; not which votes are in it. */
    private static final List<String> FIELDS =
            List.of(
                    MongoVoteCodec.BATCH,
                    MongoTallySums.AT,
                    MongoTallySums.COUNTS,
                    MongoTallyBatches.NUMBER,
                    MongoTallyBatches.REBUILDING,
                    MongoTallyBatches.POSTED,
                    MongoTallyBatches.POSTS);

    private static final Bson WITH_ALL_PENDING = fields(List.of(MongoTallyBatches.PENDING));

    private static final BsonDocumentCodec PENDING = new BsonDocumentCodec();
    private static final DecoderContext CONTEXT = DecoderContext.builder().build();
    private static final BsonInt64 ZERO = new BsonInt64(0);

    private final Set<String> polls;
    private final Map<String, RawBsonDocument> stored = new HashMap<>();
    private TallyBatch batch = TallyBatch.NONE;
    private int pending;

    /**
     * @param polls whose tallies are wanted
     */
    MongoTallyRows(Set<String> polls, List<RawBsonDocument> found) {
        this.polls = polls;
        for (RawBsonDocument row : found) {
            String id = row.getString("_id").getValue();
            if (id.equals(MongoTallyBatches.BATCH_ID)) {
                batch = batch(row);
            } else {
                stored.put(id, row);
            }
        }
    }

    /** What to ask for, where all that is pending may come too. */
    static Bson withAllPending() {
        return WITH_ALL_PENDING;
    }

    /** The same, but of what is pending only what is wanted. */
    static Bson withPendingOf(List<String> polls) {
        return fields(polls.stream().map(poll -> MongoTallyBatches.PENDING + "." + poll).toList());
    }

    private static Bson fields(List<String> further) {
        return Projections.include(Stream.concat(FIELDS.stream(), further.stream()).toList());
    }

    /** A batch of which only what is pending was read, and how to take it. */
    private TallyBatch batch(BsonDocument row) {
        return new TallyBatch(
                number(row, MongoTallyBatches.NUMBER),
                is(row, MongoTallyBatches.REBUILDING),
                List.of(),
                List.of(),
                number(row, MongoTallyBatches.POSTED),
                wanted(row.getDocument(MongoTallyBatches.PENDING, new BsonDocument())),
                is(row, MongoTallyBatches.POSTS));
    }

    private Map<PollId, DatedTally> wanted(BsonDocument all) {
        var wanted = new HashMap<PollId, DatedTally>();
        try (BsonReader reader = all.asBsonReader()) {
            reader.readStartDocument();
            while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
                pending++;
                String poll = reader.readName();
                if (polls.contains(poll)) {
                    wanted.put(id(poll), dated(PENDING.decode(reader, CONTEXT)));
                } else {
                    reader.skipValue();
                }
            }
        }
        return wanted;
    }

    /** Of how many polls something came that is pending, wanted or not. */
    int pending() {
        return pending;
    }

    /** Without those of which there is none. */
    List<Found> together() {
        var all = new ArrayList<Found>();
        for (String poll : polls) {
            DatedTally tally = together(poll, stored.get(poll));
            if (tally != null) {
                all.add(new Found(poll, tally));
            }
        }
        return all;
    }

    private @Nullable DatedTally together(String poll, @Nullable BsonDocument row) {
        return row == null
                ? batch.together(id(poll), null, 0)
                : batch.together(id(poll), dated(row), number(row, MongoVoteCodec.BATCH));
    }

    private static DatedTally dated(BsonDocument row) {
        var counts = new HashMap<String, Long>();
        row.getDocument(MongoTallySums.COUNTS, new BsonDocument())
                .forEach((name, count) -> counts.put(name, count.asNumber().longValue()));
        Instant at = Instant.ofEpochMilli(row.getDateTime(MongoTallySums.AT).getValue());
        return new DatedTally(new Tally(counts), at);
    }

    private static long number(BsonDocument row, String name) {
        return row.getNumber(name, ZERO).longValue();
    }

    private static boolean is(BsonDocument row, String name) {
        return row.getBoolean(name, BsonBoolean.FALSE).getValue();
    }

    private static PollId id(String poll) {
        return PollId.parse(poll).orElseThrow();
    }

    /** The tally of a poll, with what is pending. */
    record Found(String poll, DatedTally tally) {}
}
