package org.zhumin.identity;

import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

import java.util.List;

/** A verified token: the actor, and the session to renew or end. */
final class ActorAuthentication extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1L;
    private static final List<GrantedAuthority> STAFF =
            List.of(new SimpleGrantedAuthority("STAFF"));

    private final transient Actor actor;
    private final transient Session session;

    ActorAuthentication(Actor actor, Session session) {
        super(actor.isStaff() ? STAFF : List.of());
        this.actor = actor;
        this.session = session;
        setAuthenticated(true);
    }

    Session session() {
        return session;
    }

    @Override
    public Actor getPrincipal() {
        return actor;
    }

    @Override
    public String getName() {
        return actor.id().value();
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
