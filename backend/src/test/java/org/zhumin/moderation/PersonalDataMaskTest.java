package org.zhumin.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhumin.moderation.PersonalDataMask.Found;
import org.zhumin.moderation.PersonalDataMask.Masked;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Every number here is made up or a published example. */
class PersonalDataMaskTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = true,
            value = {
                "电话13800138000，谢谢        | MOBILE    | 电话138****8000，谢谢",
                "138 0013 8000               | MOBILE    | 138 **** 8000",
                "138-0013-8000               | MOBILE    | 138-****-8000",
                "138－0013－8000             | MOBILE    | 138－****－8000",
                "138.0013.8000               | MOBILE    | 138.****.8000",
                "1380013 8000                | MOBILE    | 138**** 8000",
                "138 00138000                | MOBILE    | 138 ****8000",
                "１３８００１３８０００          | MOBILE    | １３８****８０００",
                "1 3 8 0 0 1 3 8 0 0 0       | MOBILE    | 1 3 8 * * * * 8 0 0 0",
                "138\u200b0013\u200b8000     | MOBILE    | 138\u200b****\u200b8000",
                "+86 13800138000             | MOBILE    | +86 138****8000",
                "8613800138000               | MOBILE    | 86138****8000",
                "+86-138-0013-8000           | MOBILE    | +86-138-****-8000",
                "vx13800138000               | MOBILE    | vx138****8000",
                "我的13800138000.            | MOBILE    | 我的138****8000.",
                "1、19912345678号            | MOBILE    | 1、199****5678号",
                "0851-85881234               | LANDLINE  | 0851-********",
                "(0851)85881234              | LANDLINE  | (0851)********",
                "（0851） 8588-1234          | LANDLINE  | （0851） ****-****",
                "085185881234                | LANDLINE  | 0851********",
                "010-62345678                | LANDLINE  | 010-********",
                "0854-8221234转801           | LANDLINE  | 0854-*******转801",
                "11010519491231002X          | ID_CARD   | 11****************",
                "身份证110105194912310 02x号 | ID_CARD   | 身份证11************* ***号",
                "110105 19491231 002Ｘ       | ID_CARD   | 11**** ******** ****",
                "440524188001010014          | ID_CARD   | 44****************",
                "110105491231002             | ID_CARD   | 11*************",
                "贵A12345堵在门口            | PLATE     | 贵A*****堵在门口",
                "贵A·D1234挡道               | PLATE     | 贵A·*****挡道",
                "贵ａ－８８８８８             | PLATE     | 贵ａ－*****",
                "贵AD12345                   | PLATE     | 贵A******",
                "贵A12345F                   | PLATE     | 贵A******",
                "川B 6K888                   | PLATE     | 川B *****",
                "贵A1234警                   | PLATE     | 贵A****警",
                "贵A1234学                   | PLATE     | 贵A****学",
                "6222021234567890128         | BANK_CARD | ***************0128",
                "4111 1111 1111 1111         | BANK_CARD | **** **** **** 1111",
                "卡号 6222 0212 3456 7890 128 | BANK_CARD | 卡号 **** **** **** ***0 128",
                "找 zhang.san@example.com    | EMAIL     | 找 z********@example.com",
                "a@qq.com                    | EMAIL     | *@qq.com",
                "13800138000＠139.com。      | EMAIL     | 1**********＠139.com。",
                "邮箱x_y+1@mail.gov.cn请回    | EMAIL     | 邮箱x****@mail.gov.cn请回"
            })
    void masks(String text, PersonalDataKind kind, String masked) {
        Masked result = PersonalDataMask.mask(text);
        assertThat(result.text()).isEqualTo(masked);
        assertThat(result.found()).extracting(Found::kind).containsExactly(kind);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "巷口路灯坏了三天",
                "赔偿13800138000元",
                "投资 ¥13800138000",
                "共13800138000.50，已付",
                "13,800,138,000",
                "13 800 138 000",
                "2026-11-24 08:30:00",
                "20261124",
                "诉求编号20261124000001",
                "20261124083000123",
                "灯杆编号 NMH-0123-4567",
                "灯杆520102016003000",
                "灯杆5201020160030001",
                "区划代码520102016003",
                "12345热线、110、119、95588",
                "0851-12345",
                "400-820-8820",
                "门牌3栋2单元1801室",
                "106.7195, 26.5735",
                "110105194912310021",
                "110105199913450022",
                "4111 1111 1111 1112",
                "6222021234567890123",
                "订单4200001234202611241234567890",
                "贵A区12345",
                "贵A2栋1单元",
                "新B超1234567",
                "京A1234567",
                "云B12",
                "@所有人 明天停水",
                "a@b",
                "100@斤",
                "f47ac10b58cc4372a567d13812345678a",
                "1234567890123456789012345678901234567890",
                "第一2026届"
            })
    void leaves(String text) {
        assertThat(PersonalDataMask.mask(text)).isEqualTo(new Masked(text, List.of()));
    }

    @Test
    void findsEachWithItsPlace() {
        String text = "张三13800138000或13900139000 0851-85881234，贵A12345，zs@qq.com";
        Masked masked = PersonalDataMask.mask(text);
        assertThat(masked.found())
                .extracting(found -> text.substring(found.start(), found.end()))
                .containsExactly(
                        "13800138000", "13900139000", "0851-85881234", "贵A12345", "zs@qq.com");
        assertThat(masked).asString().doesNotContain("138");
    }

    @Provide
    Arbitrary<String> mobiles() {
        return Arbitraries.integers()
                .between(300_000_000, 999_999_999)
                .map(rest -> "1" + Math.max(3, rest / 100_000_000) + "%09d".formatted(rest));
    }

    @Property(tries = 500)
    void aMobileIsHiddenAmongWords(
            @ForAll("mobiles") String eleven, @ForAll("separators") String s) {
        String number = eleven.substring(0, 11);
        String written =
                number.substring(0, 3) + s + number.substring(3, 7) + s + number.substring(7);
        Masked masked = PersonalDataMask.mask("请打" + written + "找我");
        assertThat(masked.found()).extracting(Found::kind).containsOnly(PersonalDataKind.MOBILE);
        assertThat(masked.text()).doesNotContain(written).contains("****");
    }

    @Provide
    Arbitrary<String> separators() {
        return Arbitraries.of("", " ", "-", "－", "　", " - ", "\u200b\ufeff");
    }

    @Property(tries = 1000)
    void noTimeOrRequestNumberOrAmountIsHidden(
            @ForAll @LongRange(min = 0, max = 4_000_000_000L) long second,
            @ForAll @IntRange(min = 1, max = 999_999) int running,
            @ForAll @LongRange(min = 1) long amount) {
        var at = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
        String text =
                Stream.of("yyyy-MM-dd HH:mm:ss", "yyyyMMdd", "yyyy.MM.dd HH:mm", "yyyyMMddHHmmss")
                        .map(pattern -> at.format(DateTimeFormatter.ofPattern(pattern)))
                        .collect(Collectors.joining("，"));
        String number = at.format(DateTimeFormatter.BASIC_ISO_DATE) + "%06d".formatted(running);
        String whole = "%s，编号%s，共%d元".formatted(text, number, amount % 1_000_000_000_000L);
        assertThat(PersonalDataMask.mask(whole).text()).isEqualTo(whole);
    }

    @Provide
    Arbitrary<String> noise() {
        return Arbitraries.strings().withChars("0123456789Xx贵A@. -·年元aZ\u200b１２").ofMaxLength(80);
    }

    @Property(tries = 2000)
    void changesNothingButWhatItSays(@ForAll("noise") String text) {
        Masked masked = PersonalDataMask.mask(text);
        assertThat(masked.text()).hasSameSizeAs(text);
        int behind = 0;
        for (Found found : masked.found()) {
            assertThat(found.start()).isGreaterThanOrEqualTo(behind);
            assertThat(found.end()).isGreaterThan(found.start());
            assertThat(masked.text().substring(behind, found.start()))
                    .isEqualTo(text.substring(behind, found.start()));
            assertThat(masked.text().substring(found.start(), found.end())).contains("*");
            behind = found.end();
        }
        assertThat(masked.text().substring(behind)).isEqualTo(text.substring(behind));
    }

    @Property(tries = 500)
    void noTextFails(@ForAll @StringLength(max = 200) String text) {
        assertThat(PersonalDataMask.mask(text).text()).hasSameSizeAs(text);
    }

    /** Each takes some ten milliseconds; with backtracking it would be minutes. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "1 ",
                "13800138000 ",
                "a@",
                "@",
                "a.",
                "a@a.",
                "贵",
                "贵A",
                "贵A1234 ",
                "\u200b",
                "1\u200b",
                "6222 ",
                "0851-",
                "(",
                "1-",
                "5201 ",
                "贵\u200bA\u200b"
            })
    void aHostileTextTakesNoLongerThanAnother(String piece) {
        String text = piece.repeat(100_000 / piece.length());
        long start = System.nanoTime();
        PersonalDataMask.mask(text);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void aPageOfNumbersIsMaskedWhole() {
        String text =
                IntStream.range(0, 1_000)
                        .mapToObj(i -> "1380013%04d".formatted(i))
                        .collect(Collectors.joining("、"));
        assertThat(PersonalDataMask.mask(text).found()).hasSize(1_000);
    }
}
