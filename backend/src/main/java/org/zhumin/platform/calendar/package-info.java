/**
 * Working days and hours (工作日、工作时间) with the announced holidays and the weekends worked in their
 * place (调休).
 */
@NullMarked
package org.zhumin.platform.calendar;

import org.jspecify.annotations.NullMarked;
