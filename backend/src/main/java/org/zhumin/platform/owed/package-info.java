/**
 * Owed effects: what a change owes elsewhere (points, a notice, a tally) is written into the same
 * document as the change, performed, then removed. A process that dies in between loses nothing: a
 * sweeper performs what was left. A debt of a kind that nobody performs yet waits, and is looked at
 * again every hour.
 *
 * <ul>
 *   <li>debt (待办的后续事项): one {@link Owed} in the array {@code owed} of a document
 *   <li>debtor (欠办方): a collection whose documents owe, see {@link Debtor}
 *   <li>effect (后续事项的办理): what an {@link EffectHandler} does for a debt, once or more often
 * </ul>
 */
@NullMarked
package org.zhumin.platform.owed;

import org.jspecify.annotations.NullMarked;
