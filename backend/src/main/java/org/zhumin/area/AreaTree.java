package org.zhumin.area;

import org.zhumin.kernel.AreaCode;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The area tree of one city: immutable, in memory, read once at start. An area that has ended stays
 * known, so that old records keep their names; it is only no longer listed as a child.
 */
public final class AreaTree {
    private final Area city;
    private final Map<AreaCode, Area> byCode;
    private final Map<AreaCode, List<Area>> children;

    /**
     * @param areas the city first, and every other area after its parent
     */
    AreaTree(List<Area> areas) {
        city = areas.getFirst();
        byCode = HashMap.newHashMap(areas.size());
        children = new HashMap<>();
        for (Area area : areas) {
            byCode.put(area.code(), area);
            if (area.parent() != null) {
                children.computeIfAbsent(area.parent(), code -> new ArrayList<>()).add(area);
            }
        }
        children.values().forEach(list -> list.sort(Comparator.comparing(a -> a.code().value())));
    }

    public Area city() {
        return city;
    }

    public Optional<Area> find(AreaCode code) {
        return Optional.ofNullable(byCode.get(code));
    }

    /** Fails with {@code area.not-found}. */
    public Area get(AreaCode code) {
        Area area = byCode.get(code);
        if (area == null) {
            throw AreaProblem.NOT_FOUND.refusal();
        }
        return area;
    }

    /**
     * Like {@link #get(AreaCode)} for a code as a client wrote it; what has not even the form of a
     * code is not found either.
     */
    public Area get(String code) {
        if (!AreaCode.isValid(code)) {
            throw AreaProblem.NOT_FOUND.refusal();
        }
        return get(new AreaCode(code));
    }

    /** The areas directly below, sorted by code; none for an unknown code. */
    public List<Area> children(AreaCode code, LocalDate day) {
        return children.getOrDefault(code, List.of()).stream()
                .filter(child -> child.isValidOn(day))
                .toList();
    }

    public boolean hasChildren(AreaCode code, LocalDate day) {
        for (Area child : children.getOrDefault(code, List.of())) {
            if (child.isValidOn(day)) {
                return true;
            }
        }
        return false;
    }

    /** True when the area is the other one or lies in its subtree; false for an unknown code. */
    public boolean isWithin(AreaCode code, AreaCode ancestor) {
        Area area = byCode.get(code);
        return area != null && area.path().contains(ancestor);
    }

    /** The names along a path, as stored with a record; a code that is not known is left out. */
    public List<AreaName> names(List<AreaCode> path) {
        return path.stream().map(byCode::get).filter(a -> a != null).map(Area::named).toList();
    }

    int count(AreaLevel level) {
        return (int) byCode.values().stream().filter(area -> area.level() == level).count();
    }
}
