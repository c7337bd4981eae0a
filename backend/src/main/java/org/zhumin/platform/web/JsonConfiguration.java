package org.zhumin.platform.web;

import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.zhumin.kernel.Identifier;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;
import tools.jackson.databind.type.LogicalType;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * JSON as the contract has it: unknown fields, wrong types and numbers for strings are refused;
 * times carry the offset of Asia/Shanghai and milliseconds; ids are plain strings.
 */
@Configuration(proxyBeanMethods = false)
class JsonConfiguration {
    /** Boot's searches for JSON components and mix-ins open every class; we have neither. */
    @Bean
    static BeanDefinitionRegistryPostProcessor withoutJsonSearches() {
        return registry ->
                Stream.of("jsonComponentModule", "jacksonMixinModule", "jacksonMixinModuleEntries")
                        // The definitions that packaging writes down are without them already.
                        .filter(registry::containsBeanDefinition)
                        .forEach(registry::removeBeanDefinition);
    }

    @Bean
    JsonMapperBuilderCustomizer strictJson() {
        return mapper -> {
            mapper.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                    .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                    .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                    .addModule(valueTypes());
            mapper.withCoercionConfig(
                    LogicalType.Textual,
                    config ->
                            config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                    .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                    .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail));
        };
    }

    private static SimpleModule valueTypes() {
        return new SimpleModule("zhumin")
                .addSerializer(Instant.class, new InstantSerializer())
                .addDeserializer(
                        Instant.class, new MomentDeserializer<>(Instant.class, Instant::parse))
                .addDeserializer(
                        OffsetDateTime.class,
                        new MomentDeserializer<>(OffsetDateTime.class, OffsetDateTime::parse))
                .addSerializer(Identifier.class, new IdentifierSerializer());
    }

    private static final class InstantSerializer extends StdSerializer<Instant> {
        private static final DateTimeFormatter FORMAT =
                DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxxx")
                        .withZone(ZoneId.of("Asia/Shanghai"));

        InstantSerializer() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant value, JsonGenerator json, SerializationContext context) {
            json.writeString(FORMAT.format(value));
        }
    }

    /** Jackson's own takes numbers for seconds since 1970. */
    private static final class MomentDeserializer<T> extends StdDeserializer<T> {
        private final Class<T> type;
        private final Function<String, T> parse;

        MomentDeserializer(Class<T> type, Function<String, T> parse) {
            super(type);
            this.type = type;
            this.parse = parse;
        }

        @Override
        public T deserialize(JsonParser json, DeserializationContext context) {
            if (!json.hasToken(JsonToken.VALUE_STRING)) {
                return type.cast(context.handleUnexpectedToken(type, json));
            }
            String text = json.getString();
            try {
                return parse.apply(text);
            } catch (DateTimeException malformed) {
                return type.cast(
                        context.handleWeirdStringValue(type, text, "not a moment with an offset"));
            }
        }
    }

    private static final class IdentifierSerializer extends StdSerializer<Identifier> {
        IdentifierSerializer() {
            super(Identifier.class);
        }

        @Override
        public void serialize(Identifier value, JsonGenerator json, SerializationContext context) {
            json.writeString(value.value());
        }
    }
}
