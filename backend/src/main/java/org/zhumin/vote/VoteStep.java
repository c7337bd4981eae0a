package org.zhumin.vote;

/** What a vote is about. The names are part of commitments, never rename. */
public enum VoteStep {
    /** 点: whether a project is wanted. */
    POINT,
    /** 盯: following its execution. */
    WATCH,
    /** 评: how it turned out. */
    EVALUATE,
    /** 管: promising to look after it. */
    MANAGE,
    /** A ballot in a round. */
    BALLOT
}
