package org.zhumin.moderation;

import org.zhumin.moderation.PersonalDataMask.Found;
import org.zhumin.moderation.PersonalDataMask.Masked;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A text while personal data is looked for in it: once in plain characters for the finders, place
 * for place with the original, and once as it will be shown.
 */
final class MaskScan {
    /** Stands where something was found, so that no other finder looks there. */
    private static final char TAKEN = '\0';

    private final char[] plain;
    private final char[] shown;
    private final List<Found> found = new ArrayList<>();

    MaskScan(String text) {
        shown = text.toCharArray();
        plain = new char[shown.length];
        for (int i = 0; i < plain.length; i++) {
            plain[i] = PlainChars.of(shown[i]);
        }
    }

    int length() {
        return plain.length;
    }

    /** The plain character, or one that means nothing when the place is outside the text. */
    char at(int place) {
        return place >= 0 && place < plain.length ? plain[place] : TAKEN;
    }

    /** The first place after this one that is not an invisible character. */
    int next(int place) {
        int next = place + 1;
        while (next < plain.length && PlainChars.isInvisible(plain[next])) {
            next++;
        }
        return next;
    }

    void hide(int place) {
        shown[place] = '*';
    }

    /** To be called once all its places that shall not be read are hidden. */
    void found(PersonalDataKind kind, int start, int end) {
        found.add(new Found(kind, start, end));
        for (int i = start; i < end; i++) {
            plain[i] = TAKEN;
        }
    }

    Masked result() {
        found.sort(Comparator.comparingInt(Found::start));
        return new Masked(new String(shown), found);
    }
}
