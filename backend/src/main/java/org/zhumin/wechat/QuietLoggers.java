package org.zhumin.wechat;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

import java.util.List;

/**
 * Silences what would print tokens, secrets, openids, phone codes and residents' texts: WxJava at
 * WARN, the HTTP client's wire log and Lettuce's command log at DEBUG. In code, so that no
 * configuration can forget it.
 */
final class QuietLoggers {
    private static final List<String> OFF =
            List.of("cn.binarywang.wx.miniapp", "me.chanjar.weixin", "org.apache.hc.client5.http");

    private QuietLoggers() {}

    static void quieten() {
        LoggingSystem logging = LoggingSystem.get(QuietLoggers.class.getClassLoader());
        OFF.forEach(name -> logging.setLogLevel(name, LogLevel.OFF));
        logging.setLogLevel("io.lettuce.core.protocol", LogLevel.INFO);
    }
}
