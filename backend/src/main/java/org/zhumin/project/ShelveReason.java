package org.zhumin.project;

/** Why a project is given up, as everybody reads it. */
public enum ShelveReason {
    /** The residents did not want it. */
    VOTED_DOWN,
    /** The deputies or the council decided against it. */
    DECIDED_AGAINST,
    /** 资金不足. */
    NO_FUNDS,
    /** It cannot be done, or not there. */
    NOT_FEASIBLE,
    /** Something else does what it was for. */
    SUPERSEDED,
    /** It would be against a rule or a law. */
    UNLAWFUL,
    /** Its round gave the money to others. Only the round says so. */
    NOT_SELECTED,
    OTHER
}
