package org.zhumin.vote;

import org.zhumin.vote.BallotBox.Pile;
import org.zhumin.vote.CountOutcome.Decided;
import org.zhumin.vote.PabulibFile.Table;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A closed round for everybody: every candidate, every ballot that counts and the outcome. The
 * ballots come in random order under ids made for this export alone, and hold nothing but the
 * choices, so neither two exports nor an export and a voter can be matched by them.
 *
 * @param about what META says of the round
 * @param names of the candidates by id
 */
public record PabulibExport(
        About about, BallotBox box, BallotKind kind, Map<String, String> names, Decided outcome) {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd.MM.yyyy");
    private static final int ID_BYTES = 10;

    public PabulibExport {
        names = Map.copyOf(names);
    }

    /**
     * @param unit the city
     * @param subunit the area
     * @param instance tells this round from others, such as its year or its id
     * @param maxChoices the most that a ballot might name
     */
    public record About(
            String description,
            String unit,
            String subunit,
            String instance,
            LocalDate from,
            LocalDate to,
            int maxChoices) {}

    /**
     * @param random a {@link java.security.SecureRandom}, unless in a test
     */
    public PabulibFile file(Random random) {
        return new PabulibFile(meta(), projects(), votes(random));
    }

    private Map<String, String> meta() {
        var meta = new LinkedHashMap<String, String>();
        meta.put("description", about.description());
        meta.put("country", "China");
        meta.put("unit", about.unit());
        meta.put("subunit", about.subunit());
        meta.put("instance", about.instance());
        meta.put("num_projects", Integer.toString(box.candidates().size()));
        meta.put("num_votes", Integer.toString(box.size()));
        meta.put("budget", Long.toString(box.budgetYuan()));
        meta.put("vote_type", "approval");
        meta.put("rule", ruleName());
        meta.put("date_begin", DATE.format(about.from()));
        meta.put("date_end", DATE.format(about.to()));
        meta.put("min_length", "1");
        meta.put("max_length", Integer.toString(about.maxChoices()));
        if (kind == BallotKind.KNAPSACK) {
            meta.put("max_sum_cost", Long.toString(box.budgetYuan()));
        }
        meta.put("language", "zh");
        meta.put("currency", "CNY");
        if (outcome.rule() == CountingRule.TOP_VOTES) {
            meta.put("comment", "#1: By falling votes, until the next project no longer fits.");
        }
        return meta;
    }

    /** The format's own names; it has none for TOP_VOTES. */
    private String ruleName() {
        return switch (outcome.rule()) {
            case EQUAL_SHARES -> "equalshares/add1";
            case GREEDY_COST -> "greedy";
            case TOP_VOTES -> "unknown";
        };
    }

    private Table projects() {
        Set<String> funded = outcome.fundedIds();
        var rows = new ArrayList<List<String>>();
        for (int i = 0; i < box.candidates().size(); i++) {
            rows.add(
                    List.of(
                            box.id(i),
                            Long.toString(box.cost(i)),
                            Integer.toString(box.votes(i)),
                            names.getOrDefault(box.id(i), ""),
                            funded.contains(box.id(i)) ? "1" : "0"));
        }
        return new Table(List.of("project_id", "cost", "votes", "name", "selected"), rows);
    }

    private Table votes(Random random) {
        var votes = new ArrayList<String>();
        for (Pile pile : box.piles()) {
            String vote = pile.choices().stream().map(box::id).collect(Collectors.joining(","));
            votes.addAll(Collections.nCopies(pile.size(), vote));
        }
        Collections.shuffle(votes, random);
        var rows = new ArrayList<List<String>>();
        for (String id : freshIds(votes.size(), random)) {
            rows.add(List.of(id, votes.get(rows.size())));
        }
        return new Table(List.of("voter_id", "vote"), rows);
    }

    private static Set<String> freshIds(int count, Random random) {
        var ids = new LinkedHashSet<String>();
        byte[] bytes = new byte[ID_BYTES];
        while (ids.size() < count) {
            random.nextBytes(bytes);
            ids.add(HexFormat.of().formatHex(bytes));
        }
        return ids;
    }
}
