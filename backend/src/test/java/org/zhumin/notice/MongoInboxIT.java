package org.zhumin.notice;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;

import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.zhumin.kernel.Cursor;
import org.zhumin.kernel.ResidentId;
import org.zhumin.kernel.Slice;
import org.zhumin.testing.TestDatabase;

import reactor.core.publisher.Mono;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;

class MongoInboxIT {
    private static final Instant AT = NoticeFixture.NOON;
    private static final ResidentId WHO = new ResidentId("who");
    private static final ResidentId OTHER = new ResidentId("other");

    private final TestDatabase test = TestDatabase.create("inbox");
    private final MongoInbox inbox =
            test.withIndexes(new MongoInbox(test.database(), NoticeFixture.settings()));

    private static Notice notice(ResidentId who, String reference, Instant at) {
        return Notice.of(
                NoticeFixture.news(who, NoticeFixture.TestType.NEWS, reference),
                at,
                Delivery.waiting("t", at.plusSeconds(60), at));
    }

    private Notice insert(ResidentId who, String reference, Instant at) {
        Notice notice = notice(who, reference, at);
        assertThat(inbox.insert(notice).block()).isTrue();
        return notice;
    }

    @Test
    void aSecondOneOfTheSameKeyIsNotTaken() {
        Notice first = insert(WHO, "a", AT);
        assertThat(inbox.insert(notice(WHO, "a", AT.plusSeconds(9))).block()).isFalse();
        assertThat(inbox.streamOf(WHO).collectList().block()).containsExactly(first);
    }

    @Test
    void keysThatReadAlikeAreDifferent() {
        assertThat(Notice.idOf(WHO, "a", "bc")).isNotEqualTo(Notice.idOf(WHO, "ab", "c"));
        assertThat(Notice.idOf(WHO, "a", "b")).isNotEqualTo(Notice.idOf(OTHER, "a", "b"));
    }

    @Test
    void pagesOverEqualTimesGiveEveryOneOnce() {
        for (int i = 0; i < 25; i++) {
            insert(WHO, "n" + i, AT.plusSeconds(i / 10));
            insert(OTHER, "n" + i, AT);
        }
        var seen = new HashSet<String>();
        Cursor after = null;
        Instant last = Instant.MAX;
        do {
            Slice<Notice> page = inbox.list(WHO, 7, after).block();
            for (Notice notice : page.items()) {
                assertThat(seen.add(notice.id())).isTrue();
                assertThat(notice.at()).isBeforeOrEqualTo(last);
                last = notice.at();
            }
            after = page.next();
        } while (after != null);
        assertThat(seen).hasSize(25);
    }

    @Test
    void onlyOnesOwnAreMarkedRead() {
        Notice mine = insert(WHO, "a", AT);
        Notice theirs = insert(OTHER, "a", AT);
        insert(WHO, "b", AT.plusSeconds(1));
        insert(WHO, "c", AT.plusSeconds(2));
        inbox.markRead(WHO, List.of(mine.id(), theirs.id(), "none")).block();
        assertThat(inbox.countUnread(WHO).block()).isEqualTo(2);
        assertThat(inbox.countUnread(OTHER).block()).isEqualTo(1);
        inbox.markReadUpTo(WHO, AT.plusSeconds(1)).block();
        assertThat(inbox.countUnread(WHO).block()).isEqualTo(1);
    }

    @Test
    void ofTwoMovesOneWins() {
        Notice notice = insert(WHO, "a", AT);
        Delivery next = notice.delivery().sending(AT);
        assertThat(inbox.move(notice, next).block().delivery()).isEqualTo(next);
        assertThat(inbox.move(notice, next).blockOptional()).isEmpty();
    }

    @Test
    void everyQueryHasItsIndex() {
        insert(WHO, "a", AT);
        var own = Filters.eq("resident", "who");
        assertThat(plan(own)).contains("inbox").doesNotContain("COLLSCAN");
        assertThat(plan(Filters.and(own, Filters.eq("unread", true)))).doesNotContain("COLLSCAN");
        assertThat(plan(Filters.lte("delivery.due", AT))).contains("\"due\"");
        assertThat(plan(Filters.lt("expiresAt", AT))).contains("expiry");
    }

    private String plan(org.bson.conversions.Bson filter) {
        Document plan =
                Mono.from(test.database().getCollection("notices").find(filter).explain()).block();
        return plan.get("queryPlanner", Document.class).get("winningPlan").toString()
                + plan.toJson();
    }
}
