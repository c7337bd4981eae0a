package org.zhumin.platform.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a controller method that answers through {@link HotReads}, whose return type says nothing:
 * what the JSON is, for the API description.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface PublicAnswer {
    Class<?> value();

    /** Whether the answer is a page of these. */
    boolean page() default false;
}
