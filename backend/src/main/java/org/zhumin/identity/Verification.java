package org.zhumin.identity;

/** How far a resident is known, lowest first: the highest rung with every rung below it climbed. */
public enum Verification {
    /** Signed in through WeChat. */
    OPENID,
    /** And a phone number is bound. */
    PHONE,
    /** And a residence is claimed. */
    CLAIMED,
    /** And a grid worker has verified it. */
    VERIFIED;

    public boolean reaches(Verification needed) {
        return compareTo(needed) >= 0;
    }
}
