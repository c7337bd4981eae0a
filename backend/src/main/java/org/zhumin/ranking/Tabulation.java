package org.zhumin.ranking;

import org.zhumin.request.RequestOutcome;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Computes the rankings of an edition from its orders and hashes the file in which they are
 * published, in one pass. Not safe for threads; one is made for each use.
 */
final class Tabulation {
    private final RankingFormula formula;
    private final Map<String, String> exclusions;
    private final TallySheet sheet = new TallySheet();
    private final MessageDigest sha256 = sha256();
    private long orders;

    /**
     * @param exclusions by number of the order: what objections took out
     */
    Tabulation(RankingFormula formula, Map<String, String> exclusions) {
        this.formula = formula;
        this.exclusions = exclusions;
        hash(Csv.HEADER);
    }

    void add(RequestOutcome order) {
        orders++;
        String excluded = exclusions.getOrDefault(order.number(), order.excluded());
        hash(Csv.line(order, excluded, formula));
        sheet.add(Contribution.of(order, excluded));
    }

    private void hash(String line) {
        sha256.update(line.getBytes(StandardCharsets.UTF_8));
    }

    long orders() {
        return orders;
    }

    /** To be called once. */
    String inputHash() {
        return HexFormat.of().formatHex(sha256.digest());
    }

    /** One for every area and level that has an order or expects somebody. */
    List<RankingTable> tables(String period, Roster roster) {
        var tallies = new TreeMap<String, Tally>();
        var expected = roster.expectedByKey(period);
        expected.keySet().forEach(key -> tallies.put(key, empty(key)));
        sheet.tallies().forEach(tally -> tallies.put(tally.key(), tally));
        var tables = new ArrayList<RankingTable>();
        tallies.forEach(
                (key, tally) ->
                        tables.add(
                                RankingTable.of(
                                        tally, formula, expected.getOrDefault(key, List.of()))));
        return tables;
    }

    static Tally empty(String key) {
        return new Tally(key, Map.of());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
