package org.zhumin.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhumin.kernel.Ids;

class QrCodeTest {
    @ParameterizedTest
    @CsvSource({
        "'', pages/a, 430",
        "123456789012345678901234567890123, pages/a, 430",
        "a b, pages/a, 430",
        "a%20b, pages/a, 430",
        "标签, pages/a, 430",
        "a=1, /pages/a, 430",
        "a=1, pages/a?b=1, 430",
        "a=1, '', 430",
        "a=1, pages/a, 279",
        "a=1, pages/a, 1281"
    })
    void whatWeChatRefusesIsRefused(String scene, String page, int width) {
        assertThatIllegalArgumentException().isThrownBy(() -> new QrCode(scene, page, width));
    }

    @Test
    void anIdOfOursFitsWithAShortKey() {
        assertThat(new QrCode("event=" + Ids.random(), "pages/event/index", 430).scene())
                .hasSize(32);
    }

    @Test
    void allAllowedSignsPass() {
        assertThat(new QrCode("!#$&'()*+,/:;=?@-._~09azAZ", "pages/a", 280)).isNotNull();
    }
}
