package org.zhumin.platform.mongo;

import org.bson.BsonReader;
import org.bson.BsonWriter;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.bson.codecs.configuration.CodecProvider;
import org.bson.codecs.configuration.CodecRegistry;
import org.jspecify.annotations.Nullable;
import org.zhumin.kernel.Identifier;

import java.lang.reflect.Constructor;

/** Stores every {@link Identifier} record as its plain string, in documents and in filters. */
final class MongoIdentifierCodecs implements CodecProvider {
    @Override
    public <T> @Nullable Codec<T> get(Class<T> type, CodecRegistry registry) {
        return Identifier.class.isAssignableFrom(type) ? new IdentifierCodec<>(type) : null;
    }

    private record IdentifierCodec<T>(Class<T> type, Constructor<T> constructor)
            implements Codec<T> {
        IdentifierCodec(Class<T> type) {
            this(type, constructorOf(type));
        }

        private static <T> Constructor<T> constructorOf(Class<T> type) {
            try {
                return type.getConstructor(String.class);
            } catch (NoSuchMethodException e) {
                throw new IllegalArgumentException(type + " is no record of one string", e);
            }
        }

        @Override
        public void encode(BsonWriter writer, T value, EncoderContext context) {
            writer.writeString(((Identifier) value).value());
        }

        @Override
        public T decode(BsonReader reader, DecoderContext context) {
            try {
                return constructor.newInstance(reader.readString());
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("stored id is not valid for " + type, e);
            }
        }

        @Override
        public Class<T> getEncoderClass() {
            return type;
        }
    }
}
