/**
 * The connection to MongoDB, its codecs and error translation, and the start-up creation of
 * indexes.
 */
@NullMarked
package org.zhumin.platform.mongo;

import org.jspecify.annotations.NullMarked;
