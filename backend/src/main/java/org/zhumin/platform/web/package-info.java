/**
 * What controllers share: JSON rules, paging, idempotency keys, cached hot reads, request ids, rate
 * limits.
 */
@NullMarked
package org.zhumin.platform.web;

import org.jspecify.annotations.NullMarked;
