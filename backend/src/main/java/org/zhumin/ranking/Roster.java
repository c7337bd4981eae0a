package org.zhumin.ranking;

import org.jspecify.annotations.Nullable;
import org.zhumin.area.AreaLevel;
import org.zhumin.kernel.AreaCode;
import org.zhumin.ranking.RankingRow.Ranked;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Everybody who may be asked to answer requests (参评单位): units and councils. */
record Roster(List<Member> members) {
    Roster {
        members = List.copyOf(members);
    }

    /** Who is expected in the ranking of an area and level; absent for all levels. */
    List<Ranked> expected(AreaCode area, @Nullable AreaLevel level) {
        return members.stream()
                .filter(member -> member.areaPath().contains(area))
                .filter(member -> level == null || member.level() == level)
                .map(Member::who)
                .toList();
    }

    /** The same for every area and level in which somebody is expected, by the tally's key. */
    Map<String, List<Ranked>> expectedByKey(String period) {
        var byKey = new HashMap<String, List<Ranked>>();
        for (Member member : members) {
            for (AreaCode area : member.areaPath()) {
                add(byKey, Tally.keyOf(period, area, member.level()), member.who());
                add(byKey, Tally.keyOf(period, area, null), member.who());
            }
        }
        return byKey;
    }

    private static void add(Map<String, List<Ranked>> byKey, String key, Ranked who) {
        byKey.computeIfAbsent(key, _ -> new ArrayList<>()).add(who);
    }

    /**
     * One organisation.
     *
     * @param level of the area that it works for
     * @param areaPath from the city down to that area
     */
    record Member(Ranked who, AreaLevel level, List<AreaCode> areaPath) {
        Member {
            areaPath = List.copyOf(areaPath);
        }
    }
}
