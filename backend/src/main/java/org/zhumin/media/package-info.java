/**
 * Pictures and sounds (图片、录音) that people upload, and who may see them.
 *
 * <ul>
 *   <li>media (媒体文件): one upload, see {@link MediaItem}; its bytes lie in GridFS
 *   <li>check (内容安全检测): WeChat judges what was uploaded, else a person does (人工复核)
 *   <li>attachment (附件): media that belongs to something, named by a {@link MediaReference}; what
 *       is attached to nothing for a day is deleted
 *   <li>link (签名链接): a signed address that opens one file for some minutes
 * </ul>
 */
@NullMarked
package org.zhumin.media;

import org.jspecify.annotations.NullMarked;
