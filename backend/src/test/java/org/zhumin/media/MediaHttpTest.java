package org.zhumin.media;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import com.mongodb.reactivestreams.client.MongoDatabase;

import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.client.MultipartBodyBuilder;
import org.springframework.web.reactive.function.BodyInserters;
import org.zhumin.kernel.Ids;
import org.zhumin.kernel.ResidentId;
import org.zhumin.testing.ApplicationTest;
import org.zhumin.wechat.simulator.WeChatSimulator;

import reactor.core.publisher.Mono;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

import javax.imageio.ImageIO;

class MediaHttpTest extends ApplicationTest {
    private static final String PATH = "/api/v1/media";

    @Autowired private MediaLibrary library;
    @Autowired private MediaLinks links;
    @Autowired private WeChatSimulator simulator;
    @Autowired private MongoDatabase database;

    @AfterEach
    void mend() {
        simulator.reset();
    }

    private static MultipartBodyBuilder form(String part, String name, byte[] bytes) {
        var form = new MultipartBodyBuilder();
        form.part(part, new ByteArrayResource(bytes)).filename(name);
        return form;
    }

    private Answer send(MultipartBodyBuilder form, String token, String key) {
        return Answer.of(
                http().post()
                        .uri(PATH)
                        .headers(
                                headers -> {
                                    headers.addAll(bearer(token));
                                    if (key != null) {
                                        headers.set("Idempotency-Key", key);
                                    }
                                })
                        .body(BodyInserters.fromMultipartData(form.build()))
                        .exchange()
                        .expectBody()
                        .returnResult());
    }

    private Answer upload(byte[] bytes, Person person) {
        return send(form("file", "wxfile.jpg", bytes), person.token(), null);
    }

    private String uploaded(byte[] bytes, Person person) {
        Answer answer = upload(bytes, person);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.text("$.id");
    }

    private record Bytes(int status, HttpHeaders headers, byte[] body) {}

    private Bytes fetch(String url) {
        var result = http().get().uri(URI.create(url)).exchange().expectBody().returnResult();
        byte[] body = result.getResponseBody();
        return new Bytes(
                result.getStatus().value(),
                result.getResponseHeaders(),
                body == null ? new byte[0] : body);
    }

    private MediaView view(String id, MediaViewer viewer) {
        var views = library.views(List.of(new MediaId(id)), viewer).block();
        return views.isEmpty() ? null : views.getFirst();
    }

    private void awaitStatus(String id, MediaStatus status) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> view(id, MediaViewer.JUDGE).status() == status);
    }

    @Test
    void anUploadIsCleanedCheckedAndShown() throws IOException {
        Person person = someone();
        Answer answer = upload(TestFiles.talkative(TestFiles.jpeg(1_200, 600), 6), person);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        String id = answer.text("$.id");
        assertThat(answer.headers().getLocation()).hasPath(PATH + "/" + id);
        assertThat(answer.text("$.kind")).isEqualTo("IMAGE");
        assertThat(answer.<Integer>at("$.width")).isEqualTo(600);
        assertThat(answer.<Integer>at("$.height")).isEqualTo(1_200);
        assertThat(answer.text("$.status")).isEqualTo("CHECKING");

        Bytes full = fetch(answer.text("$.url"));
        assertThat(full.status()).isEqualTo(200);
        assertThat(full.headers().getContentType()).isEqualTo(MediaType.IMAGE_JPEG);
        assertThat(full.headers().getContentLength()).isEqualTo(full.body().length);
        assertThat(full.headers().getCacheControl()).contains("no-store");
        assertThat(full.headers().getFirst("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(full.headers().getContentDisposition().getFilename()).isEqualTo(id + ".jpg");
        assertThat(new String(full.body(), StandardCharsets.ISO_8859_1))
                .doesNotContain(TestFiles.SECRET);
        Bytes thumb = fetch(answer.text("$.thumbUrl"));
        assertThat(ImageIO.read(new ByteArrayInputStream(thumb.body())).getHeight()).isEqualTo(400);

        awaitStatus(id, MediaStatus.PASSED);
        assertThat(view(id, MediaViewer.EVERYBODY)).isNotNull();
        assertThat(fetch(view(id, MediaViewer.EVERYBODY).url()).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"png, image/png", "webp, image/webp", "m4a, audio/mp4", "mp3, audio/mpeg"})
    void theOtherTypesAreTakenToo(String type, String contentType) {
        byte[] bytes =
                switch (type) {
                    case "png" -> TestFiles.talkativePng(TestFiles.png(30, 20), 1);
                    case "webp" -> TestFiles.talkativeWebP(0x0C, 1);
                    case "m4a" -> TestFiles.m4a("soun");
                    default -> TestFiles.mp3(9);
                };
        Answer answer = upload(bytes, someone());
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        Bytes full = fetch(answer.text("$.url"));
        assertThat(full.headers().getContentType()).hasToString(contentType);
        assertThat(new String(full.body(), StandardCharsets.ISO_8859_1))
                .doesNotContain(TestFiles.SECRET);
        boolean sound = contentType.startsWith("audio");
        assertThat(answer.body().contains("thumbUrl")).isEqualTo(!sound);
        String thumb =
                links.link(new MediaId(answer.text("$.id")), MediaSize.THUMB, MediaLinks.Reach.ANY);
        assertThat(fetch(thumb).status()).isEqualTo(sound ? 404 : 200);
    }

    @Test
    void badUploadsAreRefusedAndLeaveNothing() throws IOException {
        String token = someone().token();
        assertRefused(
                form("file", "a.jpg", TestFiles.ascii("GIF89a...")),
                token,
                415,
                "media.type-not-taken");
        assertRefused(form("file", "a.jpg", new byte[0]), token, 415, "media.type-not-taken");
        byte[] jpeg = TestFiles.jpeg(300, 200);
        assertRefused(
                form("file", "a.jpg", Arrays.copyOf(jpeg, jpeg.length - 9)),
                token,
                422,
                "media.unreadable");
        assertRefused(
                form("file", "a.png", TestFiles.pngOfZeros(50_000, 50_000, false)),
                token,
                422,
                "media.too-many-pixels");
        assertRefused(form("picture", "a.jpg", jpeg), token, 400, "request.malformed");
        assertRefused(new MultipartBodyBuilder(), token, 400, "request.malformed");
        var two = form("file", "a.jpg", jpeg);
        two.part("file", new ByteArrayResource(jpeg)).filename("b.jpg");
        assertRefused(two, token, 400, "media.one-file");
        var field = new MultipartBodyBuilder();
        field.part("file", "text");
        assertRefused(field, token, 400, "request.malformed");
        var more = form("file", "a.jpg", jpeg);
        more.part("user", "text");
        assertRefused(more, token, 400, "request.malformed");
        assertRefused(form("file", "a.jpg", jpeg), null, 401, "auth.sign-in-needed");
        Awaitility.await().until(() -> temporaryFiles() == 0);
    }

    private static long temporaryFiles() throws IOException {
        try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("zhumin-upload"))
                    .count();
        }
    }

    private void assertRefused(MultipartBodyBuilder form, String token, int status, String code) {
        Answer answer = send(form, token, null);
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
    }

    @Test
    void elevenMegabytesAreTooLarge() {
        byte[] large = TestFiles.join(TestFiles.jpeg(30, 20), new byte[11 << 20]);
        Answer answer = upload(large, someone());
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.code()).isEqualTo("media.too-large");
    }

    @Test
    void whatIsNoFormIsRefused() {
        Person person = someone();
        Answer json = post(PATH, person.token(), "{}");
        assertThat(json.status()).isEqualTo(415);
        for (String type : List.of("multipart/form-data", "multipart/form-data; boundary=x")) {
            var answer =
                    http().post()
                            .uri(PATH)
                            .headers(headers -> headers.addAll(bearer(person.token())))
                            .contentType(MediaType.parseMediaType(type))
                            .bodyValue(new byte[] {'-', '-', 'y'})
                            .exchange()
                            .expectBody()
                            .returnResult();
            assertThat(Answer.of(answer).status()).isEqualTo(400);
        }
    }

    @Test
    void aRepeatedUploadIsTheSame() {
        Person person = someone();
        byte[] file = TestFiles.anyJpeg();
        String first = send(form("file", "a.jpg", file), person.token(), "key-1").text("$.id");
        Answer again = send(form("file", "b.jpg", file), person.token(), "key-1");
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.text("$.id")).isEqualTo(first);
        Answer other = send(form("file", "a.jpg", TestFiles.anyJpeg()), person.token(), "key-1");
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.code()).isEqualTo("idempotency.other-body");
        assertThat(send(form("file", "a.jpg", file), someone().token(), "key-1").text("$.id"))
                .isNotEqualTo(first);
    }

    @Test
    void refusedContentDisappearsForOthers() {
        Person person = someone();
        String id = uploaded(TestFiles.pngSaying("违规测试"), person);
        assertThat(view(id, MediaViewer.EVERYBODY)).isNull();
        String shared = links.link(new MediaId(id), MediaSize.FULL, MediaLinks.Reach.PASSED);
        assertThat(fetch(shared).status()).isEqualTo(404);
        awaitStatus(id, MediaStatus.REFUSED);
        assertThat(view(id, MediaViewer.EVERYBODY)).isNull();
        assertThat(fetch(shared).status()).isEqualTo(404);
        var own = view(id, MediaViewer.of(new ResidentId(person.id())));
        assertThat(own.status()).isEqualTo(MediaStatus.REFUSED);
        assertThat(fetch(own.url()).status()).isEqualTo(200);
    }

    @Test
    void aDoubtfulPictureWaitsForAPersonWhoseWordStands() {
        simulator.media("review", 0);
        String id = uploaded(TestFiles.anyJpeg(), someone());
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> !document(id).containsKey("askAt"));
        assertThat(view(id, MediaViewer.EVERYBODY)).isNull();
        library.judge(new MediaId(id), true).block();
        assertThat(view(id, MediaViewer.EVERYBODY)).isNotNull();
        library.judge(new MediaId(id), false).block();
        assertThat(view(id, MediaViewer.EVERYBODY)).isNull();
    }

    @Test
    void aPublicPictureNeedsNoLinkAndIsKeptByOthers() {
        Person person = someone();
        String id = uploaded(TestFiles.anyJpeg(), person);
        var reference = new MediaReference("test", Ids.random());
        library.attach(new ResidentId(person.id()), List.of(id), MediaKind.IMAGE, reference)
                .block();
        library.show(reference, true).block();
        String open = "http://127.0.0.1:" + port() + PATH + "/" + id;
        awaitStatus(id, MediaStatus.PASSED);
        Bytes answer = fetch(open);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers().getCacheControl()).isEqualTo("max-age=604800, public");
        assertThat(view(id, MediaViewer.EVERYBODY).url()).isEqualTo(open + "?size=full");
        var headers = new HttpHeaders();
        headers.setIfNoneMatch(answer.headers().getETag());
        assertThat(call(HttpMethod.GET, PATH + "/" + id, headers, null).status()).isEqualTo(304);
        assertThat(call(HttpMethod.HEAD, PATH + "/" + id, new HttpHeaders(), null).body())
                .isEmpty();
        library.show(reference, false).block();
        assertThat(fetch(open).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?size=full&sig=a&exp=1",
                "?size=full&sig=&exp=",
                "?size=full&sig=x",
                "?size=full&exp=9999999999",
                "?size=full&sig=aAAAAAAAAAAAAAAAAAAAAAA&exp=9999999999",
                "?size=full&sig=ümlaut&exp=9999999999"
            })
    void aLinkThatIsNoneOpensNothing(String query) {
        String id = uploaded(TestFiles.anyJpeg(), someone());
        String safe = query.replace("ü", "%C3%BC");
        Answer answer = get(PATH + "/" + id + safe, null);
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("media.link-invalid");
    }

    @Test
    void aLinkOpensOneFileForAWhile() {
        Person person = someone();
        Answer answer = upload(TestFiles.anyJpeg(), person);
        String url = answer.text("$.url");
        String other = uploaded(TestFiles.anyJpeg(), person);
        assertThat(fetch(url.replace(answer.text("$.id"), other)).status()).isEqualTo(403);
        assertThat(fetch(url.replace("size=full", "size=thumb")).status()).isEqualTo(403);
        assertThat(fetch(url.replace("&sig=a", "&sig=p")).status()).isEqualTo(403);
        assertThat(fetch(url.replaceAll("exp=\\d", "exp=9")).status()).isEqualTo(403);
        Bytes wrongSize = fetch(url.replace("size=full", "size=huge"));
        assertThat(wrongSize.status()).isEqualTo(400);
        String expired =
                links.link(
                        new MediaId(other),
                        MediaSize.FULL,
                        MediaLinks.Reach.ANY,
                        Duration.ofSeconds(-2));
        Answer late = get(expired.substring(expired.indexOf("/api/")), null);
        assertThat(late.status()).isEqualTo(403);
        assertThat(late.code()).isEqualTo("media.link-expired");
    }

    @Test
    void withoutALinkOnlyTheUploaderHasIt() {
        Person person = someone();
        String path = PATH + "/" + uploaded(TestFiles.anyJpeg(), person);
        assertThat(get(path, person.token()).status()).isEqualTo(200);
        assertThat(get(path, someone().token()).code()).isEqualTo("media.not-found");
        assertThat(get(path, null).status()).isEqualTo(404);
        assertThat(get(PATH + "/nothing", null).code()).isEqualTo("media.not-found");
        assertThat(get(PATH + "/a-b", null).code()).isEqualTo("media.not-found");
    }

    @Test
    void erasureAndExportReachUploads() {
        Person person = someone();
        Answer answer = upload(TestFiles.anyJpeg(), person);
        String id = answer.text("$.id");
        Answer export = get("/api/v1/me/export", person.token());
        assertThat(export.text("$.media.items[0].media.id")).isEqualTo(id);
        var stored = document(id);
        assertThat(delete("/api/v1/me", person.token()).status()).isEqualTo(204);
        assertThat(fetch(answer.text("$.url")).status()).isEqualTo(404);
        assertThat(document(id)).isNull();
        assertThat(chunks(stored.getString("fileId"))).isZero();
        assertThat(chunks(stored.getString("fileId") + "-thumb")).isZero();
    }

    private Document document(String id) {
        return Mono.from(database.getCollection("media").find(Filters.eq("_id", id)).first())
                .block();
    }

    private long chunks(String name) {
        return Mono.from(
                        database.getCollection("media.chunks")
                                .countDocuments(Filters.eq("files_id", name)))
                .block();
    }
}
