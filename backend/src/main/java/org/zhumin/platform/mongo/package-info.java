/**
 * The connection to MongoDB, its codecs and error translation, the start-up creation of indexes;
 * reads and writes by the group, leases, expiry, and what other instances changed.
 */
@NullMarked
package org.zhumin.platform.mongo;

import org.jspecify.annotations.NullMarked;
