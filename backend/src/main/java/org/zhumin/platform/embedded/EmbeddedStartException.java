package org.zhumin.platform.embedded;

/**
 * An embedded engine cannot run; the message says why and the action says what the person can do.
 */
final class EmbeddedStartException extends RuntimeException {

    private final String action;

    EmbeddedStartException(String reason, String action) {
        super(reason);
        this.action = action;
    }

    String action() {
        return action;
    }
}
