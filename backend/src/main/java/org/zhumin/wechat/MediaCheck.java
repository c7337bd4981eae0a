package org.zhumin.wechat;

import java.net.URI;

/**
 * A picture or sound to judge.
 *
 * @param openid who uploaded it
 * @param address where WeChat can fetch it: public, https, at most 10 MB
 */
public record MediaCheck(String openid, TextScene scene, Kind kind, URI address) {
    /** What is judged. */
    public enum Kind {
        AUDIO(1),
        IMAGE(2);

        private final int number;

        Kind(int number) {
            this.number = number;
        }

        int number() {
            return number;
        }
    }

    /** Without the person and the address, whose signature opens the file. */
    @Override
    public String toString() {
        return "MediaCheck[" + scene + ", " + kind + "]";
    }
}
