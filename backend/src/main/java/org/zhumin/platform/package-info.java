/**
 * Technical code that every feature stands on; it knows no feature. One mechanism each: problem
 * documents, paging, idempotency, hot reads, rate limits, secrets, the audit log, start-up.
 */
@NullMarked
@ApplicationModule(type = ApplicationModule.Type.OPEN)
package org.zhumin.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
