package org.zhumin.request;

import org.zhumin.identity.Role;

import java.time.Instant;

/**
 * That a council or supervisor has agreed to what a handler asked for: a unit does not stop its own
 * clock.
 *
 * @param reason what the handler gave; the resident reads it
 * @param by COUNCIL or SUPERVISOR
 */
record DeadlineApproval(String reason, Instant requestedAt, Instant decidedAt, Role by) {}
