package org.zhumin.request;

import org.jspecify.annotations.Nullable;
import org.zhumin.kernel.ResidentId;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The next version of a request in the making: what is not set stays as it was. */
final class RequestChange {
    private final ServiceRequest before;
    private final RequestAction.Party party;
    private RequestState state;
    private @Nullable String category;
    private String title;
    private Publication publication;
    private @Nullable Handler handler;
    private @Nullable ResidentId owner;
    private @Nullable Rating rating;
    private @Nullable Outcome closedAs;
    private int reopens;
    private List<TimelineEntry> timeline;

    RequestChange(ServiceRequest before, RequestAction.Party party) {
        this.before = before;
        this.party = party;
        state = before.state();
        category = before.categoryCode();
        title = before.title();
        publication = before.publication();
        handler = before.handler();
        owner = before.owner();
        rating = before.rating();
        closedAs = before.closedAs();
        reopens = before.reopens();
        timeline = before.timeline();
    }

    RequestChange state(RequestState next) {
        state = next;
        return this;
    }

    RequestChange category(@Nullable String code) {
        category = code;
        return this;
    }

    RequestChange title(String text) {
        title = text;
        return this;
    }

    RequestChange publication(Publication next) {
        publication = next;
        return this;
    }

    RequestChange handler(Handler next) {
        handler = next;
        return this;
    }

    RequestChange owner(@Nullable ResidentId next) {
        owner = next;
        return this;
    }

    RequestChange rating(Rating given) {
        rating = given;
        return this;
    }

    RequestChange closedAs(Outcome outcome) {
        closedAs = outcome;
        return this;
    }

    RequestChange reopens(int times) {
        reopens = times;
        return this;
    }

    /** Adds the entry that tells of this change, and completes it. */
    ServiceRequest entry(
            TimelineEntry.Type type, @Nullable String text, boolean isPublic, Step step) {
        var longer = new ArrayList<>(timeline);
        longer.add(
                new TimelineEntry(
                        step.at(),
                        type,
                        text,
                        party,
                        party == RequestAction.Party.HANDLER && handler != null
                                ? handler.name()
                                : null,
                        isPublic,
                        step.actor(),
                        step.operation().id(),
                        step.operation().bodyHash()));
        timeline = longer;
        return build(step.at());
    }

    ServiceRequest build(Instant at) {
        return new ServiceRequest(
                before.id(),
                before.number(),
                before.kind(),
                category,
                title,
                before.content(),
                before.place(),
                before.answers(),
                owner,
                state,
                publication,
                before.textCheck(),
                handler,
                timeline,
                rating,
                closedAs,
                reopens,
                before.bodyHash(),
                before.createdAt(),
                at,
                before.version() + 1);
    }
}
