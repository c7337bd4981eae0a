package org.zhumin.testing;

/**
 * A server that the tests of this run share.
 *
 * @param uri its address, without a database
 * @param origin what it is, for people
 * @param outlivesTests whether what the tests leave in it stays after them
 * @param end ends it
 */
record TestServer(String uri, String origin, boolean outlivesTests, Runnable end) {

    /** A server that somebody else runs. */
    static TestServer given(String uri, String variable) {
        return new TestServer(uri, "the server in " + variable, true, () -> {});
    }
}
