package org.zhumin.organization;

import org.jspecify.annotations.Nullable;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.Cursor;
import org.zhumin.kernel.OrganizationId;
import org.zhumin.kernel.Slice;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** The store for tests without a database; held to the same contract as the real one. */
final class InMemoryOrganizations implements Organizations {
    private final ConcurrentNavigableMap<String, Organization> byId = new ConcurrentSkipListMap<>();

    @Override
    public Mono<Organization> find(OrganizationId id) {
        return Mono.fromSupplier(() -> byId.get(id.value()));
    }

    @Override
    public Mono<Organization> insertOrGet(Organization organization) {
        return Mono.fromSupplier(
                () -> {
                    Organization earlier =
                            byId.putIfAbsent(organization.id().value(), organization);
                    return earlier == null ? organization : earlier;
                });
    }

    @Override
    public Mono<Organization> save(Organization organization) {
        return find(organization.id())
                .filter(stored -> stored.version() == organization.version() - 1)
                .filter(stored -> byId.replace(stored.id().value(), stored, organization))
                .map(_ -> organization);
    }

    @Override
    public Mono<Slice<Organization>> list(
            OrganizationQuery query, @Nullable Cursor after, int limit) {
        String last = after == null ? "" : after.keys().getFirst();
        return Mono.fromSupplier(
                () ->
                        Slice.of(
                                byId.tailMap(last, false).values().stream()
                                        .filter(organization -> matches(organization, query))
                                        .limit(limit + 1)
                                        .toList(),
                                limit,
                                organization -> Cursor.of(organization.id().value())));
    }

    private static boolean matches(Organization organization, OrganizationQuery query) {
        return organization.areaPath().contains(query.area())
                && (query.kind() == null || query.kind() == organization.kind())
                && (query.namePart() == null
                        || lower(organization.name()).contains(lower(query.namePart())));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    @Override
    public Flux<Organization> listAnswering(List<AreaCode> areas, @Nullable String category) {
        return Flux.fromIterable(byId.values())
                .filter(organization -> areas.contains(organization.areaCode()))
                .filter(
                        organization ->
                                organization.kind() == OrganizationKind.UNIT
                                        || organization.kind() == OrganizationKind.COUNCIL)
                .filter(
                        organization ->
                                category == null
                                        || organization.categories().isEmpty()
                                        || organization.categories().contains(category))
                .sort(
                        Comparator.comparingInt((Organization o) -> -o.areaPath().size())
                                .thenComparing(o -> o.id().value()))
                .take(ANSWERING_LIMIT);
    }
}
