package org.zhumin.moderation;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds numbers of people among the digits of a text. Digits that touch are one group; groups with
 * up to three separators between them may be one number, which always begins and ends with a group.
 * No number is longer than {@value #PLACES_MAX} places, so each group starts a bounded number of
 * attempts.
 */
final class NumberFinder {
    private static final int PLACES_MAX = 19;
    private static final int SEPARATORS_MAX = 3;
    private static final int MOBILE_LAST = 4;
    private static final int CARD_LAST = 4;
    private static final int ID_FIRST = 2;
    private static final int MOBILE_FIRST = 3;

    private final MaskScan scan;
    private final List<Group> groups = new ArrayList<>();

    private NumberFinder(MaskScan scan) {
        this.scan = scan;
    }

    static void find(MaskScan scan) {
        var finder = new NumberFinder(scan);
        finder.readGroups();
        finder.findNumbers();
    }

    private void readGroups() {
        int place = 0;
        while (place < scan.length()) {
            place = PlainChars.isDigit(scan.at(place)) ? readGroup(place) : place + 1;
        }
    }

    /** Reads no more places of one group than tell that it is too long. */
    private int readGroup(int start) {
        var places = new ArrayList<Integer>();
        int place = start;
        int last = start;
        while (PlainChars.isDigit(scan.at(place))) {
            if (places.size() <= PLACES_MAX) {
                places.add(place);
            }
            last = place;
            place = scan.next(place);
        }
        groups.add(new Group(start, last + 1, places));
        return last + 1;
    }

    private void findNumbers() {
        int first = 0;
        while (first < groups.size()) {
            int last = lastOfNumberFrom(first);
            first = Math.max(first, last) + 1;
        }
    }

    /** The last group of the longest number that begins here, once it is masked; or -1. */
    private int lastOfNumberFrom(int first) {
        int last = first;
        int places = groups.get(first).places().size();
        while (last + 1 < groups.size()
                && areJoined(last)
                && places + groups.get(last + 1).places().size() <= PLACES_MAX) {
            last++;
            places += groups.get(last).places().size();
        }
        while (last >= first && !mask(new Candidate(first, last))) {
            last--;
        }
        return last >= first ? last : -1;
    }

    private boolean areJoined(int group) {
        int from = groups.get(group).end();
        int to = groups.get(group + 1).start();
        if (to - from > SEPARATORS_MAX) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (" -.()".indexOf(scan.at(i)) < 0 && !PlainChars.isInvisible(scan.at(i))) {
                return false;
            }
        }
        return true;
    }

    private boolean mask(Candidate candidate) {
        Kept kept = candidate.kept();
        if (kept == null) {
            return false;
        }
        List<Integer> places = candidate.places();
        for (int i = kept.first(); i < places.size() - kept.last(); i++) {
            scan.hide(places.get(i));
        }
        scan.found(kept.kind(), places.getFirst(), places.getLast() + 1);
        return true;
    }

    /**
     * @param end the first place behind it
     * @param places of its digits, as many as a number may have and one more
     */
    private record Group(int start, int end, List<Integer> places) {}

    /** What was recognised, and how many places at both ends stay readable. */
    private record Kept(PersonalDataKind kind, int first, int last) {}

    /** The groups from first to last, taken for one number. */
    private final class Candidate {
        private final int last;
        private final int before;
        private final int after;
        private final List<Integer> lengths = new ArrayList<>();
        private final List<Integer> places = new ArrayList<>();
        private final StringBuilder digits = new StringBuilder();

        Candidate(int first, int last) {
            this.last = last;
            for (Group group : groups.subList(first, last + 1)) {
                lengths.add(group.places().size());
                places.addAll(group.places());
            }
            places.forEach(place -> digits.append(scan.at(place)));
            before = groups.get(first).start() - 1;
            after = scan.next(groups.get(last).end() - 1);
        }

        List<Integer> places() {
            return places;
        }

        @Nullable Kept kept() {
            if (digits.length() < 11 || digits.length() > PLACES_MAX) {
                return null;
            }
            String number = digits.toString();
            if (isIdCard(number)) {
                return new Kept(PersonalDataKind.ID_CARD, ID_FIRST, 0);
            }
            if (isAmount() || isInsideWord()) {
                return null;
            }
            if (NumberPlan.isMobile(number, lengths)) {
                int code = NumberPlan.countryCodeLength(number, lengths);
                return new Kept(PersonalDataKind.MOBILE, code + MOBILE_FIRST, MOBILE_LAST);
            }
            if (NumberPlan.isLandline(number, lengths)) {
                int area = NumberPlan.areaCodeLength(number);
                return new Kept(PersonalDataKind.LANDLINE, area, 0);
            }
            return !touchesLetter() && NumberPlan.isBankCard(number, lengths)
                    ? new Kept(PersonalDataKind.BANK_CARD, 0, CARD_LAST)
                    : null;
        }

        /** The X of an identity card is no digit: it joins the number here. */
        private boolean isIdCard(String number) {
            boolean endsInX = PlainChars.upper(scan.at(after)) == 'X' || scan.at(after) == '×';
            if (number.length() == 17 && endsInX && NumberPlan.isIdCard18(number + 'X', lengths)) {
                places.add(after);
                return true;
            }
            return !touchesLetter()
                    && (NumberPlan.isIdCard18(number, lengths)
                            || NumberPlan.isIdCard15(number, lengths));
        }

        private boolean touchesLetter() {
            return PlainChars.isLatin(scan.at(before)) || PlainChars.isLatin(scan.at(after));
        }

        /** Letters on both sides: part of some code. "vx138…" is meant to be called. */
        private boolean isInsideWord() {
            return PlainChars.isLatin(scan.at(before)) && PlainChars.isLatin(scan.at(after));
        }

        /** A currency sign before, a unit or a decimal fraction after. */
        private boolean isAmount() {
            return "¥￥$€".indexOf(scan.at(before)) >= 0
                    || "元万亿".indexOf(scan.at(after)) >= 0
                    || isFraction();
        }

        private boolean isFraction() {
            return scan.at(after) == '.'
                    && last + 1 < groups.size()
                    && groups.get(last + 1).start() == after + 1
                    && groups.get(last + 1).places().size() <= 2;
        }
    }
}
