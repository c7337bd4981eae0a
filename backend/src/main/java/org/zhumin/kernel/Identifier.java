package org.zhumin.kernel;

/** An id that is one string. Stored and sent as that plain string, never as an object. */
public interface Identifier {
    String value();
}
