package org.zhumin.vote;

import org.bson.BsonReader;
import org.bson.BsonWriter;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;

/** Votes with their bundles, see {@link MongoVoteCodec}. */
final class MongoBundledVoteCodec implements Codec<BundledVote> {
    private final MongoVoteCodec votes = new MongoVoteCodec();

    @Override
    public void encode(BsonWriter writer, BundledVote vote, EncoderContext context) {
        votes.encode(writer, vote.fact(), vote.bundle());
    }

    @Override
    public BundledVote decode(BsonReader reader, DecoderContext context) {
        return votes.decodeBundled(reader);
    }

    @Override
    public Class<BundledVote> getEncoderClass() {
        return BundledVote.class;
    }
}
