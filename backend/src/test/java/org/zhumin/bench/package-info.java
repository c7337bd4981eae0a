/** Programs that do almost nothing, which {@code backend/bench/run} measures zhumin against. */
package org.zhumin.bench;
