/**
 * Livelihood projects (民生实事项目) through the four steps, from the draft to the day on which residents
 * look after what was built.
 *
 * <ul>
 *   <li>project (民生实事项目): {@link Project}, in HTTP /projects
 *   <li>steps (四步工作法): 点 POINT residents choose, 盯 WATCH they watch it being built, 评 EVALUATE they
 *       judge the result, 管 MANAGE they look after it, see {@link ProjectState}
 *   <li>decision (票决): what the deputies or the council decided, see {@link Decision}; never the
 *       residents' vote
 *   <li>milestone (关键节点): a part of the work with a weight and a day, see {@link Milestone}
 *   <li>shelved (暂缓): given up for a public reason, see {@link ShelveReason}
 *   <li>timeline (项目公示): what happened, for everybody
 * </ul>
 */
@NullMarked
package org.zhumin.project;

import org.jspecify.annotations.NullMarked;
