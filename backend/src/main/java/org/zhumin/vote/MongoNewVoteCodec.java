package org.zhumin.vote;

import org.bson.BsonReader;
import org.bson.BsonWriter;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;

/** Writes votes for the first time, see {@link MongoVoteCodec}, which reads them. */
final class MongoNewVoteCodec implements Codec<NewVote> {
    private final MongoVoteCodec votes = new MongoVoteCodec();

    @Override
    public void encode(BsonWriter writer, NewVote vote, EncoderContext context) {
        votes.encode(writer, vote.fact(), vote.bundle());
    }

    @Override
    public NewVote decode(BsonReader reader, DecoderContext context) {
        throw new UnsupportedOperationException("what is stored is no new vote");
    }

    @Override
    public Class<NewVote> getEncoderClass() {
        return NewVote.class;
    }
}
