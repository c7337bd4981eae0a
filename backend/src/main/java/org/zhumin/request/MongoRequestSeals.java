package org.zhumin.request;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhumin.identity.FieldCipher;

import tools.jackson.databind.json.JsonMapper;

/** Encrypts what a request stores about where and who people are, bound to that request. */
@Component
class MongoRequestSeals {
    private static final String ADDRESS = "address";
    private static final String PERSON = "onBehalfOf";

    private final FieldCipher cipher;
    private final JsonMapper json;

    MongoRequestSeals(FieldCipher cipher, JsonMapper json) {
        this.cipher = cipher;
        this.json = json;
    }

    @Nullable String sealAddress(RequestId id, @Nullable String address) {
        return cipher.sealNullable(id, ADDRESS, address);
    }

    @Nullable String openAddress(RequestId id, @Nullable String sealed) {
        return cipher.openNullable(id, ADDRESS, sealed);
    }

    @Nullable String sealPerson(RequestId id, @Nullable OnBehalfOf person) {
        return person == null ? null : cipher.seal(id, PERSON, json.writeValueAsString(person));
    }

    @Nullable OnBehalfOf openPerson(RequestId id, @Nullable String sealed) {
        return sealed == null
                ? null
                : json.readValue(cipher.open(id, PERSON, sealed), OnBehalfOf.class);
    }
}
