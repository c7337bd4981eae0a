package org.zhumin.identity;

import org.zhumin.kernel.ResidentId;

import java.util.List;

/**
 * @param phoneIndex keyed hash of the number
 * @param move random, another one whenever the claim moves, also to the same holder
 * @param from who may still carry the number and must be stripped of it before the holder has it
 */
record PhoneClaim(String phoneIndex, ResidentId holder, String move, List<ResidentId> from) {
    PhoneClaim {
        from = List.copyOf(from);
    }
}
