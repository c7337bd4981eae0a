package org.zhumin.platform;

import java.util.List;

/** What a part of the application tells the person who started it. */
public interface StartupNote {
    /**
     * Lines for the block that is printed when the application is ready, without an end of line.
     */
    List<String> lines();
}
