package org.zhumin.identity;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import org.zhumin.platform.web.KnownCallers;

/** The actors whose tokens and documents are remembered. */
@Component
class KnownActors implements KnownCallers {
    private final Tokens tokens;
    private final Actors actors;

    KnownActors(Tokens tokens, Actors actors) {
        this.tokens = tokens;
        this.actors = actors;
    }

    @Override
    public @Nullable Authentication find(String token) {
        Session session = tokens.findKnown(token);
        if (session == null) {
            return null;
        }
        Actor actor = actors.findKnown(session);
        return actor == null ? null : new ActorAuthentication(actor, session);
    }
}
