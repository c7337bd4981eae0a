package org.zhumin.wechat;

import java.util.ArrayList;
import java.util.List;

/** Cuts a long text into pieces that WeChat takes. */
final class TextParts {
    /** The limit of msg_sec_check. */
    static final int LENGTH_MAX = 2_500;

    /** Neighbours share so many characters, so that a phrase on the cut is seen whole once. */
    static final int OVERLAP = 50;

    private TextParts() {}

    static List<String> of(String text) {
        if (text.length() <= LENGTH_MAX) {
            return List.of(text);
        }
        var parts = new ArrayList<String>();
        int start = 0;
        while (true) {
            int end = beforePair(text, Math.min(text.length(), start + LENGTH_MAX));
            parts.add(text.substring(start, end));
            if (end == text.length()) {
                return parts;
            }
            start = beforePair(text, end - OVERLAP);
        }
    }

    /** A character outside the basic plane is two units that must stay together. */
    private static int beforePair(String text, int index) {
        boolean insidePair =
                index < text.length()
                        && Character.isLowSurrogate(text.charAt(index))
                        && Character.isHighSurrogate(text.charAt(index - 1));
        return insidePair ? index - 1 : index;
    }
}
