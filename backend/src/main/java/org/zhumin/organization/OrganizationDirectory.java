package org.zhumin.organization;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhumin.identity.OrganizationAreas;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.OrganizationId;
import org.zhumin.kernel.Slice;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.util.Comparator;
import java.util.List;

/** What other features ask about organisations. */
@Component
public class OrganizationDirectory implements OrganizationAreas {
    private static final int SUGGESTIONS = 20;
    private static final int PAGE = 200;

    private final Organizations organizations;

    OrganizationDirectory(Organizations organizations) {
        this.organizations = organizations;
    }

    /** Empty if there is none. */
    public Mono<Organization> find(OrganizationId id) {
        return organizations.find(id);
    }

    @Override
    public Mono<AreaCode> findArea(OrganizationId id) {
        return organizations.find(id).map(Organization::areaCode);
    }

    /** Fails with {@code organization.not-found}. */
    public Mono<Organization> get(OrganizationId id) {
        return organizations
                .find(id)
                .switchIfEmpty(Mono.error(OrganizationProblem.NOT_FOUND::refusal));
    }

    /**
     * The units and councils that may answer for a matter, the best first, at most {@value
     * #SUGGESTIONS}: the deepest area of the path wins; in one area, those that name the category
     * come before those that answer for all. Whoever names only other categories is left out.
     *
     * @param areaPath the codes from the city down to where the matter is
     * @param category absent while nobody has decided it yet; then everybody is suggested
     */
    public Flux<Organization> suggest(List<AreaCode> areaPath, @Nullable String category) {
        return organizations
                .listAnswering(areaPath, category)
                .sort(bestFirst(areaPath, category))
                .take(SUGGESTIONS);
    }

    /** Every organisation of the kind that works in the area's subtree, by id. */
    public Flux<Organization> listAll(AreaCode area, OrganizationKind kind) {
        var query = new OrganizationQuery(area, kind, null);
        return organizations
                .list(query, null, PAGE)
                .expand(
                        page ->
                                Mono.justOrEmpty(page.next())
                                        .flatMap(next -> organizations.list(query, next, PAGE)))
                .flatMapIterable(Slice::items);
    }

    private static Comparator<Organization> bestFirst(
            List<AreaCode> areaPath, @Nullable String category) {
        return Comparator.comparingInt((Organization o) -> -areaPath.indexOf(o.areaCode()))
                .thenComparing(o -> category == null || !o.categories().contains(category))
                .thenComparing(o -> o.id().value());
    }
}
