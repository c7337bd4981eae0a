package org.zhumin.request;

/** What cached answers about requests depend on. */
final class RequestTopics {
    /** Every public list. */
    static final String LISTS = "requests";

    private RequestTopics() {}

    /** One detail. */
    static String detail(RequestId id) {
        return "request:" + id.value();
    }

    /** Everything that a change of this request makes stale. */
    static String[] of(ServiceRequest changed) {
        return changed.publication() == Publication.PRIVATE
                ? new String[] {detail(changed.id())}
                : new String[] {LISTS, detail(changed.id())};
    }
}
