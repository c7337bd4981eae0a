package org.zhumin.kernel;

/** The beginning of a text on one line. */
public final class Excerpt {
    private Excerpt() {}

    /**
     * @param chars at most so many, in Unicode characters, and an ellipsis where more follows
     */
    public static String of(String text, int chars) {
        String line = text.replaceAll("\\s+", " ");
        return line.codePointCount(0, line.length()) <= chars
                ? line
                : line.substring(0, line.offsetByCodePoints(0, chars)) + "…";
    }
}
