package org.zhumin.vote;

import org.zhumin.vote.PabulibFile.Table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads and writes a {@code .pb} file (UTF-8): sections META, PROJECTS and VOTES, each a table of
 * fields between semicolons with a header row. A field with a semicolon, a quote or a line break
 * stands in double quotes, and a quote in it is doubled.
 */
public final class PabulibText {
    private static final String META = "META";
    private static final String PROJECTS = "PROJECTS";
    private static final String VOTES = "VOTES";
    private static final Set<String> SECTIONS = Set.of(META, PROJECTS, VOTES);

    private PabulibText() {}

    /**
     * @throws IllegalArgumentException naming the line, if this is no such file
     */
    public static PabulibFile read(String text) {
        var sections = new LinkedHashMap<String, List<List<String>>>();
        List<List<String>> section = null;
        for (Row row : new Rows(text).all()) {
            if (row.title()) {
                section = new ArrayList<>();
                sections.put(row.fields().getFirst(), section);
            } else if (section == null) {
                throw new IllegalArgumentException("line " + row.line() + ": no section yet");
            } else if (!section.isEmpty() && row.fields().size() != section.getFirst().size()) {
                throw new IllegalArgumentException(
                        "line " + row.line() + ": not as many fields as columns");
            } else {
                section.add(row.fields());
            }
        }
        var meta = new LinkedHashMap<String, String>();
        for (List<String> row : table(sections, META).rows()) {
            meta.put(row.getFirst(), row.getLast());
        }
        return new PabulibFile(meta, table(sections, PROJECTS), table(sections, VOTES));
    }

    private static Table table(Map<String, List<List<String>>> sections, String name) {
        List<List<String>> rows = sections.getOrDefault(name, List.of());
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("no section " + name);
        }
        return new Table(rows.getFirst(), rows.subList(1, rows.size()));
    }

    public static String write(PabulibFile file) {
        var text = new StringBuilder();
        var meta = new ArrayList<List<String>>();
        file.meta().forEach((key, value) -> meta.add(List.of(key, value)));
        write(text, META, new Table(List.of("key", "value"), meta));
        write(text, PROJECTS, file.projects());
        write(text, VOTES, file.votes());
        return text.toString();
    }

    private static void write(StringBuilder text, String title, Table table) {
        text.append(title).append('\n');
        write(text, table.columns());
        table.rows().forEach(row -> write(text, row));
    }

    private static void write(StringBuilder text, List<String> fields) {
        for (int i = 0; i < fields.size(); i++) {
            String field = fields.get(i);
            boolean alone = fields.size() == 1 && (field.isEmpty() || SECTIONS.contains(field));
            text.append(i == 0 ? "" : ";")
                    .append(alone || isSpecial(field) ? quoted(field) : field);
        }
        text.append('\n');
    }

    private static boolean isSpecial(String field) {
        return field.chars().anyMatch(c -> c == ';' || c == '"' || c == '\n' || c == '\r')
                || field.startsWith("\uFEFF");
    }

    private static String quoted(String field) {
        return '"' + field.replace("\"", "\"\"") + '"';
    }

    /**
     * @param line where it begins, from 1
     * @param title whether it names a section
     */
    private record Row(int line, List<String> fields, boolean title) {}

    /** Cuts the text into rows. */
    private static final class Rows {
        private final String text;
        private final List<Row> rows = new ArrayList<>();
        private int at;
        private int line = 1;

        Rows(String text) {
            this.text = text.startsWith("\uFEFF") ? text.substring(1) : text;
        }

        List<Row> all() {
            while (at < text.length()) {
                row();
            }
            return rows;
        }

        private void row() {
            int start = line;
            boolean quoted = text.charAt(at) == '"';
            var fields = new ArrayList<String>();
            fields.add(field());
            while (at < text.length() && text.charAt(at) == ';') {
                at++;
                fields.add(field());
            }
            endOfLine();
            boolean alone = fields.size() == 1 && !quoted;
            if (!alone || !fields.getFirst().isEmpty()) {
                boolean title = alone && SECTIONS.contains(fields.getFirst());
                rows.add(new Row(start, fields, title));
            }
        }

        private void endOfLine() {
            if (at < text.length() && text.charAt(at) == '\r') {
                at++;
            }
            if (at < text.length() && text.charAt(at) == '\n') {
                at++;
            } else if (at < text.length()) {
                throw new IllegalArgumentException("line " + line + ": text after a quoted field");
            }
            line++;
        }

        private String field() {
            if (at < text.length() && text.charAt(at) == '"') {
                return quotedField();
            }
            int start = at;
            while (at < text.length() && ";\r\n".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            return text.substring(start, at);
        }

        private String quotedField() {
            int start = line;
            var field = new StringBuilder();
            for (at++; at < text.length(); at++) {
                char c = text.charAt(at);
                if (c == '"' && (at + 1 == text.length() || text.charAt(at + 1) != '"')) {
                    at++;
                    return field.toString();
                }
                at += c == '"' ? 1 : 0;
                line += c == '\n' ? 1 : 0;
                field.append(c);
            }
            throw new IllegalArgumentException("line " + start + ": a quote is never closed");
        }
    }
}
