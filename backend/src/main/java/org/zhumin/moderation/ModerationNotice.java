package org.zhumin.moderation;

import org.jspecify.annotations.Nullable;
import org.zhumin.media.MediaKind;
import org.zhumin.notice.NoticeType;

/**
 * What people are told about what is theirs. The texts of a person's decision get {0} what it is,
 * {1} the reason and {2} for how many days it may be appealed.
 */
enum ModerationNotice implements NoticeType {
    WITHHELD("moderation.withheld"),
    /** After an appeal. */
    UPHELD("moderation.upheld"),
    /** After an appeal. */
    REVERSED("moderation.reversed"),
    /** By a check. */
    PICTURE_REFUSED("moderation.picture-refused"),
    /** By a check. */
    VOICE_REFUSED("moderation.voice-refused");

    private final String code;

    ModerationNotice(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }

    /** Of the last decision; absent where nothing was decided against the owner. */
    static @Nullable ModerationNotice of(CaseState state) {
        return switch (state) {
            case WITHHELD, APPEALED -> WITHHELD;
            case UPHELD -> UPHELD;
            case REVERSED -> REVERSED;
            case OPEN, PASSED -> null;
        };
    }

    static ModerationNotice refused(MediaKind kind) {
        return switch (kind) {
            case IMAGE -> PICTURE_REFUSED;
            case AUDIO -> VOICE_REFUSED;
        };
    }
}
