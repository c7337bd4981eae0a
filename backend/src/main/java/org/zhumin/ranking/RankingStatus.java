package org.zhumin.ranking;

/** How sure a ranking is. */
enum RankingStatus {
    /** 实时: counted so far, or the month is not frozen yet. */
    PROVISIONAL,
    /** 公示: frozen; organisations may object. */
    FROZEN,
    /** 公布. */
    PUBLISHED;

    static RankingStatus of(Edition edition) {
        return edition.isPublished() ? PUBLISHED : FROZEN;
    }
}
