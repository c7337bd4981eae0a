package org.zhumin.vote;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A participatory budget in the public format of pabulib.org ({@code .pb}): what it is about, its
 * projects and its ballots, all as text.
 *
 * @param meta in this order
 */
public record PabulibFile(Map<String, String> meta, Table projects, Table votes) {
    public PabulibFile {
        meta = Collections.unmodifiableMap(new LinkedHashMap<>(meta));
    }

    /**
     * @param rows each with one field for each column
     */
    public record Table(List<String> columns, List<List<String>> rows) {
        public Table {
            columns = List.copyOf(columns);
            rows = rows.stream().map(List::copyOf).toList();
            for (List<String> row : rows) {
                if (row.size() != columns.size()) {
                    throw new IllegalArgumentException(
                            "a row of " + row.size() + " fields, not " + columns.size());
                }
            }
        }

        /** All fields of one column. */
        public List<String> column(String name) {
            int index = columns.indexOf(name);
            if (index < 0) {
                throw new IllegalArgumentException("no column " + name);
            }
            return rows.stream().map(row -> row.get(index)).toList();
        }
    }

    /**
     * The votes as approvals.
     *
     * @throws IllegalArgumentException if the file is incomplete or its money is not in whole units
     */
    public BallotBox ballotBox() {
        List<String> ids = projects.column("project_id");
        List<String> costs = projects.column("cost");
        var candidates = new ArrayList<Candidate>();
        for (int i = 0; i < ids.size(); i++) {
            candidates.add(new Candidate(ids.get(i), whole(costs.get(i))));
        }
        return BallotBox.of(whole(meta.getOrDefault("budget", "")), candidates, ballots());
    }

    /** What each voter chose. */
    public List<Set<String>> ballots() {
        return votes.column("vote").stream().map(PabulibFile::choices).toList();
    }

    /** The projects that the file says were funded by its rule. */
    public Set<String> selected() {
        List<String> ids = projects.column("project_id");
        List<String> marks = projects.column("selected");
        return IntStream.range(0, ids.size())
                .filter(i -> marks.get(i).equals("1"))
                .mapToObj(ids::get)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Set<String> choices(String vote) {
        var choices = new LinkedHashSet<String>();
        for (String id : vote.split(",", -1)) {
            if (!id.isBlank()) {
                choices.add(id.strip());
            }
        }
        return choices;
    }

    private static long whole(String amount) {
        try {
            return new BigDecimal(amount.strip()).longValueExact();
        } catch (ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException("not a whole amount: '" + amount + "'", e);
        }
    }
}
