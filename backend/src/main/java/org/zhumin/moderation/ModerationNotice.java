package org.zhumin.moderation;

import org.zhumin.media.MediaKind;
import org.zhumin.notice.NoticeType;

/** What people are told about checks of what is theirs. */
enum ModerationNotice implements NoticeType {
    PICTURE_REFUSED("moderation.picture-refused"),
    VOICE_REFUSED("moderation.voice-refused");

    private final String code;

    ModerationNotice(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }

    static ModerationNotice refused(MediaKind kind) {
        return switch (kind) {
            case IMAGE -> PICTURE_REFUSED;
            case AUDIO -> VOICE_REFUSED;
        };
    }
}
