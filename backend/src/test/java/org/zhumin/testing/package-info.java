/** What tests share: the servers they run on, and engines that they may kill. */
@org.jspecify.annotations.NullMarked
package org.zhumin.testing;
