package org.zhumin.moderation;

/** Finds e-mail addresses and hides who they belong to; the domain stays. */
final class EmailFinder {
    /** RFC 5321: the longest local part. A fixed bound also keeps the search linear. */
    private static final int LOCAL_MAX = 64;

    private static final int DOMAIN_MAX = 255;

    private EmailFinder() {}

    static void find(MaskScan scan) {
        for (int at = 0; at < scan.length(); at++) {
            if (scan.at(at) == '@') {
                findAround(scan, at);
            }
        }
    }

    private static void findAround(MaskScan scan, int at) {
        int start = at;
        while (at - start < LOCAL_MAX && isLocal(scan.at(start - 1))) {
            start--;
        }
        int end = at + 1;
        while (end - at <= DOMAIN_MAX && isDomain(scan.at(end))) {
            end++;
        }
        while (end > at + 1 && !isLetterOrDigit(scan.at(end - 1))) {
            end--;
        }
        if (start < at && endsInTopLevelDomain(scan, at, end)) {
            int firstHidden = at - start == 1 ? start : start + 1;
            for (int i = firstHidden; i < at; i++) {
                scan.hide(i);
            }
            scan.found(PersonalDataKind.EMAIL, start, end);
        }
    }

    /** At least one label, a dot, and two letters. */
    private static boolean endsInTopLevelDomain(MaskScan scan, int at, int end) {
        int letters = end;
        while (letters > at + 1 && PlainChars.isLatin(scan.at(letters - 1))) {
            letters--;
        }
        return end - letters >= 2 && scan.at(letters - 1) == '.' && letters - 1 > at + 1;
    }

    private static boolean isLocal(char plain) {
        return isDomain(plain) || plain == '_' || plain == '+' || plain == '%';
    }

    private static boolean isDomain(char plain) {
        return isLetterOrDigit(plain) || plain == '.' || plain == '-';
    }

    private static boolean isLetterOrDigit(char plain) {
        return PlainChars.isLatin(plain) || PlainChars.isDigit(plain);
    }
}
