package org.zhumin.media;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.client.MultipartBodyBuilder;
import org.springframework.web.reactive.function.BodyInserters;
import org.zhumin.testing.ApplicationTest;

import java.net.URI;
import java.util.List;

class MediaEvidenceHttpTest extends ApplicationTest {
    private static final String DESK = "/api/v1/desk/residence-claims";

    private String upload(Person person, byte[] bytes) {
        var form = new MultipartBodyBuilder();
        form.part("file", new ByteArrayResource(bytes)).filename("a");
        var result =
                http().post()
                        .uri("/api/v1/media")
                        .headers(headers -> headers.addAll(bearer(person.token())))
                        .body(BodyInserters.fromMultipartData(form.build()))
                        .exchange()
                        .expectBody()
                        .returnResult();
        return Answer.of(result).text("$.id");
    }

    private Answer claim(Person person, String... ids) {
        return put(
                "/api/v1/me/residence",
                person.token(),
                "{\"areaCode\":\""
                        + JIAXIULOU
                        + "\",\"evidenceMediaIds\":[\""
                        + String.join("\",\"", ids)
                        + "\"]}");
    }

    private List<String> evidenceOf(Person person, Person grid) {
        Answer list = get(DESK + "?limit=100&area=" + JIAXIULOU, grid.token());
        return list.at("$.items[?(@.residentId=='" + person.id() + "')].evidence[*].url");
    }

    private int status(String url) {
        return http().get().uri(URI.create(url)).exchange().returnResult().getStatus().value();
    }

    @Test
    void evidenceIsForTheDeskUntilTheDecision() {
        Person grid = signIn("grid");
        Person person = someoneWithPhone();
        String first = upload(person, TestFiles.anyJpeg());
        String second = upload(person, TestFiles.anyJpeg());
        assertThat(claim(person, first).status()).isEqualTo(200);
        List<String> before = evidenceOf(person, grid);
        assertThat(before).hasSize(1);
        assertThat(status(before.getFirst())).isEqualTo(200);

        assertThat(claim(person, second).status()).isEqualTo(200);
        assertThat(status(before.getFirst())).isEqualTo(404);
        List<String> after = evidenceOf(person, grid);
        assertThat(after).hasSize(1).first().asString().contains(second);

        Answer decided = post(DESK + "/" + person.id() + "/verify", grid.token(), null);
        assertThat(decided.status()).as(decided.body()).isEqualTo(200);
        assertThat(decided.count("$.evidence")).isZero();
        assertThat(status(after.getFirst())).isEqualTo(404);
    }

    @Test
    void whatIsNoPictureOfTheResidentIsNoEvidence() {
        Person person = someoneWithPhone();
        String own = upload(person, TestFiles.anyJpeg());
        for (String other :
                List.of(
                        upload(someone(), TestFiles.anyJpeg()),
                        upload(person, TestFiles.mp3(5)),
                        "nothing",
                        "no id")) {
            Answer answer = claim(person, own, other);
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.code()).isEqualTo("residence.evidence-unknown");
        }
        assertThat(claim(person, own).status()).isEqualTo(200);
    }
}
