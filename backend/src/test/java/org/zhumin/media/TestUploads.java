package org.zhumin.media;

import static org.assertj.core.api.Assertions.assertThat;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.HttpEntity;
import org.springframework.http.client.MultipartBodyBuilder;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.BodyInserters;
import org.zhumin.testing.HttpTest.Answer;
import org.zhumin.testing.HttpTest.Person;

import java.net.URI;

/** Uploads as {@code wx.uploadFile} makes them, for the tests of features that attach them. */
public final class TestUploads {
    private final WebTestClient http;

    public TestUploads(WebTestClient http) {
        this.http = http;
    }

    public String picture(Person person) {
        return upload(person, TestFiles.anyJpeg());
    }

    /** A new picture each time, as the content of a call that the test makes itself. */
    public static MultiValueMap<String, HttpEntity<?>> pictureForm() {
        return form(TestFiles.anyJpeg());
    }

    private static MultiValueMap<String, HttpEntity<?>> form(byte[] bytes) {
        var form = new MultipartBodyBuilder();
        form.part("file", new ByteArrayResource(bytes)).filename("wxfile.tmp");
        return form.build();
    }

    /** The simulator finds that it breaks the rules. */
    public String badPicture(Person person) {
        return upload(person, TestFiles.pngSaying("违规测试"));
    }

    public String voice(Person person) {
        return upload(person, TestFiles.mp3(5));
    }

    private String upload(Person person, byte[] bytes) {
        var answer =
                Answer.of(
                        http.post()
                                .uri("/api/v1/media")
                                .headers(headers -> headers.setBearerAuth(person.token()))
                                .body(BodyInserters.fromMultipartData(form(bytes)))
                                .exchange()
                                .expectBody()
                                .returnResult());
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.text("$.id");
    }

    public int fetch(String url) {
        return http.get().uri(URI.create(url)).exchange().returnResult().getStatus().value();
    }
}
