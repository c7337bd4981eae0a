package org.zhumin.media;

import java.util.regex.Pattern;

/**
 * What media is attached to, for example {@code request} and its id.
 *
 * @param type lower-case letters and hyphens; a {@link MediaHolder} answers for it
 * @param id letters, digits, colons and hyphens
 */
public record MediaReference(String type, String id) {
    private static final Pattern TYPE = Pattern.compile("[a-z-]{1,32}");
    private static final Pattern ID = Pattern.compile("[0-9A-Za-z:-]{1,80}");

    public MediaReference {
        if (!TYPE.matcher(type).matches() || !ID.matcher(id).matches()) {
            throw new IllegalArgumentException("not a reference");
        }
    }

    /** As it is stored. */
    String key() {
        return type + ":" + id;
    }

    static MediaReference ofKey(String key) {
        int colon = key.indexOf(':');
        return new MediaReference(key.substring(0, colon), key.substring(colon + 1));
    }
}
