package org.zhumin.request;

import org.zhumin.kernel.AreaCode;

import java.time.Instant;

/**
 * That an overdue request was taken one level up the area tree (自动提级).
 *
 * @param to the area whose supervisors are told
 * @param clock the one that was late
 * @param overdueDays by how many working days
 */
public record Escalation(AreaCode to, DeadlineClock clock, Instant at, int overdueDays) {}
