package org.zhumin.identity;

/** How old a resident says to be, youngest first. No birth date is kept. */
public enum AgeBand {
    UNDER_14,
    FROM_14_TO_17,
    FROM_18_TO_59,
    FROM_60
}
