/**
 * The embedded default: a real MongoDB engine and a real Redis that the application starts for
 * itself when it is told of none. Never in production.
 */
@NullMarked
package org.zhumin.platform.embedded;

import org.jspecify.annotations.NullMarked;
