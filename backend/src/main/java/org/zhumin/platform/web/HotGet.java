package org.zhumin.platform.web;

import java.util.Locale;

/**
 * A public GET that comes in crowds, loaded without the dispatching of WebFlux where nothing about
 * it is unusual and {@link HotReads} does not keep its answer. A controller answers the same {@link
 * PublicRead} for all that is: a query, a token, a refusal.
 */
public interface HotGet {
    /** With one variable, as {@code /api/v1/projects/{id}/tally}. */
    String path();

    /**
     * Loads nothing yet. If it fails, the controller has to answer.
     *
     * @param id the variable of the path, letters and digits
     */
    PublicRead read(String id, Locale locale);
}
