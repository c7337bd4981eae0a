package org.zhumin.wechat;

/**
 * What WeChat thinks of a text.
 *
 * @param label why: 100 normal, 10001 advertising, 20001 politics, 20002 pornography, 20003 abuse,
 *     20006 crime, 20008 fraud, 20012 vulgarity, 20013 copyright, 21000 other; 0 when unchecked
 */
public record TextVerdict(Suggestion suggestion, int label) {
    static final TextVerdict UNCHECKED = new TextVerdict(Suggestion.UNCHECKED, 0);

    /** From harmless to severe. */
    public enum Suggestion {
        PASS,
        /** WeChat gave no verdict; a person should look. */
        UNCHECKED,
        /** A person should look. */
        REVIEW,
        RISKY
    }

    TextVerdict worse(TextVerdict other) {
        return other.suggestion.compareTo(suggestion) > 0 ? other : this;
    }
}
