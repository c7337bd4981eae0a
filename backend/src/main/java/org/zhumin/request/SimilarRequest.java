package org.zhumin.request;

import org.zhumin.request.Similarity.Likely;

/**
 * A request that may be about the same thing.
 *
 * @param title without personal data
 * @param distanceMeters to its public place, which is rounded to about 100 m
 */
record SimilarRequest(RequestId id, String title, long distanceMeters, int supporters) {
    static SimilarRequest of(Likely likely) {
        return new SimilarRequest(
                likely.nearby().id(),
                PublicText.mask(likely.nearby().title()),
                Math.round(likely.meters()),
                likely.nearby().supporters());
    }
}
