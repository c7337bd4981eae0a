package org.zhumin.moderation;

import java.util.List;

/**
 * Makes personal data in a text unreadable before others see it: mobile and landline numbers,
 * identity cards, vehicle plates, bank cards, e-mail addresses. Spaces, dashes, dots, full-width
 * and zero-width characters between the places do not hide them. Check digits (GB 11643, Luhn),
 * number plans and groupings keep amounts, dates and running numbers readable.
 *
 * <p>Pure; its time is linear in the length of the text, whatever stands there.
 */
public final class PersonalDataMask {
    private PersonalDataMask() {}

    public static Masked mask(String text) {
        var scan = new MaskScan(text);
        // Addresses first, since digits stand in them; then plates, since digits stand in those.
        EmailFinder.find(scan);
        PlateFinder.find(scan);
        NumberFinder.find(scan);
        return scan.result();
    }

    /**
     * @param text as long as the original; what is hidden shows as {@code *}
     * @param found what was masked, in the order of the text
     */
    public record Masked(String text, List<Found> found) {
        public Masked {
            found = List.copyOf(found);
        }

        /** Without the text, so that a log line cannot carry it. */
        @Override
        public String toString() {
            return "Masked" + found;
        }
    }

    /**
     * Where one was, in UTF-16 units of the original as of the masked text.
     *
     * @param end the first place behind it
     */
    public record Found(PersonalDataKind kind, int start, int end) {}
}
