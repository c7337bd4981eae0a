/**
 * Requests (诉求): what a resident asks, asks help with, complains of, reports or suggests, from
 * submission to the confirmation that it is solved.
 *
 * <ul>
 *   <li>service request (诉求): {@link ServiceRequest}, in HTTP /requests
 *   <li>accept (受理), dispatch (派遣), sign (签收), reply (回复), confirmation (回访、确认): see {@link
 *       RequestAction}
 *   <li>category (分类): what it is about, see {@link Category}
 *   <li>handler (承办单位): the organisation that answers
 *   <li>timeline (办理过程): what happened, one entry an action
 *   <li>publication (公开): whether others may read it, see {@link Publication}
 * </ul>
 */
@NullMarked
package org.zhumin.request;

import org.jspecify.annotations.NullMarked;
