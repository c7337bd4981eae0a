package org.zhumin.vote;

import org.bson.Document;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What is added to several tallies by one statement: it holds a constant list of what comes to
 * each, and each tally takes its own out of it, at the place that its id has in the list of ids.
 *
 * @param ids of tallies
 * @param deltas for each of them, {@code {at, n: {name: change}}}
 */
record MongoTallySums(List<String> ids, List<Document> deltas) {
    static final String AT = "at";
    static final String COUNTS = "n";

    /** Each tally looks through the ids for its own. */
    private static final int MOST = 64;

    MongoTallySums {
        ids = List.copyOf(ids);
        deltas = List.copyOf(deltas);
    }

    /** Tallies of one step have much the same names in them. */
    static List<MongoTallySums> byStep(Map<PollId, DatedTally> all) {
        Map<VoteStep, List<PollId>> steps =
                all.keySet().stream().collect(Collectors.groupingBy(PollId::step));
        var statements = new ArrayList<MongoTallySums>();
        for (List<PollId> polls : steps.values()) {
            for (int from = 0; from < polls.size(); from += MOST) {
                List<PollId> some = polls.subList(from, Math.min(polls.size(), from + MOST));
                statements.add(of(some, all));
            }
        }
        return statements;
    }

    private static MongoTallySums of(List<PollId> polls, Map<PollId, DatedTally> all) {
        return new MongoTallySums(
                polls.stream().map(PollId::value).toList(),
                polls.stream()
                        .map(poll -> document(Objects.requireNonNull(all.get(poll))))
                        .toList());
    }

    private static Document document(DatedTally delta) {
        var counts = new Document();
        delta.tally().counts().forEach(counts::append);
        return new Document(AT, delta.at()).append(COUNTS, counts);
    }

    /**
     * An expression: the tally with what comes to it. A name to which nothing comes stays as it is,
     * also absent.
     *
     * @param seen what else is set
     */
    Document added(Document seen) {
        var sums = new Document();
        names().forEach(name -> sums.append(name, sum("$n." + name, "$$mine.n." + name)));
        return changed(seen, new Document("$mergeObjects", List.of("$n", sums)));
    }

    /** An expression: what is given here in the place of the tally. */
    Document replaced(Document seen) {
        return changed(seen, "$$mine.n");
    }

    private Document changed(Document seen, Object counts) {
        var place = new Document("$indexOfArray", List.of(literal(ids), "$_id"));
        var mine = new Document("$arrayElemAt", List.of(literal(deltas), place));
        Document set = new Document(seen).append(AT, "$$mine.at").append(COUNTS, counts);
        return new Document(
                "$let",
                new Document("vars", new Document("mine", mine))
                        .append("in", new Document("$mergeObjects", List.of("$$ROOT", set))));
    }

    private Collection<String> names() {
        var names = new TreeSet<String>();
        deltas.forEach(delta -> names.addAll(delta.get(COUNTS, new Document()).keySet()));
        return names;
    }

    private static Document sum(String count, String change) {
        var before = new Document("$ifNull", List.of(count, 0L));
        var sum = new Document("$add", List.of(before, change));
        return new Document("$cond", List.of(change, sum, count));
    }

    private static Document literal(Object value) {
        return new Document("$literal", value);
    }
}
