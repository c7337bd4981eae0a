package org.zhumin.wechat;

import reactor.core.publisher.Mono;

/**
 * Implemented by features that wait for something from WeChat. A message is kept until every
 * listener has taken it: an error brings it again, to all of them, so that a listener must bear
 * repetition ({@link CallbackMessage#id()}) and ignore what is not for it. Answer within a second
 * or two: WeChat waits five.
 */
public interface CallbackListener {
    Mono<Void> received(CallbackMessage message);
}
