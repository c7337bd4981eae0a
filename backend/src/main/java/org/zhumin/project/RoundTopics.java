package org.zhumin.project;

/** What cached answers about rounds depend on. */
final class RoundTopics {
    /** Every public list. */
    static final String LISTS = "rounds";

    private RoundTopics() {}

    /** One round. */
    static String detail(Round.Id id) {
        return "round:" + id.value();
    }
}
