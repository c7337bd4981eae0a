/** The audit log: what staff did, append-only and chained by hashes. */
@NullMarked
package org.zhumin.platform.audit;

import org.jspecify.annotations.NullMarked;
