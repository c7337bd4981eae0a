package org.zhumin.organization;

import org.jspecify.annotations.Nullable;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.OrganizationId;

import java.time.Instant;
import java.util.List;

/**
 * An organisation (组织).
 *
 * @param councilType present for a {@link OrganizationKind#COUNCIL} and for nothing else
 * @param areaCode the area that it works for
 * @param areaPath the codes from the city down to that area, as they were when the area was set
 * @param servicePhone public
 * @param categories the request categories that it answers for; empty for all
 * @param version raised by every change
 * @param bodyHash of the call that made it, so that the same call repeated is told from another;
 *     empty if that call had no Idempotency-Key
 */
public record Organization(
        OrganizationId id,
        String name,
        OrganizationKind kind,
        @Nullable CouncilType councilType,
        AreaCode areaCode,
        List<AreaCode> areaPath,
        @Nullable OrganizationId parentId,
        @Nullable String servicePhone,
        @Nullable String intro,
        List<String> categories,
        long version,
        Instant createdAt,
        Instant updatedAt,
        String bodyHash) {
    public Organization {
        areaPath = List.copyOf(areaPath);
        categories = List.copyOf(categories);
    }

    /** Fails with {@code organization.council-type}. */
    static Organization create(
            OrganizationId id, OrganizationDetails details, Instant now, String bodyHash) {
        return of(id, details.requireValid(), details.area().path(), 1, now, now, bodyHash);
    }

    /**
     * The same organisation with other details. While the area stays the same, so does its path.
     * Fails with {@code organization.council-type}.
     */
    Organization change(OrganizationDetails details, Instant now) {
        boolean sameArea = areaCode.equals(details.area().code());
        List<AreaCode> path = sameArea ? areaPath : details.area().path();
        return of(id, details.requireValid(), path, version + 1, createdAt, now, bodyHash);
    }

    boolean answersFor(String category) {
        return categories.isEmpty() || categories.contains(category);
    }

    private static Organization of(
            OrganizationId id,
            OrganizationDetails details,
            List<AreaCode> path,
            long version,
            Instant createdAt,
            Instant updatedAt,
            String bodyHash) {
        return new Organization(
                id,
                details.name(),
                details.kind(),
                details.councilType(),
                details.area().code(),
                path,
                details.parentId(),
                details.servicePhone(),
                details.intro(),
                details.categories(),
                version,
                createdAt,
                updatedAt,
                bodyHash);
    }
}
