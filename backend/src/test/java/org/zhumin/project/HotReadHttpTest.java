package org.zhumin.project;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.zhumin.testing.ApplicationTest;

/** Public reads from memory, or loaded before WebFlux: nobody can tell from the answer. */
class HotReadHttpTest extends ApplicationTest {
    private String project() {
        String path = draft();
        publish(path);
        return path;
    }

    private String draft() {
        String council = signIn("council-520102").token();
        String body = ProjectHttpTest.body("亮灯", "");
        return "/api/v1/projects/" + post("/api/v1/projects", council, body).text("$.id");
    }

    private void publish(String path) {
        String council = signIn("council-520102").token();
        assertThat(post(path + "/publish", council, null).status()).isEqualTo(200);
    }

    /** How far it is is remembered too. */
    @Test
    void aDraftThatWasAskedForIsThereOnceItIsPublished() {
        String path = draft();
        assertThat(get(path + "/tally", null).status()).isEqualTo(404);
        assertThat(get(path, null).status()).isEqualTo(404);
        publish(path);
        assertThat(get(path + "/tally", null).<Integer>at("$.POINT.total")).isZero();
        assertThat(get(path, null).<Integer>at("$.tally.POINT.total")).isZero();
    }

    /** The time of loading is in it, so the same text is the same load. */
    @Test
    void whatNobodyReadsInAQueryMakesNoOtherAnswer() {
        String dossier = project() + "/dossier";
        String first = get(dossier, null).body();
        assertThat(get(dossier + "?utm_source=poster", null).body()).isEqualTo(first);
        assertThat(get(dossier + "?k=1&turn=2", null).body()).isEqualTo(first);
    }

    /** Both are loaded after the follower came and went, and nothing else has changed. */
    @Test
    void theSameCountsHaveTheSameTag() {
        String path = project();
        String before = get(path + "/tally", null).headers().getETag();
        String follower = someoneWithPhone().token();
        put(path + "/follow", follower, null);
        assertThat(get(path + "/tally", null).headers().getETag()).isNotEqualTo(before);
        delete(path + "/follow", follower);
        assertThat(get(path + "/tally", null).headers().getETag()).isEqualTo(before);
    }

    @Test
    void aPageFollowsAnotherWhateverElseIsAsked() {
        project();
        project();
        String list = "/api/v1/projects?area=520102&limit=1";
        String cursor = get(list + "&utm_source=poster", null).text("$.nextCursor");
        assertThat(get(list + "&cursor=" + cursor, null).status()).isEqualTo(200);
        assertThat(get(list + "&k=1&cursor=" + cursor, null).status()).isEqualTo(200);
        assertThat(get(list + "&step=WATCH&cursor=" + cursor, null).code())
                .isEqualTo(get(list + "&step=POINT&cursor=" + cursor, null).code())
                .isNotEmpty();
    }

    /** A query goes the usual way when nothing is kept. */
    @Test
    void bothWaysGiveTheSame() {
        for (String path : new String[] {project(), project()}) {
            Answer before = get(path, null);
            String council = signIn("council-520102").token();
            assertThat(put(path, council, ProjectHttpTest.body("亮灯", "")).status()).isIn(200, 409);
            Answer usual = get(path + "?k=1", null);
            assertThat(usual.body()).isNotEmpty();
            assertThat(before.headers().getFirst("Cache-Control"))
                    .isEqualTo(usual.headers().getFirst("Cache-Control"));
            assertThat(before.headers().getFirst("Vary")).isEqualTo("Accept-Language");
            assertThat(before.contentType()).isEqualTo(usual.contentType());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/projects/01hzzzzzzzzzzzzzzzzzzzzzzz", "/api/v1/projects/x"})
    void bothWaysRefuseTheSame(String path) {
        for (String one : new String[] {path, path + "/tally"}) {
            Answer hot = get(one, null);
            Answer usual = get(one + "?k=1", null);
            assertThat(hot.status()).isEqualTo(usual.status()).isEqualTo(404);
            assertThat(hot.code()).isEqualTo(usual.code());
            assertThat(hot.contentType()).isEqualTo(usual.contentType());
        }
    }

    @Test
    void aBadTokenIsRefusedThoughTheAnswerIsKept() {
        String tally = project() + "/tally";
        get(tally, null);
        assertThat(get(tally, "no-token").status()).isEqualTo(401);
    }

    @Test
    void whoHasTheAnswerIsToldSo() {
        String path = project();
        var known = new HttpHeaders();
        known.setIfNoneMatch(get(path, null).headers().getETag());
        Answer again = call(HttpMethod.GET, path, known, null);
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @Test
    void aFollowerIsSeenAtOnce() {
        String path = project();
        assertThat(get(path + "/tally", null).<Integer>at("$.WATCH.followers")).isZero();
        assertThat(put(path + "/follow", someoneWithPhone().token(), null).status())
                .isBetween(200, 204);
        assertThat(get(path + "/tally", null).<Integer>at("$.WATCH.followers")).isOne();
    }
}
