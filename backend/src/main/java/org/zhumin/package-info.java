/**
 * zhumin (筑民), the backend behind a mini-program for resident participation. One package per
 * feature; arrows between packages point only downwards, from the doors (request, project, …) to
 * {@code platform} and {@code kernel}.
 */
@org.jspecify.annotations.NullMarked
package org.zhumin;
