package org.zhumin.wechat.simulator;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.Collection;
import java.util.Set;

/** Reads the fields of one request as strictly as WeChat's documentation states them. */
final class Fields {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JsonNode node;

    private Fields(JsonNode node) {
        this.node = node;
    }

    /** A request that WeChat would refuse. */
    static final class Invalid extends RuntimeException {
        private static final long serialVersionUID = 1L;

        final int errcode;

        Invalid(int errcode, String message) {
            super(message, null, false, false);
            this.errcode = errcode;
        }
    }

    static Fields parse(byte[] body) {
        JsonNode node;
        try {
            node = JSON.readTree(body);
        } catch (JacksonException _) {
            throw new Invalid(47001, "data format error");
        }
        if (!node.isObject()) {
            throw new Invalid(47001, "data format error");
        }
        return new Fields(node);
    }

    Fields only(Set<String> names) {
        node.propertyNames().stream()
                .filter(name -> !names.contains(name))
                .findFirst()
                .ifPresent(
                        name -> {
                            throw invalid(name);
                        });
        return this;
    }

    String text(String name, int lengthMax) {
        String value = optionalText(name, lengthMax);
        if (value == null || value.isEmpty()) {
            throw invalid(name);
        }
        return value;
    }

    @Nullable String optionalText(String name, int lengthMax) {
        JsonNode value = node.get(name);
        if (value == null) {
            return null;
        }
        if (!value.isString() || value.stringValue().length() > lengthMax) {
            throw invalid(name);
        }
        return value.stringValue();
    }

    int number(String name, int min, int max) {
        JsonNode value = node.get(name);
        if (value == null || !value.isInt() || value.intValue() < min || value.intValue() > max) {
            throw invalid(name);
        }
        return value.intValue();
    }

    boolean flag(String name) {
        JsonNode value = node.get(name);
        if (value == null || !value.isBoolean()) {
            throw invalid(name);
        }
        return value.booleanValue();
    }

    void require(String name, String expected) {
        if (!expected.equals(text(name, 64))) {
            throw invalid(name);
        }
    }

    Fields object(String name) {
        JsonNode value = node.get(name);
        if (value == null || !value.isObject() || value.isEmpty()) {
            throw invalid(name);
        }
        return new Fields(value);
    }

    Collection<String> names() {
        return node.propertyNames();
    }

    static Invalid invalid(String name) {
        return new Invalid(47003, "argument invalid! " + name);
    }
}
