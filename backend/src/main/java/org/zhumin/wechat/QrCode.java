package org.zhumin.wechat;

import java.util.regex.Pattern;

/**
 * A mini-program code to draw.
 *
 * @param scene what the page receives: 1 to 32 of the visible characters that WeChat allows
 * @param page without a leading slash and without parameters; must be published
 * @param width 280 to 1280 pixels
 */
public record QrCode(String scene, String page, int width) {
    private static final Pattern SCENE = Pattern.compile("[0-9A-Za-z!#$&'()*+,/:;=?@\\-._~]{1,32}");
    private static final Pattern PAGE = Pattern.compile("[0-9A-Za-z_-]+(/[0-9A-Za-z_-]+)*");

    public QrCode {
        require(SCENE.matcher(scene).matches(), "scene");
        require(PAGE.matcher(page).matches(), "page");
        require(width >= 280 && width <= 1280, "width");
    }

    private static void require(boolean valid, String field) {
        if (!valid) {
            throw new IllegalArgumentException("WeChat draws no code with such a " + field);
        }
    }
}
