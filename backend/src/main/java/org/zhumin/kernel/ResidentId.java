package org.zhumin.kernel;

/** Our public id of a resident (居民): never the openid, never the phone number. */
public record ResidentId(String value) implements Identifier {
    public ResidentId {
        Ids.requireValid(value);
    }
}
