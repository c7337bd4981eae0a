package org.zhumin.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DeskHttpTest extends IdentityApplication {
    private static final String CLAIMS = "/api/v1/desk/residence-claims";
    private static final String GRANTS = "/api/v1/admin/grants/";

    private Person claimant(String community) {
        Person person = someone();
        bindPhone(person, newPhone());
        claim(person, community);
        return person;
    }

    private String verify(Person person) {
        return CLAIMS + "/" + person.id() + "/verify";
    }

    @Test
    void aGridWorkerVerifiesAndTheRealNameIsGone() {
        Person person = claimant(JIAXIULOU);
        Person worker = signIn("grid");
        Answer list = get(CLAIMS + "?area=" + JIAXIULOU + "&limit=100", worker.token());
        assertThat(list.text("$.items[*].residentId")).contains(person.id());
        assertThat(list.text("$.items[*].realName")).contains("王小明");

        Answer verified = post(verify(person), worker.token(), null);
        assertThat(verified.status()).as(verified.body()).isEqualTo(200);
        assertThat(verified.body()).doesNotContain("王小明");
        assertThat(get("/api/v1/me", person.token()).text("$.verification")).isEqualTo("VERIFIED");
        assertThat(post(verify(person), worker.token(), null).code())
                .isEqualTo("residence.not-claimed");
    }

    @Test
    void aRefusalTellsWhy() {
        Person person = claimant(JIAXIULOU);
        post(
                CLAIMS + "/" + person.id() + "/refuse",
                signIn("council").token(),
                "{\"reason\":\"门牌号不存在\"}");
        Answer me = get("/api/v1/me", person.token());

        assertThat(me.text("$.residence.status")).isEqualTo("REFUSED");
        assertThat(me.text("$.residence.reason")).isEqualTo("门牌号不存在");
        assertThat(me.text("$.verification")).isEqualTo("PHONE");
    }

    @Test
    void aRoleCountsInItsSubtreeOnly() {
        Person person = claimant(DIANTAIJIE);
        Person southern = signIn("grid-520102");

        assertThat(post(verify(person), southern.token(), null).status()).isEqualTo(403);
        assertThat(get(CLAIMS + "?area=520103", southern.token()).status()).isEqualTo(403);
        assertThat(get(CLAIMS, southern.token()).body()).doesNotContain(person.id());
        assertThat(get(CLAIMS, someone().token()).status()).isEqualTo(403);
    }

    @Test
    void nobodyVerifiesThemselves() {
        Person worker = signIn("grid-520102016");
        claim(worker, JIAXIULOU);

        assertThat(post(verify(worker), worker.token(), null).code())
                .isEqualTo("residence.own-claim");
    }

    @Test
    void claimsComePageByPage() {
        for (int i = 0; i < 3; i++) {
            claimant("520102016001");
        }
        String token = signIn("grid-520102016001").token();
        Answer first = get(CLAIMS + "?limit=2", token);
        Answer second = get(CLAIMS + "?limit=2&cursor=" + first.text("$.nextCursor"), token);

        assertThat(first.count("$.items")).isEqualTo(2);
        assertThat(second.count("$.items")).isEqualTo(1);
        assertThat(second.<Object>at("$.nextCursor")).isNull();
        assertThat(get(CLAIMS + "?cursor=x", token).status()).isEqualTo(400);
    }

    @Test
    void anAdministratorGivesRolesInsideTheSubtreeOnly() {
        Person admin = signIn("admin-520102");
        Person person = someone();
        String path = GRANTS + person.id();

        Answer given =
                put(
                        path,
                        admin.token(),
                        "{\"grants\":[{\"role\":\"GRID\",\"areaCode\":\"520102016003\"}]}");
        assertThat(given.status()).as(given.body()).isEqualTo(200);
        assertThat(get("/api/v1/me", person.token()).text("$.roles[0].role")).isEqualTo("GRID");
        assertThat(
                        put(
                                        path,
                                        admin.token(),
                                        "{\"grants\":[{\"role\":\"GRID\",\"areaCode\":\"520103\"}]}")
                                .code())
                .isEqualTo("grant.outside-subtree");
        assertThat(put(path, signIn("council").token(), "{\"grants\":[]}").status()).isEqualTo(403);
        assertThat(put(GRANTS + admin.id(), admin.token(), "{\"grants\":[]}").code())
                .isEqualTo("grant.to-oneself");
    }

    @Test
    void grantsOutsideTheSubtreeStay() {
        Person person = someone();
        String path = GRANTS + person.id();
        put(
                path,
                signIn("admin").token(),
                "{\"grants\":[{\"role\":\"GRID\",\"areaCode\":\"520103\"}]}");
        put(
                path,
                signIn("admin-520102").token(),
                "{\"grants\":[{\"role\":\"HANDLER\",\"organizationId\":\"demounit520102\"}]}");
        Answer me = get("/api/v1/me", person.token());

        assertThat(me.text("$.roles[*].role")).contains("GRID").contains("HANDLER");
        assertThat(get("/api/v1/admin/grants?limit=100", signIn("admin-520102").token()).body())
                .contains("demounit520102")
                .doesNotContain("\"areaCode\":\"520103\"");
    }

    @Test
    void grantsThatCannotBeAreNamed() {
        Answer answer =
                put(
                        GRANTS + someone().id(),
                        signIn("admin").token(),
                        "{\"grants\":[{\"role\":\"GRID\"}]}");

        assertThat(answer.code()).isEqualTo("grant.invalid");
        assertThat(answer.text("$.errors[0].field")).isEqualTo("grants[0].areaCode");
        assertThat(put(GRANTS + "nobody", signIn("admin").token(), "{\"grants\":[]}").code())
                .isEqualTo("resident.not-found");
    }

    @Test
    void anAdministratorFindsByPhone() {
        Person person = someone();
        String phone = newPhone();
        bindPhone(person, phone);
        String path = "/api/v1/admin/residents?phone=";

        Answer found = get(path + phone, signIn("admin").token());
        assertThat(found.text("$.items[0].id")).isEqualTo(person.id());
        assertThat(found.body()).doesNotContain(phone);
        assertThat(get(path + newPhone(), signIn("admin").token()).count("$.items")).isZero();
        assertThat(get(path + phone, someone().token()).status()).isEqualTo(403);
        assertThat(get(path + "x", signIn("admin").token()).status()).isEqualTo(400);
    }
}
