package org.zhumin.media;

/** Where an upload stands. Names are stored, never rename. */
enum MediaState {
    /** Its bytes are being stored; nobody knows of it yet. */
    STORING,
    CHECKING,
    PASSED,
    REFUSED,
    /** Its bytes are being deleted, and then itself. */
    GOING;

    /** What people are told. */
    MediaStatus status() {
        return switch (this) {
            case PASSED -> MediaStatus.PASSED;
            case REFUSED -> MediaStatus.REFUSED;
            case STORING, CHECKING, GOING -> MediaStatus.CHECKING;
        };
    }
}
