package org.zhumin.kernel;

import java.util.regex.Pattern;

/**
 * An official statistical area code (统计用区划代码): 6 digits for a city or district, 9 for a street or
 * township, 12 for a community or village. Whether an area lies in another is a matter of the
 * stored area path, never of comparing the beginnings of codes.
 */
public record AreaCode(String value) implements Identifier {
    private static final Pattern FORM = Pattern.compile("\\d{6}(\\d{3}(\\d{3})?)?");

    public AreaCode {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not an area code of 6, 9 or 12 digits");
        }
    }

    public static boolean isValid(String text) {
        return FORM.matcher(text).matches();
    }
}
