package org.zhumin.request;

import org.jspecify.annotations.Nullable;

/**
 * How it came in.
 *
 * @param externalId its id over there
 * @param onBehalfOf whose request it is, when somebody else wrote it down
 */
record Origin(Channel channel, @Nullable String externalId, @Nullable OnBehalfOf onBehalfOf) {
    static final Origin APP = new Origin(Channel.APP, null, null);

    Origin withoutPerson() {
        return new Origin(channel, externalId, null);
    }
}
