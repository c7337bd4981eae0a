package org.zhumin.moderation;

/** The plain form of a character: full-width and foreign forms, dashes and spaces made alike. */
final class PlainChars {
    private static final char INVISIBLE = '\u200b';
    private static final char FULL_WIDTH_FIRST = '\uff01';
    private static final char FULL_WIDTH_LAST = '\uff5e';

    private PlainChars() {}

    /** One character for one character, so that places stay what they are. */
    static char of(char raw) {
        if (raw < 0x80) {
            return raw == '\t' ? ' ' : raw;
        }
        char half =
                raw >= FULL_WIDTH_FIRST && raw <= FULL_WIDTH_LAST
                        ? (char) (raw - FULL_WIDTH_FIRST + '!')
                        : raw;
        return switch (Character.getType(half)) {
            case Character.DECIMAL_DIGIT_NUMBER -> (char) ('0' + Character.digit(half, 10));
            case Character.SPACE_SEPARATOR -> ' ';
            case Character.DASH_PUNCTUATION -> '-';
            case Character.FORMAT, Character.NON_SPACING_MARK, Character.ENCLOSING_MARK ->
                    INVISIBLE;
            default -> dot(half);
        };
    }

    private static char dot(char half) {
        return switch (half) {
            case '·', '•', '‧', '∙', '・', '●' -> '·';
            case '−' -> '-';
            default -> half;
        };
    }

    static boolean isInvisible(char plain) {
        return plain == INVISIBLE;
    }

    static boolean isDigit(char plain) {
        return plain >= '0' && plain <= '9';
    }

    static boolean isLatin(char plain) {
        return (plain >= 'a' && plain <= 'z') || (plain >= 'A' && plain <= 'Z');
    }

    static char upper(char plain) {
        return plain >= 'a' && plain <= 'z' ? (char) (plain - 'a' + 'A') : plain;
    }
}
