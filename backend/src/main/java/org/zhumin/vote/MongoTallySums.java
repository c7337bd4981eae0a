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
 * @param deltas for each of them, {@code {name: change}}
 */
record MongoTallySums(List<String> ids, List<Document> deltas) {
    /** Each tally looks through the ids for its own. */
    private static final int MOST = 64;

    MongoTallySums {
        ids = List.copyOf(ids);
        deltas = List.copyOf(deltas);
    }

    /** Tallies of one step have much the same names in them. */
    static List<MongoTallySums> byStep(Map<PollId, Tally> all) {
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

    private static MongoTallySums of(List<PollId> polls, Map<PollId, Tally> all) {
        return new MongoTallySums(
                polls.stream().map(PollId::value).toList(),
                polls.stream()
                        .map(poll -> document(Objects.requireNonNull(all.get(poll))))
                        .toList());
    }

    private static Document document(Tally delta) {
        var counts = new Document();
        delta.counts().forEach(counts::append);
        return counts;
    }

    /**
     * An expression: the counts with what comes to them. A name to which nothing comes stays as it
     * is, also absent.
     *
     * @param counts path of the document with the counts, with its dollar sign
     */
    Document added(String counts) {
        var place = new Document("$indexOfArray", List.of(literal(ids), "$_id"));
        var mine = new Document("$arrayElemAt", List.of(literal(deltas), place));
        var sums = new Document();
        names().forEach(name -> sums.append(name, sum(counts + "." + name, "$$mine." + name)));
        return new Document(
                "$let",
                new Document("vars", new Document("mine", mine))
                        .append("in", new Document("$mergeObjects", List.of(counts, sums))));
    }

    private Collection<String> names() {
        var names = new TreeSet<String>();
        deltas.forEach(delta -> names.addAll(delta.keySet()));
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
