/**
 * Who acts: residents (居民), how far each is verified, where each lives, what each may do, and the
 * sessions that prove it.
 *
 * <ul>
 *   <li>verification ladder (认证等级): OPENID → PHONE → CLAIMED → VERIFIED, see {@link Verification}
 *   <li>residence (居住地): claimed by the resident, verified by a grid worker (网格员)
 *   <li>grant (授权): a role over an area's subtree or for an organisation, for a time, see {@link
 *       Grant}
 *   <li>consent (同意): to a document of a certain version, withdrawn at any time
 *   <li>voter key (投票人标识): a pseudonym made from the phone first bound, see {@code Resident}
 * </ul>
 */
@NullMarked
package org.zhumin.identity;

import org.jspecify.annotations.NullMarked;
