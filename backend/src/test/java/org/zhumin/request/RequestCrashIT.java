package org.zhumin.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoDatabase;

import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.zhumin.request.DyingDesk.Point;
import org.zhumin.testing.ApplicationTest;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The process that answers a request is killed with SIGKILL at chosen points. Afterwards nothing is
 * lost and nothing is told twice.
 */
class RequestCrashIT extends ApplicationTest {
    private static final String DESK = "/api/v1/desk/requests/";

    @Autowired private MongoDatabase database;
    @Autowired private Environment environment;
    @Autowired private HandlerService handlers;

    private List<Person> cosigners;

    /** A request that was to be answered when the process was killed. */
    private record Answered(Point point, String id, Person owner) {}

    private Answered answerable(Point point) {
        Person owner = someoneWithPhone();
        String body =
                """
                {"kind":"HELP","title":"路灯不亮","content":"请看看","visibility":"PUBLIC","areaCode":"%s"}
                """
                        .formatted(JIAXIULOU);
        String id = post("/api/v1/requests", owner.token(), body).text("$.id");
        String council = signIn("council").token();
        post(DESK + id + "/accept", council, "{}");
        post(DESK + id + "/dispatch", council, "{\"organizationId\":\"demounit\"}");
        assertThat(post(DESK + id + "/sign", signIn("handler").token(), null).status())
                .isEqualTo(200);
        cosigners.forEach(
                person -> put("/api/v1/requests/" + id + "/support", person.token(), null));
        await().atMost(Duration.ofSeconds(30)).until(() -> debts(id).isEmpty());
        return new Answered(point, id, owner);
    }

    /** What each owes waits for the sweeper most of the time, so all wait for it together. */
    @Test
    @Timeout(600)
    void everybodyIsToldOnceWhereverItDies() throws Exception {
        cosigners =
                IntStream.range(0, NoticeRecipients.PORTION + 3).mapToObj(_ -> someone()).toList();
        var all = new ArrayList<Answered>();
        for (Point point : Point.values()) {
            all.add(answerable(point));
            killAndAnswerAgain(all.getLast());
        }
        for (Answered each : all) {
            await(each.point().name())
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> debts(each.id()).isEmpty());
            assertEverybodyIsToldOnce(each);
        }
    }

    private void killAndAnswerAgain(Answered each) throws Exception {
        Point point = each.point();
        String id = each.id();
        killAt(point, id);
        boolean isSaved = point != Point.DECIDED;
        assertThat(stored(id).getString("state"))
                .as(point.name())
                .isEqualTo(isSaved ? "REPLIED" : "IN_PROGRESS");
        assertThat(debts(id)).as(point.name()).hasSize(isSaved ? 1 : 0);
        List<Document> before = told(id);
        assertThat(before)
                .as(point.name())
                .hasSize(
                        switch (point) {
                            case DECIDED, SAVED -> 0;
                            case TELLING -> before.size();
                            case TOLD -> NoticeRecipients.PORTION + 1;
                        });
        if (point == Point.TELLING) {
            assertThat(before).hasSizeBetween(1, NoticeRecipients.PORTION);
        }

        // The clerk calls again, and the time that the dead process had for its debts is over.
        ServiceRequest answered = DyingDesk.answer(handlers, new RequestId(id)).block();
        assertThat(answered.state()).as(point.name()).isEqualTo(RequestState.REPLIED);
        letTimePass(id);
    }

    private void assertEverybodyIsToldOnce(Answered each) {
        String point = each.point().name();
        assertThat(told(each.id())).as(point).hasSize(1 + cosigners.size());
        assertThat(told(each.id()))
                .as(point)
                .extracting(notice -> notice.getString("resident"))
                .doesNotHaveDuplicates()
                .contains(each.owner().id());
        assertThat(stored(each.id()).getList("timeline", Document.class))
                .as(point)
                .filteredOn(entry -> entry.getString("type").equals("REPLIED"))
                .hasSize(1);
        for (Person cosigner : List.of(cosigners.getFirst(), cosigners.getLast())) {
            Answer inbox = get("/api/v1/notices", cosigner.token());
            assertThat(inbox.<List<String>>at("$.items[?(@.page=='" + page(each.id()) + "')].type"))
                    .as(point)
                    .containsExactly("request.cosigned.replied");
        }
    }

    private static String page(String id) {
        return "pages/request/detail?id=" + id;
    }

    private void killAt(Point point, String id) throws IOException, InterruptedException {
        Process dying = new ProcessBuilder(command(point, id)).redirectErrorStream(true).start();
        var said = new ArrayList<String>();
        try (BufferedReader out = dying.inputReader(StandardCharsets.UTF_8)) {
            String line = out.readLine();
            while (line != null && !line.equals(DyingDesk.REACHED)) {
                said.add(line);
                line = out.readLine();
            }
            assertThat(line).as(String.join("\n", said)).isNotNull();
            if (point == Point.TELLING) {
                await().atMost(Duration.ofSeconds(30)).until(() -> !told(id).isEmpty());
            }
        } finally {
            dying.destroyForcibly().waitFor();
        }
    }

    private List<String> command(Point point, String id) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx300m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                DyingDesk.class.getName(),
                point.name(),
                id,
                "--server.port=0",
                "--management.server.port=0",
                "--zhumin.demo.enabled=true",
                "--zhumin.secret.master=" + environment.getProperty("zhumin.secret.master"),
                "--spring.mongodb.uri=" + environment.getProperty("spring.mongodb.uri"),
                "--zhumin.redis.uri=" + environment.getProperty("zhumin.redis.uri"));
    }

    private void letTimePass(String id) {
        if (!debts(id).isEmpty()) {
            Mono.from(
                            database.getCollection("requests")
                                    .updateOne(
                                            Filters.eq("_id", id),
                                            Updates.set("owed.$[].notBefore", Instant.EPOCH)))
                    .block();
        }
    }

    private Document stored(String id) {
        return Mono.from(database.getCollection("requests").find(Filters.eq("_id", id)).first())
                .block();
    }

    private List<Document> debts(String id) {
        List<Document> owed = stored(id).getList("owed", Document.class);
        return owed == null ? List.of() : owed;
    }

    /** What the inboxes hold of the answer. */
    private List<Document> told(String id) {
        return Flux.from(
                        database.getCollection("notices")
                                .find(
                                        Filters.and(
                                                Filters.eq("page", page(id)),
                                                Filters.in(
                                                        "type",
                                                        "request.replied",
                                                        "request.cosigned.replied"))))
                .collectList()
                .block();
    }
}
