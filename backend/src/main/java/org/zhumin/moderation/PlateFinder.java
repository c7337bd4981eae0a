package org.zhumin.moderation;

/**
 * Finds vehicle plates (GA 36): the province's character, the office's letter, then five places, or
 * six on a new-energy car, or four and 警, 学, 挂, 港, 澳. Province and office stay.
 */
final class PlateFinder {
    private static final String PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";
    private static final String LAST_CHARACTERS = "警学挂港澳领";

    /** The letters that say "electric"; GA 36-2018. */
    private static final String NEW_ENERGY = "DFABCEGHJK";

    private static final int BODY_MAX = 6;

    /** An ordinary plate carries at most two letters among its five places. */
    private static final int DIGITS_MIN = 3;

    private PlateFinder() {}

    static void find(MaskScan scan) {
        for (int i = 0; i < scan.length(); i++) {
            if (PROVINCES.indexOf(scan.at(i)) >= 0) {
                findAt(scan, i);
            }
        }
    }

    private static void findAt(MaskScan scan, int start) {
        int office = skipSeparator(scan, scan.next(start));
        if (!PlainChars.isLatin(scan.at(office))) {
            return;
        }
        var body = new StringBuilder(BODY_MAX);
        int[] places = new int[BODY_MAX];
        int place = skipSeparator(scan, scan.next(office));
        while (body.length() < BODY_MAX && isPlateCharacter(scan.at(place))) {
            places[body.length()] = place;
            body.append(PlainChars.upper(scan.at(place)));
            place = scan.next(place);
        }
        if (isPlateCharacter(scan.at(place)) || !isBody(body.toString(), scan.at(place))) {
            return;
        }
        for (int i = 0; i < body.length(); i++) {
            scan.hide(places[i]);
        }
        scan.found(PersonalDataKind.PLATE, start, places[body.length() - 1] + 1);
    }

    private static int skipSeparator(MaskScan scan, int place) {
        char plain = scan.at(place);
        return plain == '·' || plain == '-' || plain == ' ' || plain == '.'
                ? scan.next(place)
                : place;
    }

    private static boolean isPlateCharacter(char plain) {
        return PlainChars.isDigit(plain) || PlainChars.isLatin(plain);
    }

    private static boolean isBody(String body, char after) {
        return switch (body.length()) {
            case 4 -> digits(body) >= DIGITS_MIN && LAST_CHARACTERS.indexOf(after) >= 0;
            case 5 -> digits(body) >= DIGITS_MIN;
            case 6 -> isNewEnergy(body);
            default -> false;
        };
    }

    /** Small cars carry the letter first, large ones last. */
    private static boolean isNewEnergy(String body) {
        int digits = digits(body);
        boolean small = NEW_ENERGY.indexOf(body.charAt(0)) >= 0 && digits(body.substring(2)) == 4;
        boolean large = NEW_ENERGY.indexOf(body.charAt(5)) >= 0 && digits == 5;
        return small || large;
    }

    private static int digits(String body) {
        return (int) body.chars().filter(c -> PlainChars.isDigit((char) c)).count();
    }
}
