package org.zhumin.organization;

import org.zhumin.area.Area;
import org.zhumin.area.Trees;
import org.zhumin.kernel.OrganizationId;

import java.time.Instant;
import java.util.List;

/** Organisations for tests, made the way the service makes them. */
final class OrganizationFixture {
    static final Instant NOW = Instant.parse("2026-11-24T02:00:00.123Z");

    private OrganizationFixture() {}

    static Area area(String code) {
        return Trees.guiyang().get(code);
    }

    static OrganizationDetails details(OrganizationKind kind, String name, String areaCode) {
        var type = kind == OrganizationKind.COUNCIL ? CouncilType.RESIDENTS_COUNCIL : null;
        return new OrganizationDetails(
                name, kind, type, area(areaCode), null, null, null, List.of());
    }

    static Organization unit(String id, String areaCode, String... categories) {
        var details =
                new OrganizationDetails(
                        "单位" + id,
                        OrganizationKind.UNIT,
                        null,
                        area(areaCode),
                        null,
                        null,
                        null,
                        List.of(categories));
        return Organization.create(new OrganizationId(id), details, NOW, "");
    }

    static Organization any(String id, OrganizationKind kind, String name, String areaCode) {
        return Organization.create(new OrganizationId(id), details(kind, name, areaCode), NOW, "");
    }

    /** With every field set. */
    static Organization full(String id) {
        var details =
                new OrganizationDetails(
                        "全字段议事会",
                        OrganizationKind.COUNCIL,
                        CouncilType.SERVICE_CENTRE,
                        area("520102016003"),
                        new OrganizationId("parent"),
                        "0851-00000099",
                        "介绍 $set {\"a\": 1}",
                        List.of("road.light", "noise"));
        return Organization.create(new OrganizationId(id), details, NOW, "0123abcd");
    }
}
