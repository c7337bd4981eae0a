package org.zhumin.vote;

/** What has become of one version of a vote. */
public enum VoteStatus {
    /** It stands; the poll has not been counted. */
    PENDING,
    /** It is in the count, and in the tree. */
    COUNTED,
    /** A later version took its place. */
    REPLACED,
    TAKEN_BACK,
    /** Kept out of the count, for a reason that is told. */
    QUARANTINED
}
