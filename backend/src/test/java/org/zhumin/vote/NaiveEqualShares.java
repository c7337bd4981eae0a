package org.zhumin.vote;

import org.jspecify.annotations.Nullable;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rule written down as its definition reads, one voter at a time, with a number type of its
 * own: nothing is shared with what it is compared to.
 */
final class NaiveEqualShares {
    private final long budget;
    private final Map<String, Long> costs;
    private final List<Set<String>> ballots;

    NaiveEqualShares(long budget, Map<String, Long> costs, List<Set<String>> ballots) {
        this.budget = budget;
        this.costs = costs;
        this.ballots = ballots;
    }

    /** What is funded, or null if a tie stays open after votes and cost. */
    @Nullable Set<String> count() {
        Set<String> best = fixed(0);
        for (long raise = 1; best != null && !best.containsAll(wanted()); raise++) {
            Set<String> next = fixed(raise);
            if (next == null || costOf(next) <= budget) {
                best = next;
            } else {
                break;
            }
        }
        return best == null ? null : completed(best);
    }

    private @Nullable Set<String> completed(Set<String> shares) {
        var funded = new LinkedHashSet<>(shares);
        while (true) {
            List<String> fitting =
                    wanted().stream()
                            .filter(c -> !funded.contains(c))
                            .filter(c -> costOf(funded) + cost(c) <= budget)
                            .toList();
            if (fitting.isEmpty()) {
                return funded;
            }
            List<String> first = first(fitting);
            if (first.size() > 1 && costOf(funded) + costOf(first) > budget) {
                return null;
            }
            funded.addAll(first);
        }
    }

    /** With too much spent, only whatever was funded until then. */
    private @Nullable Set<String> fixed(long raise) {
        var money = new ArrayList<Ratio>();
        BigInteger n = BigInteger.valueOf(ballots.size());
        Ratio share =
                new Ratio(BigInteger.valueOf(budget).add(n.multiply(BigInteger.valueOf(raise))), n);
        ballots.forEach(ballot -> money.add(share));
        var funded = new LinkedHashSet<String>();
        while (costOf(funded) <= budget) {
            var prices = new HashMap<String, Ratio>();
            for (String candidate : wanted()) {
                Ratio price = funded.contains(candidate) ? null : price(candidate, money);
                if (price != null) {
                    prices.put(candidate, price);
                }
            }
            if (prices.isEmpty()) {
                return funded;
            }
            Comparator<String> byPayment =
                    Comparator.comparing(c -> prices.getOrDefault(c, share).over(cost(c)));
            String cheapest = prices.keySet().stream().min(byPayment).orElseThrow();
            List<String> tied =
                    prices.keySet().stream()
                            .filter(c -> byPayment.compare(c, cheapest) == 0)
                            .toList();
            List<String> first = first(tied);
            if (first.size() > 1) {
                return null;
            }
            pay(first.getFirst(), prices.getOrDefault(first.getFirst(), share), money);
            funded.add(first.getFirst());
        }
        return funded;
    }

    /** Tries each possible number of supporters who pay in full. */
    private @Nullable Ratio price(String candidate, List<Ratio> money) {
        List<Ratio> purses = supporters(candidate).stream().map(money::get).sorted().toList();
        Ratio toPay = new Ratio(BigInteger.valueOf(cost(candidate)), BigInteger.ONE);
        for (int poor = 0; poor < purses.size(); poor++) {
            Ratio price = toPay.over(purses.size() - poor);
            if (purses.get(poor).compareTo(price) >= 0) {
                return price;
            }
            toPay = toPay.minus(purses.get(poor));
        }
        return null;
    }

    private void pay(String candidate, Ratio price, List<Ratio> money) {
        for (int voter : supporters(candidate)) {
            Ratio has = money.get(voter);
            money.set(voter, has.minus(has.compareTo(price) < 0 ? has : price));
        }
    }

    private List<String> first(List<String> tied) {
        int most = tied.stream().mapToInt(c -> supporters(c).size()).max().orElseThrow();
        List<String> left = tied.stream().filter(c -> supporters(c).size() == most).toList();
        long least = left.stream().mapToLong(this::cost).min().orElseThrow();
        return left.stream().filter(c -> cost(c) == least).toList();
    }

    private List<Integer> supporters(String candidate) {
        var voters = new ArrayList<Integer>();
        for (int i = 0; i < ballots.size(); i++) {
            if (ballots.get(i).contains(candidate)) {
                voters.add(i);
            }
        }
        return voters;
    }

    private List<String> wanted() {
        return costs.keySet().stream()
                .filter(c -> cost(c) <= budget && !supporters(c).isEmpty())
                .toList();
    }

    private long cost(String candidate) {
        return costs.getOrDefault(candidate, 0L);
    }

    private long costOf(Iterable<String> candidates) {
        long sum = 0;
        for (String candidate : candidates) {
            sum += cost(candidate);
        }
        return sum;
    }

    private record Ratio(BigInteger top, BigInteger bottom) implements Comparable<Ratio> {
        Ratio minus(Ratio other) {
            return new Ratio(
                    top.multiply(other.bottom).subtract(other.top.multiply(bottom)),
                    bottom.multiply(other.bottom));
        }

        Ratio over(long divisor) {
            return new Ratio(top, bottom.multiply(BigInteger.valueOf(divisor)));
        }

        @Override
        public int compareTo(Ratio other) {
            return top.multiply(other.bottom).compareTo(other.top.multiply(bottom));
        }
    }
}
