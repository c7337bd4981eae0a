/**
 * Notices (通知): what the doors tell a resident, kept in an inbox and, where the resident has
 * accepted one, sent to WeChat as a subscribe message.
 *
 * <ul>
 *   <li>notice (通知): one entry of the inbox (消息), never twice for the same person, reason and
 *       reference
 *   <li>subscribe message (订阅消息): what appears in WeChat; one acceptance (授权) is good for one
 *   <li>template (模板): the form that WeChat has approved for a message, see {@link Template}
 *   <li>scene (场景): where in the mini-program acceptances are asked for
 *   <li>quiet hours (免打扰时段): messages wait for their end, unless they are urgent (紧急)
 * </ul>
 */
@NullMarked
package org.zhumin.notice;

import org.jspecify.annotations.NullMarked;
