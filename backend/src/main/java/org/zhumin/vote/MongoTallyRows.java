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

/**
 * The batch and some stored tallies, as one query found them. What is pending may be of five
 * hundred polls; naming to the database those that are wanted costs it more than sending them all,
 * so they are passed over here, unread.
 */
final class MongoTallyRows {
    /** Of the batch and of tallies; not which votes are in the batch. */
    static final Bson FIELDS =
            Projections.include(
                    MongoVoteCodec.BATCH,
                    MongoTallySums.AT,
                    MongoTallySums.COUNTS,
                    MongoTallyBatches.NUMBER,
                    MongoTallyBatches.REBUILDING,
                    MongoTallyBatches.POSTED,
                    MongoTallyBatches.POSTS,
                    MongoTallyBatches.PENDING);

    private static final BsonDocumentCodec PENDING = new BsonDocumentCodec();
    private static final DecoderContext CONTEXT = DecoderContext.builder().build();
    private static final BsonInt64 ZERO = new BsonInt64(0);

    private final Set<String> polls;
    private final Map<String, RawBsonDocument> stored = new HashMap<>();
    private TallyBatch batch = TallyBatch.NONE;

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

    /** A batch of which only what is pending was read, and how to take it. */
    private TallyBatch batch(BsonDocument row) {
        return new TallyBatch(
                number(row, MongoTallyBatches.NUMBER),
                is(row, MongoTallyBatches.REBUILDING),
                List.of(),
                List.of(),
                number(row, MongoTallyBatches.POSTED),
                pending(row.getDocument(MongoTallyBatches.PENDING, new BsonDocument())),
                is(row, MongoTallyBatches.POSTS));
    }

    private Map<PollId, DatedTally> pending(BsonDocument all) {
        var pending = new HashMap<PollId, DatedTally>();
        try (BsonReader reader = all.asBsonReader()) {
            reader.readStartDocument();
            while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
                String poll = reader.readName();
                if (polls.contains(poll)) {
                    pending.put(id(poll), dated(PENDING.decode(reader, CONTEXT)));
                } else {
                    reader.skipValue();
                }
            }
        }
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
