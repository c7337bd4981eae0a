/**
 * What controllers share: JSON rules, paging, idempotency keys, cached hot reads, request ids, rate
 * limits; and hot calls, which go before the controllers, see ADR 0019.
 */
@NullMarked
package org.zhumin.platform.web;

import org.jspecify.annotations.NullMarked;
