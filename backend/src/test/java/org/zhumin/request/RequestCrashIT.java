package org.zhumin.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoDatabase;

import org.bson.Document;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
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

    private Person owner;
    private List<Person> cosigners;

    private String answerable() {
        owner = someoneWithPhone();
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
        cosigners =
                IntStream.range(0, NoticeRecipients.PORTION + 3).mapToObj(_ -> someone()).toList();
        cosigners.forEach(
                person -> put("/api/v1/requests/" + id + "/support", person.token(), null));
        await().atMost(Duration.ofSeconds(30)).until(() -> debts(id).isEmpty());
        return id;
    }

    @ParameterizedTest
    @EnumSource(Point.class)
    @Timeout(240)
    void everybodyIsToldOnceWhereverItDies(Point point) throws Exception {
        String id = answerable();
        killAt(point, id);
        boolean isSaved = point != Point.DECIDED;
        assertThat(stored(id).getString("state")).isEqualTo(isSaved ? "REPLIED" : "IN_PROGRESS");
        assertThat(debts(id)).hasSize(isSaved ? 1 : 0);
        List<Document> before = told(id);
        assertThat(before)
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
        assertThat(answered.state()).isEqualTo(RequestState.REPLIED);
        letTimePass(id);
        await().atMost(Duration.ofMinutes(2)).until(() -> debts(id).isEmpty());

        assertThat(told(id)).hasSize(1 + cosigners.size());
        assertThat(told(id))
                .extracting(notice -> notice.getString("resident"))
                .doesNotHaveDuplicates()
                .contains(owner.id());
        assertThat(stored(id).getList("timeline", Document.class))
                .filteredOn(entry -> entry.getString("type").equals("REPLIED"))
                .hasSize(1);
        for (Person cosigner : List.of(cosigners.getFirst(), cosigners.getLast())) {
            assertThat(get("/api/v1/notices", cosigner.token()).<List<String>>at("$.items[*].type"))
                    .containsExactly("request.cosigned.replied");
        }
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
                                                Filters.eq("page", "pages/request/detail?id=" + id),
                                                Filters.in(
                                                        "type",
                                                        "request.replied",
                                                        "request.cosigned.replied"))))
                .collectList()
                .block();
    }
}
