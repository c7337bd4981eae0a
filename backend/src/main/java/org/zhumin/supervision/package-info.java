/**
 * What follows when somebody does not do what they owe: orders to put it right by a day, and cases
 * of accountability. It knows no feature: a matter is named by type and id, and whoever finds a
 * reason orders through {@link org.zhumin.supervision.Supervision}.
 *
 * <ul>
 *   <li>rectification (限期整改): {@link org.zhumin.supervision.Rectification}; the unit (责任单位)
 *       submits, a verifier (核查人), who never is of that unit, verifies
 *   <li>escalate (提级): the next level of the area tree verifies from then on
 *   <li>accountability case (责任追究): {@link org.zhumin.supervision.AccountabilityCase}, of a level:
 *       提醒、约谈、通报、移交
 *   <li>matter (事项): what it is about and whose it is
 * </ul>
 *
 * <p>Timelines name staff by their id, as the audit log does: those are acts of an office, and stay
 * when the account is erased.
 */
@NullMarked
package org.zhumin.supervision;

import org.jspecify.annotations.NullMarked;
