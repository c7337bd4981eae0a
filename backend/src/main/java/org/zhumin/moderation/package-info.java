/**
 * Moderation (内容审核): what people write is checked, masked, complained of, looked at by a person,
 * and may be appealed. Knows no feature: doors publish their content through {@link
 * org.zhumin.moderation.ModeratedContent}.
 *
 * <ul>
 *   <li>masking (脱敏): personal data in a text made unreadable, see {@link
 *       org.zhumin.moderation.PersonalDataMask}
 *   <li>text check (文本检测): WeChat for residents, the local word list (本地词库) for staff and imports,
 *       see {@link org.zhumin.moderation.TextModeration}
 *   <li>report (举报、投诉): a resident's complaint about one thing that others can read
 *   <li>case (审核事项): everything about one thing until it is decided; 20 reports are one case
 *   <li>pass (通过), withhold (不予公开), appeal (申诉), upheld (维持), reversed (撤销)
 *   <li>moderation log (审核公示): what was decided and why, for everybody, without personal data
 * </ul>
 */
@NullMarked
package org.zhumin.moderation;

import org.jspecify.annotations.NullMarked;
