package org.zhumin.notice;

/**
 * What a notice is about. Each door lists its own in an enum. The texts for people stand in the
 * message files under {@code notice.<code>.title} and {@code notice.<code>.text}, in Chinese and
 * English; codes and texts stay as long as notices of the type are kept.
 */
public interface NoticeType {
    /** Stable, {@code feature.happening}, for example {@code request.replied}. */
    String code();

    /** Whether the message goes out in quiet hours too, as a cancellation must. */
    default boolean isUrgent() {
        return false;
    }
}
