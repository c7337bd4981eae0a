package org.zhumin;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;

import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.zhumin.testing.ApplicationTest;

import reactor.core.publisher.Mono;

import java.util.List;
import java.util.Map;

class AuditHttpTest extends ApplicationTest {
    private static final String AUDIT = "/api/v1/admin/audit";

    @Autowired private MongoDatabase database;

    private String auditor() {
        return signIn("auditor").token();
    }

    /** Recorded once: who is granted, and by whom. */
    private void grant(Person target, Person by) {
        String body = "{\"grants\":[{\"role\":\"COUNCIL\",\"areaCode\":\"520102\"}]}";
        Answer granted = put("/api/v1/admin/grants/" + target.id(), by.token(), body);
        assertThat(granted.status()).as(granted.body()).isEqualTo(200);
    }

    private Person grantedTimes(int times) {
        Person target = someone();
        Person admin = signIn("admin");
        for (int i = 0; i < times; i++) {
            grant(target, admin);
        }
        return target;
    }

    private Answer read(String query) {
        Answer read = get(AUDIT + query, auditor());
        assertThat(read.status()).as(read.body()).isEqualTo(200);
        return read;
    }

    @ParameterizedTest
    @ValueSource(strings = {"auditor", "admin"})
    void theCitysAuditorsAndAdministratorsReadWhatStaffDid(String role) {
        Person admin = signIn("admin");
        Person target = someone();
        grant(target, admin);
        Answer read = get(AUDIT + "?target=" + target.id(), signIn(role).token());
        assertThat(read.status()).as(read.body()).isEqualTo(200);
        assertThat(get(AUDIT, signIn(role).token()).count("$.items")).isPositive();
        assertThat(read.text("$.items[0].action")).isEqualTo("grants.replace");
        assertThat(read.text("$.items[0].actor")).isEqualTo(admin.id());
        assertThat(read.text("$.items[0].target")).isEqualTo(target.id());
        assertThat(read.text("$.items[0].details.grants")).contains("COUNCIL", "520102");
        assertThat(read.text("$.items[0].at")).matches("\\d{4}-\\d\\d-\\d\\dT.*\\+08:00");
        assertThat(read.<Integer>at("$.items[0].sequence")).isNotNegative();
        assertThat(read.text("$.items[0].hash")).matches("[0-9a-f]{64}");
        assertThat(read.<Boolean>at("$.items[0].verified")).isTrue();
    }

    @Test
    void thatItWasReadIsRecordedWithTheFilterOnceACall() {
        Person target = grantedTimes(1);
        Person reader = signIn("auditor");
        String reads = "?actor=" + reader.id() + "&target=audit";
        int before = read(reads).count("$.items");
        get(AUDIT + "?target=" + target.id(), reader.token());
        get(AUDIT + "?limit=0", reader.token());
        Answer after = read(reads);
        assertThat(after.count("$.items")).isEqualTo(before + 2);
        assertThat(after.<List<String>>at("$.items[*].action")).containsOnly("audit.read");
        assertThat(after.text("$.items[0].details.actor")).isEqualTo(reader.id());
        assertThat(after.<Map<String, String>>at("$.items[1].details"))
                .isEqualTo(Map.of("target", target.id()));
        assertThat(after.<Boolean>at("$.verified")).isTrue();
        Person stranger = someone();
        get(AUDIT, stranger.token());
        assertThat(read("?actor=" + stranger.id()).count("$.items")).isZero();
    }

    @Test
    void othersDoNot() {
        assertThat(get(AUDIT, null).status()).isEqualTo(401);
        assertThat(get(AUDIT, someone().token()).status()).isEqualTo(403);
        assertThat(get(AUDIT, signIn("council").token()).status()).isEqualTo(403);
        assertThat(get(AUDIT, signIn("auditor-520102").token()).status()).isEqualTo(403);
        assertThat(get(AUDIT, signIn("admin-520102").token()).status()).isEqualTo(403);
    }

    @Test
    void pagesGoFromTheNewestToTheOldestAndAreOneChain() {
        Person target = grantedTimes(3);
        String query = "?limit=2&target=" + target.id();
        Answer first = read(query);
        Answer second = read(query + "&cursor=" + first.text("$.nextCursor"));
        assertThat(first.count("$.items")).isEqualTo(2);
        assertThat(second.count("$.items")).isEqualTo(1);
        assertThat(second.<String>at("$.nextCursor")).isNull();
        assertThat(first.text("$.items[0].at")).isGreaterThan(first.text("$.items[1].at"));
        assertThat(first.text("$.items[1].previousHash")).isEqualTo(second.text("$.items[0].hash"));
        assertThat(first.<Boolean>at("$.verified")).isTrue();
        assertThat(second.<Boolean>at("$.verified")).isTrue();
    }

    @Test
    void theFiltersNameWhoActedAndWhatWasActedUpon() {
        Person target = grantedTimes(1);
        String admin = signIn("admin").id();
        Answer both = read("?actor=" + admin + "&target=" + target.id());
        assertThat(both.count("$.items")).isEqualTo(1);
        Answer byActor = read("?actor=" + admin);
        assertThat(byActor.<List<String>>at("$.items[*].actor")).isNotEmpty().containsOnly(admin);
        assertThat(read("?actor=" + target.id()).count("$.items")).isZero();
        assertThat(read("?target=nothing").<Boolean>at("$.verified")).isTrue();
    }

    @Test
    void aCursorOfAnotherListIsRefused() {
        Person target = grantedTimes(2);
        String cursor = read("?limit=1&target=" + target.id()).text("$.nextCursor");
        for (String query : List.of("?cursor=" + cursor, "?cursor=x", "?cursor=")) {
            Answer refused = get(AUDIT + query, auditor());
            assertThat(refused.status()).as(query).isEqualTo(400);
            assertThat(refused.code()).isEqualTo("request.cursor-invalid");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"?limit=0", "?limit=101", "?actor=", "?actor=a%20b", "?target="})
    void otherBadQueriesAreRefused(String query) {
        Answer refused = get(AUDIT + query, auditor());
        assertThat(refused.status()).as(refused.body()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("request.malformed");
    }

    @Test
    void anEntryThatWasChangedIsShown() {
        Person target = grantedTimes(3);
        Answer before = read("?target=" + target.id());
        Document other = new Document("grants", "ADMIN 520100");
        write(before.text("$.items[1].hash"), Updates.set("details", other));
        Answer after = read("?target=" + target.id());
        assertThat(after.<Boolean>at("$.verified")).isFalse();
        assertThat(after.<List<Boolean>>at("$.items[*].verified"))
                .containsExactly(true, false, true);
        assertThat(read("?limit=1&target=" + target.id()).<Boolean>at("$.verified")).isTrue();
    }

    @Test
    void aChangeWithANewHashBreaksTheLinkToTheNextEntry() {
        Person target = grantedTimes(2);
        String hash = read("?target=" + target.id()).text("$.items[1].hash");
        write(hash, Updates.set("hash", "0".repeat(64)));
        assertThat(read("?target=" + target.id()).<List<Boolean>>at("$.items[*].verified"))
                .containsExactly(false, false);
    }

    @Test
    void anEntryThatWasTakenOutIsMissedByTheNext() {
        Person target = grantedTimes(3);
        String hash = read("?target=" + target.id()).text("$.items[1].hash");
        Mono.from(entries().deleteOne(Filters.eq("hash", hash))).block();
        Answer after = read("?target=" + target.id());
        assertThat(after.<List<Boolean>>at("$.items[*].verified")).containsExactly(false, true);
        assertThat(after.text("$.items[0].previousHash")).isEqualTo(hash);
    }

    private void write(String hash, Bson change) {
        Mono.from(entries().updateOne(Filters.eq("hash", hash), change)).block();
    }

    private MongoCollection<Document> entries() {
        return database.getCollection("audit");
    }
}
