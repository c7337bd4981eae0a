package org.zhumin.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhumin.platform.calendar.TestCalendar.at;

import com.mongodb.client.model.Filters;

import org.bson.codecs.pojo.annotations.BsonId;
import org.junit.jupiter.api.Test;
import org.zhumin.kernel.AreaCode;
import org.zhumin.testing.TestDatabase;

import reactor.core.publisher.Mono;

/** The driver's codec stores the clocks as they are, inside a request's document. */
class DeadlinesStoredIT {
    private final TestDatabase test = TestDatabase.create("deadlines");

    @Test
    void givesBackEveryField() {
        var collection = test.database().getCollection("holders", Holder.class);
        Deadlines fresh = DeadlineFixture.started(RequestKind.HELP, "2026-11-24 09:00");
        Deadlines full =
                DeadlineFixture.signed(RequestKind.HELP, "2026-11-24 09:00")
                        .pause(DeadlineFixture.approval("2026-11-25 10:00", "2026-11-25 11:00"))
                        .escalated(
                                new Escalation(
                                        new AreaCode("520102"),
                                        DeadlineClock.RESOLVE,
                                        at("2026-12-02 17:00"),
                                        1));
        Deadlines closed =
                full.replied(at("2026-12-03 09:00"), DeadlineFixture.CALENDAR)
                        .closed(at("2026-12-04 09:00"), DeadlineFixture.CALENDAR);
        for (Deadlines deadlines : new Deadlines[] {fresh, full, closed}) {
            var holder = new Holder(Integer.toString(deadlines.hashCode()), deadlines);
            Mono.from(collection.insertOne(holder)).block();
            assertThat(Mono.from(collection.find(Filters.eq("_id", holder.id())).first()).block())
                    .isEqualTo(holder);
        }
    }

    public record Holder(@BsonId String id, Deadlines deadlines) {}
}
