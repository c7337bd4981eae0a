/**
 * Turns every failure into one kind of answer, a problem document (RFC 9457), in Chinese or
 * English.
 */
@NullMarked
package org.zhumin.platform.problem;

import org.jspecify.annotations.NullMarked;
