package org.zhumin.request;

import org.zhumin.moderation.PersonalDataKind;
import org.zhumin.moderation.PersonalDataMask;
import org.zhumin.moderation.PersonalDataMask.Found;

import java.util.Arrays;
import java.util.List;

/** What people wrote, as others than the owner and the desk read it. */
final class PublicText {
    private PublicText() {}

    /** As long as the original. To be called before a text is cut: half a number is not found. */
    static String mask(String text) {
        return PersonalDataMask.mask(text).text();
    }

    /** What is masked in these, each kind once. */
    static List<PersonalDataKind> masked(String... texts) {
        return Arrays.stream(texts)
                .flatMap(text -> PersonalDataMask.mask(text).found().stream())
                .map(Found::kind)
                .distinct()
                .sorted()
                .toList();
    }
}
