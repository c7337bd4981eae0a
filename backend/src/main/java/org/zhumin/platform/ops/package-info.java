/**
 * What an operator watches (运行概况): what waits where, since when, and what fails. Stores say which
 * of their work waits, see {@link org.zhumin.platform.ops.MongoBacklogs}; nothing here knows a
 * feature.
 *
 * <ul>
 *   <li>backlog (积压): work of one kind that waits, for a person, for WeChat or for a schedule
 *   <li>projection's lag (统计滞后): facts that are not counted yet
 * </ul>
 */
@NullMarked
package org.zhumin.platform.ops;

import org.jspecify.annotations.NullMarked;
