package org.zhumin.platform.mongo;

import com.mongodb.client.model.IndexModel;

import java.util.List;

/** A store that declares the indexes of its collection. All are made before the first request. */
public interface MongoIndexes {
    String collection();

    /** Each with a name of its own. */
    List<IndexModel> indexes();
}
