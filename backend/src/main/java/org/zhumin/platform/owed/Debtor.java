package org.zhumin.platform.owed;

/**
 * A store whose documents carry debts in the array {@code owed}. Registering as a component is all:
 * the index is made and the collection is swept. The ids of its documents are strings.
 *
 * <p>How its writes treat the debts, see {@link MongoOwed}.
 */
public interface Debtor {
    String collection();
}
