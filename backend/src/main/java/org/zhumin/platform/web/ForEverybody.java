package org.zhumin.platform.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a {@link PageRequest} argument: the list is the same for every viewer, so its cursors are not
 * bound to one. Needed wherever {@link HotReads} keeps the page.
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface ForEverybody {}
