package org.zhumin.request;

import reactor.core.publisher.Mono;

/** Which request another channel's id stands for; one id, one request. */
interface ExternalIds {
    /**
     * Claims the id for this request, or gives the request for which it is claimed already.
     *
     * @return the request's id to go on with
     */
    Mono<RequestId> claim(Channel channel, String externalId, RequestId request);
}
