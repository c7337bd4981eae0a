package org.zhumin.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeHttpTest extends IdentityApplication {
    private static final String PROFILE = "/api/v1/me/profile";
    private static final String RESIDENCE = "/api/v1/me/residence";

    @Test
    void aPhoneIsShownMaskedOnly() {
        Person person = someone();
        Answer answer = bindPhone(person, "13811112222");

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.text("$.phoneMasked")).isEqualTo("138****2222");
        assertThat(answer.text("$.verification")).isEqualTo("PHONE");
        assertThat(answer.body()).doesNotContain("13811112222").doesNotContain("voterKey");
    }

    @Test
    void aPhoneBoundElsewhereMovesAndTheOtherAccountFallsBack() {
        String phone = newPhone();
        Person first = someone();
        Person second = someone();
        bindPhone(first, phone);
        claim(first, JIAXIULOU);
        bindPhone(second, phone);

        Answer left = get("/api/v1/me", first.token());
        assertThat(left.text("$.verification")).isEqualTo("OPENID");
        assertThat(left.text("$.phoneBound")).isEqualTo("false");
        assertThat(left.text("$.phoneMovedAt")).endsWith("+08:00");
        assertThat(get("/api/v1/me", second.token()).text("$.phoneBound")).isEqualTo("true");
    }

    @Test
    void aRepeatedBindingIsAnsweredWithoutWeChat() {
        Person person = someone();
        String body = "{\"code\":\"sim-phone-" + newPhone() + "\"}";
        Answer first = postWithKey("/api/v1/me/phone", person.token(), body, "k");
        Answer again = postWithKey("/api/v1/me/phone", person.token(), body, "k");
        Answer other =
                postWithKey("/api/v1/me/phone", person.token(), "{\"code\":\"sim-phone-1\"}", "k");

        assertThat(again.body()).isEqualTo(first.body());
        assertThat(other.code()).isEqualTo("idempotency.other-body");
    }

    @Test
    void aPhoneCodeThatIsNoneIsRefusedWithoutLosingTheSession() {
        Answer answer = post("/api/v1/me/phone", someone().token(), "{\"code\":\"sim-phone-1\"}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.code()).isEqualTo("phone.code-rejected");
    }

    @Test
    void theFirstAdministratorIsNamedByPhoneAndOnlyOnce() {
        Person first = someone();
        Person later = someone();
        String role = "$.roles[*].role";
        assertThat(bindPhone(first, "13900000001").text(role)).contains("ADMIN");
        assertThat(bindPhone(first, "13900000001").count("$.roles")).isEqualTo(1);
        assertThat(bindPhone(later, "13900000001").text(role)).doesNotContain("ADMIN");
    }

    @Test
    void aNicknameIsCheckedByWeChat() {
        Person person = someone();

        assertThat(put(PROFILE, person.token(), "{\"nickname\":\"违规测试\"}").code())
                .isEqualTo("resident.nickname-refused");
        Answer renamed =
                put(
                        PROFILE,
                        person.token(),
                        "{\"nickname\":\" 小王 \",\"avatar\":\"https://a.example/b.png\","
                                + "\"ageBand\":\"FROM_60\"}");
        assertThat(renamed.text("$.nickname")).isEqualTo("小王");
        assertThat(renamed.text("$.ageBand")).isEqualTo("FROM_60");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|422",
                "{\"nickname\":\" \"}|422",
                "{\"nickname\":\"a\\u0000b\"}|422",
                "{\"nickname\":\"x\",\"avatar\":\"javascript:x\"}|422",
                "{\"nickname\":5}|400",
            })
    void aProfileThatIsNoneIsRefused(String body, int status) {
        assertThat(put(PROFILE, someone().token(), body).status()).isEqualTo(status);
    }

    @Test
    void aCommunityIsClaimed() {
        Person person = someone();
        Answer unbound = claim(person, JIAXIULOU);
        bindPhone(person, newPhone());
        Answer me = get("/api/v1/me", person.token());

        assertThat(unbound.status()).as(unbound.body()).isEqualTo(200);
        assertThat(unbound.text("$.verification")).isEqualTo("OPENID");
        assertThat(me.text("$.verification")).isEqualTo("CLAIMED");
        assertThat(me.text("$.residence.status")).isEqualTo("CLAIMED");
        assertThat(me.text("$.residence.path[0].code")).isEqualTo("520100");
        assertThat(me.text("$.residence.path[3].code")).isEqualTo(JIAXIULOU);
        assertThat(me.text("$.residence.room")).isEqualTo("301");
        assertThat(me.body()).doesNotContain("王小明");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|request.invalid",
                "{\"areaCode\":\"520102\"}|residence.not-a-community",
                "{\"areaCode\":\"999999999999\"}|residence.area-unknown",
                "{\"areaCode\":\"x\"}|residence.area-unknown",
                "{\"longitude\":106.7}|request.invalid",
                "{\"longitude\":1e999,\"latitude\":26}|request.invalid",
                "{\"longitude\":116.4,\"latitude\":39.9}|residence.place-unknown",
                "{\"areaCode\":\"520102016003\",\"longitude\":1}|request.invalid",
                "{\"areaCode\":\"520102016003\",\"evidenceMediaIds\":[\"a\"]}"
                        + "|residence.evidence-unknown",
            })
    void aResidenceThatIsNoneIsRefused(String body, String code) {
        Answer answer = put(RESIDENCE, someone().token(), body);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.code()).isEqualTo(code);
    }

    @Test
    void consentIsGivenAndWithdrawn() {
        Person person = someone();
        String path = "/api/v1/me/consents/PUBLIC_NAME";
        Answer given = put(path, person.token(), null);

        assertThat(given.text("$.consents[0].scope")).isEqualTo("PUBLIC_NAME");
        assertThat(put(path, person.token(), "{\"version\":\"1999\"}").code())
                .isEqualTo("consent.other-version");
        assertThat(delete(path, person.token()).count("$.consents")).isZero();
        assertThat(put("/api/v1/me/consents/OTHER", person.token(), null).status()).isEqualTo(400);
    }

    @Test
    void documentsCarryTheVersionToConsentTo() {
        Answer documents = get("/api/v1/legal/documents", null);
        String version = documents.text("$.items[0].version");

        assertThat(documents.count("$.items")).isEqualTo(6);
        Answer given =
                put(
                        "/api/v1/me/consents/TERMS",
                        someone().token(),
                        "{\"version\":\"" + version + "\"}");
        assertThat(given.status()).isEqualTo(200);
    }

    @Test
    void theExportHoldsWhatIsHeld() {
        Person person = someone();
        String phone = newPhone();
        bindPhone(person, phone);
        claim(person, JIAXIULOU);
        Answer export = get("/api/v1/me/export", person.token());

        assertThat(export.text("$.identity.phone")).isEqualTo(phone);
        assertThat(export.text("$.identity.realName")).isEqualTo("王小明");
        assertThat(export.text("$.identity.account.id")).isEqualTo(person.id());
    }
}
