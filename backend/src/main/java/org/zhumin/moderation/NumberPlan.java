package org.zhumin.moderation;

import java.util.List;
import java.util.Set;

/**
 * Whether digits, written in these groups, are a number of a person. Digits that are merely long
 * enough are not: an amount, a date or a running number must stay readable.
 */
final class NumberPlan {
    private static final Set<List<Integer>> MOBILE_GROUPS =
            Set.of(
                    List.of(11),
                    List.of(3, 4, 4),
                    List.of(3, 8),
                    List.of(7, 4),
                    List.of(3, 3, 5),
                    List.of(4, 3, 4),
                    List.of(4, 4, 3),
                    List.of(5, 6),
                    List.of(3, 2, 2, 2, 2));

    private static final Set<Integer> PROVINCES =
            Set.of(
                    11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45,
                    46, 50, 51, 52, 53, 54, 61, 62, 63, 64, 65, 71, 81, 82, 83, 91);

    private static final int[] ID_WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String ID_CHECKS = "10X98765432";

    /** More are a row of numbers. */
    private static final int ID_GROUPS_MAX = 5;

    private static final List<Integer> DAYS =
            List.of(31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31);

    private NumberPlan() {}

    /** 1[3-9] and nine more, also with the country code written together with it. */
    static boolean isMobile(String digits, List<Integer> groups) {
        int code = countryCodeLength(digits, groups);
        String number = digits.substring(code);
        return number.length() == 11
                && number.charAt(0) == '1'
                && number.charAt(1) >= '3'
                && (code > 0 || MOBILE_GROUPS.contains(groups) || areSingles(groups));
    }

    /** How many digits before the eleven are the country code. */
    static int countryCodeLength(String digits, List<Integer> groups) {
        if (groups.size() > 1) {
            return 0;
        }
        return digits.length() == 13 && digits.startsWith("86")
                ? 2
                : digits.length() == 15 && digits.startsWith("0086") ? 4 : 0;
    }

    /** Area code and a subscriber's number, which begins with 2 to 8. */
    static boolean isLandline(String digits, List<Integer> groups) {
        int area = areaCodeLength(digits);
        int rest = digits.length() - area;
        boolean wellGrouped = groups.size() == 1 || groups.getFirst() == area;
        return area > 0
                && wellGrouped
                && groups.size() <= 4
                && (rest == 8 || (rest == 7 && area == 4))
                && digits.charAt(area) >= '2'
                && digits.charAt(area) <= '8';
    }

    /** 010 and 02x have three places, the others four; 0 if it is none. */
    static int areaCodeLength(String digits) {
        if (digits.length() < 4 || digits.charAt(0) != '0') {
            return 0;
        }
        return switch (digits.charAt(1)) {
            case '1' -> digits.charAt(2) == '0' ? 3 : 0;
            case '2' -> 3;
            case '0' -> 0;
            default -> 4;
        };
    }

    /**
     * GB 11643: province, date of birth, check digit.
     *
     * @param number 17 digits and a digit or X
     */
    static boolean isIdCard18(String number, List<Integer> groups) {
        return number.length() == 18
                && (groups.size() <= ID_GROUPS_MAX || areSingles(groups))
                && PROVINCES.contains(number(number, 0, 2))
                && isYear(number(number, 6, 10))
                && isDay(number(number, 10, 12), number(number, 12, 14))
                && number.charAt(17) == idCheck(number);
    }

    private static char idCheck(String number) {
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            sum += (number.charAt(i) - '0') * ID_WEIGHTS[i];
        }
        return ID_CHECKS.charAt(sum % 11);
    }

    /** The form before 1999, without century and check digit. */
    static boolean isIdCard15(String digits, List<Integer> groups) {
        return digits.length() == 15
                && (groups.size() == 1 || groups.equals(List.of(6, 6, 3)))
                && PROVINCES.contains(number(digits, 0, 2))
                && isDay(number(digits, 8, 10), number(digits, 10, 12));
    }

    private static boolean isYear(int year) {
        return year >= 1880 && year <= 2099;
    }

    private static boolean isDay(int month, int day) {
        return month >= 1 && month <= 12 && day >= 1 && day <= DAYS.get(month - 1);
    }

    private static int number(String digits, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            value = value * 10 + digits.charAt(i) - '0';
        }
        return value;
    }

    /** 16 to 19 places that begin as cards in use here do, in fours, and Luhn's check digit. */
    static boolean isBankCard(String digits, List<Integer> groups) {
        return digits.length() >= 16
                && digits.length() <= 19
                && "4569".indexOf(digits.charAt(0)) >= 0
                && isCardGrouping(groups)
                && isLuhn(digits);
    }

    private static boolean isCardGrouping(List<Integer> groups) {
        boolean inFours = groups.subList(0, groups.size() - 1).stream().allMatch(n -> n == 4);
        boolean issuerFirst = groups.size() == 2 && groups.getFirst() == 6;
        return groups.size() == 1
                || (inFours && groups.getLast() <= 4)
                || issuerFirst
                || areSingles(groups);
    }

    private static boolean isLuhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int doubled = digit * 2;
            sum += i % 2 == 0 ? digit : doubled > 9 ? doubled - 9 : doubled;
        }
        return sum % 10 == 0;
    }

    private static boolean areSingles(List<Integer> groups) {
        return groups.stream().allMatch(length -> length == 1);
    }
}
