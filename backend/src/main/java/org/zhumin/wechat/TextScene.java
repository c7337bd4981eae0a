package org.zhumin.wechat;

/** Where a text stands; WeChat judges each scene by its own measure. */
public enum TextScene {
    /** 资料: names and descriptions of people. */
    PROFILE(1),
    /** 评论: comments and answers. */
    COMMENT(2),
    /** 论坛: topics, such as requests. */
    FORUM(3),
    /** 社交日志: diaries. */
    SOCIAL_LOG(4);

    private final int number;

    TextScene(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
