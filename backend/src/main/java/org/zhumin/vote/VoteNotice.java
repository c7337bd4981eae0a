package org.zhumin.vote;

import org.zhumin.notice.NoticeType;

/**
 * What a voter is told of decisions about the own vote; never what it says. The texts get {0} the
 * title of what was voted on and {1} the quarantine's reason in words.
 */
enum VoteNotice implements NoticeType {
    KEPT_OUT("vote.kept-out"),
    /** It counts again, though nobody had appealed. */
    RELEASED("vote.released"),
    APPEAL_GRANTED("vote.appeal-granted"),
    APPEAL_DISMISSED("vote.appeal-dismissed");

    private final String code;

    VoteNotice(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
