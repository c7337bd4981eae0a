/**
 * WeChat's API (微信接口) played inside the application, for development and tests: the real adapter
 * calls it over HTTP. It takes the codes {@code sim-<name>} and {@code sim-phone-<11 digits>},
 * judges texts by two word lists, checks each request strictly, and can be told to fail (故障注入).
 */
@NullMarked
package org.zhumin.wechat.simulator;

import org.jspecify.annotations.NullMarked;
