package org.zhumin.identity;

/** What is known of where a resident lives. */
enum ResidenceStatus {
    NONE,
    /** Said by the resident. */
    CLAIMED,
    /** And found true by a grid worker or a council. */
    VERIFIED,
    /** And found untrue; the resident may claim again. */
    REFUSED,
    /** Has to be claimed again, as after a move that another register reports. */
    EXPIRED;

    boolean counts() {
        return this == CLAIMED || this == VERIFIED;
    }
}
