package org.zhumin.project;

import java.time.Instant;
import java.util.List;

/**
 * How the council settled a tie in public.
 *
 * @param order candidates' ids, the earlier goes first
 * @param method in words, such as drawing lots before witnesses
 */
public record RoundDraw(List<String> order, String method, List<String> mediaIds, Instant at) {
    public RoundDraw {
        order = List.copyOf(order);
        mediaIds = List.copyOf(mediaIds);
    }
}
