package org.zhumin.identity;

import java.util.ArrayList;
import java.util.List;

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

    /** The steps of the ladder still to climb up to this rung, lowest first. */
    public List<Requirement> missingFor(Verification needed) {
        var missing = new ArrayList<Requirement>();
        for (Verification rung : values()) {
            if (needed.reaches(rung) && !reaches(rung)) {
                missing.add(
                        switch (rung) {
                            case OPENID, PHONE -> Requirement.PHONE;
                            case CLAIMED -> Requirement.RESIDENCE;
                            case VERIFIED -> Requirement.VERIFIED;
                        });
            }
        }
        return missing;
    }
}
