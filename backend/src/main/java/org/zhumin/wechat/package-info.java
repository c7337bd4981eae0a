/**
 * Talks to WeChat (微信) for the features above, and is the only package that uses WxJava. Terms:
 * session (会话, what a login code becomes), openid (a resident's id within our mini-program, 小程序),
 * content check (内容安全检测), subscribe message (订阅消息), mini-program code (小程序码), callback (消息推送, what
 * WeChat tells us by calling).
 */
@NullMarked
package org.zhumin.wechat;

import org.jspecify.annotations.NullMarked;
