package org.zhumin.platform;

import org.jspecify.annotations.NullMarked;

/**
 * A property that the application cannot start with. Printed as one line, without a stack trace.
 */
@NullMarked
public final class InvalidConfiguration extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    /**
     * @param property its full name, such as {@code zhumin.wechat.secret}
     * @param sentence what is wrong and what to do, without the property's value
     */
    public InvalidConfiguration(String property, String sentence) {
        super(property + ": " + sentence);
    }
}
