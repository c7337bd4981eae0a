package org.zhumin.area;

import org.jspecify.annotations.Nullable;
import org.zhumin.kernel.AreaCode;
import org.zhumin.platform.InvalidConfiguration;

import java.io.BufferedReader;
import java.io.IOException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads an area tree from lines of {@code code, level, parent, name, validFrom?, validTo?},
 * separated by tabs, a parent before its children; lines that begin with {@code #} are comments.
 */
final class AreaFile {
    static final String PROPERTY = "zhumin.area.data";

    private final Map<AreaCode, Area> known = new HashMap<>();
    private final List<Area> areas = new ArrayList<>();

    private AreaFile() {}

    /** Fails with {@link InvalidConfiguration} whose message names the file and the line. */
    static AreaTree read(String name, BufferedReader lines) throws IOException {
        var file = new AreaFile();
        int number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (!line.isBlank() && !line.startsWith("#")) {
                file.readLine(name, number, line);
            }
        }
        if (file.areas.isEmpty()) {
            throw new InvalidConfiguration(PROPERTY, name + " holds no area.");
        }
        return new AreaTree(file.areas);
    }

    private void readLine(String name, int number, String line) {
        try {
            add(parse(line.split("\t", -1)));
        } catch (IllegalArgumentException | DateTimeParseException wrong) {
            throw new InvalidConfiguration(
                    PROPERTY, name + ", line " + number + ": " + wrong.getMessage() + ".");
        }
    }

    private void add(Area area) {
        if (known.putIfAbsent(area.code(), area) != null) {
            throw new IllegalArgumentException("the code " + area.code().value() + " comes twice");
        }
        areas.add(area);
    }

    private Area parse(String[] fields) {
        if (fields.length < 4 || fields[3].isBlank()) {
            throw new IllegalArgumentException("code, level, parent and name are needed");
        }
        var code = new AreaCode(fields[0]);
        AreaLevel level = AreaLevel.valueOf(fields[1]);
        Area parent = parent(fields[2], level);
        var path = new ArrayList<>(parent == null ? List.of() : parent.path());
        path.add(code);
        return new Area(
                code,
                fields[3],
                level,
                parent == null ? null : parent.code(),
                date(fields, 4),
                date(fields, 5),
                path);
    }

    /**
     * Only the first area is the city and has no parent; all others stand below what came before.
     */
    private @Nullable Area parent(String code, AreaLevel level) {
        boolean first = areas.isEmpty();
        if (first != code.isEmpty() || first != (level == AreaLevel.CITY)) {
            throw new IllegalArgumentException(
                    "the city, and nothing else, stands first, without parent");
        }
        if (first) {
            return null;
        }
        Area parent = known.get(new AreaCode(code));
        if (parent == null) {
            throw new IllegalArgumentException("the parent " + code + " does not stand above");
        }
        if (parent.level().compareTo(level) >= 0) {
            throw new IllegalArgumentException("the parent " + code + " is not of a higher level");
        }
        return parent;
    }

    private static @Nullable LocalDate date(String[] fields, int index) {
        return index < fields.length && !fields[index].isEmpty()
                ? LocalDate.parse(fields[index])
                : null;
    }
}
