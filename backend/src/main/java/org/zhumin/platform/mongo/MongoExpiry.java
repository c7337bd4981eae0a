package org.zhumin.platform.mongo;

/**
 * A collection whose documents may go once the time in one of their fields has passed. The embedded
 * engine runs no TTL monitor, so a sweeper of ours deletes them; the field needs an index.
 */
public record MongoExpiry(String collection, String field) {}
