package org.zhumin.vote;

import org.jspecify.annotations.Nullable;
import org.zhumin.vote.CountOutcome.Funded;
import org.zhumin.vote.CountOutcome.PaidByShares;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The Method of Equal Shares with one fixed share. Prices only rise while it goes on, because
 * nobody gets money back; so a price of an earlier turn bounds the present one from below, and most
 * candidates need not be priced in most turns.
 */
final class EqualSharesRun {
    private final BallotBox box;
    private final TieBreak tieBreak;
    private final Fraction share;
    private final int bits;
    private final Purse[] purses;
    private final Purse empty;
    private final List<Integer> waiting;
    private final long[] leastPrice;
    private final List<Paid> paid = new ArrayList<>();
    private long costYuan;
    private List<Integer> openTie = List.of();

    private record Paid(Price price, int payers, int payersInFull) {}

    /**
     * @param raisedYuan what is added to each voter's part of the budget
     */
    EqualSharesRun(BallotBox box, TieBreak tieBreak, long raisedYuan) {
        this.box = box;
        this.tieBreak = tieBreak;
        long inAllPurses =
                Math.addExact(box.budgetYuan(), Math.multiplyExact(raisedYuan, (long) box.size()));
        // So that the sum of all purses, with every rounding, fits into a long.
        this.bits = Math.max(0, Long.numberOfLeadingZeros(inAllPurses) - 4);
        this.share = Fraction.of(inAllPurses, box.size());
        this.purses = new Purse[box.piles().size()];
        this.empty = Purse.of(bits, Fraction.ZERO);
        Arrays.fill(purses, Purse.of(bits, share));
        this.waiting = new ArrayList<>(box.eligible());
        this.leastPrice = new long[box.candidates().size()];
        for (int candidate : waiting) {
            leastPrice[candidate] = (box.cost(candidate) << bits) / box.votes(candidate);
        }
    }

    /** Until nothing can be paid any more, the budget is overspent, or a tie stays open. */
    EqualSharesRun run() {
        List<Price> best = best();
        while (!best.isEmpty()) {
            Price next = best.getFirst();
            if (best.size() > 1) {
                List<Integer> first =
                        tieBreak.first(box, best.stream().map(Price::candidate).toList());
                if (first.size() > 1) {
                    openTie = first;
                    return this;
                }
                next = priceOf(best, first.getFirst());
            }
            pay(next);
            if (overspends()) {
                return this;
            }
            best = best();
        }
        return this;
    }

    private static Price priceOf(List<Price> prices, int candidate) {
        return prices.stream()
                .filter(price -> price.candidate() == candidate)
                .findFirst()
                .orElseThrow();
    }

    boolean overspends() {
        return costYuan > box.budgetYuan();
    }

    /** Whether nobody would gain from a larger share. */
    boolean fundsAllEligible() {
        return paid.size() == box.eligible().size();
    }

    List<Integer> openTie() {
        return openTie;
    }

    Fraction share() {
        return share;
    }

    Set<Integer> taken() {
        var taken = new HashSet<Integer>();
        paid.forEach(one -> taken.add(one.price().candidate()));
        return taken;
    }

    List<Funded> funded() {
        var funded = new ArrayList<Funded>();
        for (Paid one : paid) {
            Candidate candidate = box.candidate(one.price().candidate());
            funded.add(
                    new Funded(
                            candidate.id(),
                            candidate.costYuan(),
                            box.votes(one.price().candidate()),
                            new PaidByShares(
                                    one.payers(),
                                    one.payersInFull(),
                                    one.price().exact(),
                                    one.price().effectiveVotes())));
        }
        return funded;
    }

    /** What the supporters of a candidate hold together. */
    Fraction leftFor(int candidate) {
        Fraction left = Fraction.ZERO;
        for (Map.Entry<Purse, Integer> one : pursesFor(candidate).entrySet()) {
            left = left.plus(one.getKey().exact().times(one.getValue()));
        }
        return left;
    }

    /** The prices with the most effective votes: none, one, or those that are tied. */
    private List<Price> best() {
        waiting.sort(this::compareBounds);
        var best = new ArrayList<Price>();
        var outOfReach = new ArrayList<Integer>();
        for (Integer candidate : waiting) {
            if (!best.isEmpty() && isBeaten(candidate, best.getFirst())) {
                break;
            }
            Price price = price(candidate);
            if (price == null) {
                outOfReach.add(candidate);
                continue;
            }
            leastPrice[candidate] = price.low();
            int order = best.isEmpty() ? 1 : price.compareEffectiveVotes(best.getFirst());
            if (order > 0) {
                best.clear();
            }
            if (order >= 0) {
                best.add(price);
            }
        }
        waiting.removeAll(outOfReach);
        return best;
    }

    private int compareBounds(Integer one, Integer other) {
        return -Amount.compareProducts(
                box.cost(one), leastPrice[other], box.cost(other), leastPrice[one]);
    }

    private boolean isBeaten(int candidate, Price best) {
        return Price.hasMoreThan(box.cost(candidate), leastPrice[candidate], best);
    }

    /**
     * The present price, or null if the supporters together have less than the cost. Begins with a
     * price that is not too high, counts who cannot pay it, raises it to what the others then have
     * to pay, and so on until nobody else falls short.
     */
    private @Nullable Price price(int candidate) {
        long cost = box.cost(candidate) << bits;
        long price = leastPrice[candidate];
        while (true) {
            long poorLow = 0;
            long poorHigh = 0;
            long allHigh = 0;
            long leastRich = Long.MAX_VALUE;
            int rich = 0;
            for (int pile : box.pilesFor(candidate)) {
                Purse purse = purses[pile];
                int count = box.pileSize(pile);
                long most = purse.high() * count;
                allHigh += most;
                if (purse.high() <= price) {
                    poorLow += purse.low() * count;
                    poorHigh += most;
                } else {
                    rich += count;
                    leastRich = Math.min(leastRich, purse.low());
                }
            }
            if (allHigh < cost) {
                return null;
            }
            if (rich == 0) {
                return exactPrice(candidate);
            }
            long low = Math.floorDiv(cost - poorHigh, (long) rich);
            if (low > price) {
                price = low;
                continue;
            }
            long high = Math.ceilDiv(cost - poorLow, (long) rich);
            if (leastRich < high) {
                return exactPrice(candidate);
            }
            return price(candidate, rich, new Price.Bounds(bits, price, high));
        }
    }

    private Price price(int candidate, int rich, Price.Bounds bounds) {
        var poorer = new ArrayList<Purse>();
        int[] counts = new int[box.pilesFor(candidate).length];
        for (int pile : box.pilesFor(candidate)) {
            if (purses[pile].high() <= bounds.low() && purses[pile].high() > 0) {
                counts[poorer.size()] = box.pileSize(pile);
                poorer.add(purses[pile]);
            }
        }
        return new Price(
                candidate, box.cost(candidate), rich, poorer.toArray(Purse[]::new), counts, bounds);
    }

    /** The same where the bounds are not narrow enough: poorest first, with exact numbers. */
    private @Nullable Price exactPrice(int candidate) {
        Map<Purse, Integer> counts = pursesFor(candidate);
        List<Purse> sorted = new ArrayList<>(counts.keySet());
        sorted.sort(Amount::compareWith);
        Fraction toPay = Fraction.of(box.cost(candidate));
        int payers = box.votes(candidate);
        for (int i = 0; i < sorted.size(); i++) {
            Fraction purse = sorted.get(i).exact();
            if (purse.times(payers).compareTo(toPay) >= 0) {
                Fraction exact = toPay.dividedBy(payers);
                List<Purse> poorer = sorted.subList(0, i);
                return new Price(
                        candidate,
                        box.cost(candidate),
                        payers,
                        poorer.toArray(Purse[]::new),
                        poorer.stream().mapToInt(one -> counts.getOrDefault(one, 0)).toArray(),
                        new Price.Bounds(bits, exact.scaledDown(bits), exact.scaledUp(bits)));
            }
            int count = counts.getOrDefault(sorted.get(i), 0);
            toPay = toPay.minus(purse.times(count));
            payers -= count;
        }
        return null;
    }

    private Map<Purse, Integer> pursesFor(int candidate) {
        var counts = new IdentityHashMap<Purse, Integer>();
        for (int pile : box.pilesFor(candidate)) {
            counts.merge(purses[pile], box.pileSize(pile), Integer::sum);
        }
        return counts;
    }

    private void pay(Price price) {
        int payers = 0;
        int payersInFull = 0;
        for (int pile : box.pilesFor(price.candidate())) {
            Purse purse = purses[pile];
            int count = box.pileSize(pile);
            int order = purse.compareWith(price);
            payers += purse.isPositive() ? count : 0;
            payersInFull += order >= 0 ? count : 0;
            purses[pile] = order > 0 ? purse.after(price) : empty;
        }
        paid.add(new Paid(price, payers, payersInFull));
        waiting.removeIf(candidate -> candidate == price.candidate());
        costYuan += box.cost(price.candidate());
    }
}
