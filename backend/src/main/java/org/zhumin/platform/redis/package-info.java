/** The connection to Redis, which holds only what may be lost. */
@NullMarked
package org.zhumin.platform.redis;

import org.jspecify.annotations.NullMarked;
