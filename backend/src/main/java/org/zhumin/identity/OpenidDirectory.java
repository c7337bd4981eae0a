package org.zhumin.identity;

import org.springframework.stereotype.Component;
import org.zhumin.kernel.ResidentId;

import reactor.core.publisher.Mono;

/** Finds whom WeChat means by an openid in what it tells of itself. */
@Component
public class OpenidDirectory {
    private final Claims claims;
    private final Pseudonyms pseudonyms;

    OpenidDirectory(Claims openidClaims, Pseudonyms pseudonyms) {
        claims = openidClaims;
        this.pseudonyms = pseudonyms;
    }

    /**
     * @param openid never to be shown or logged
     * @return empty for who has never signed in or whose account is erased
     */
    public Mono<ResidentId> find(String openid) {
        return claims.find(pseudonyms.ofOpenid(openid));
    }
}
