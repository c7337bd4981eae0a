/**
 * Pure value types that every feature shares: ids, places, pages, problems. Depends on {@code java}
 * alone; a type lives here only when three features need it and it means the same to all of them.
 */
@NullMarked
@ApplicationModule(type = ApplicationModule.Type.OPEN)
package org.zhumin.kernel;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
