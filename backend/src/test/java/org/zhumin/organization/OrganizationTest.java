package org.zhumin.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhumin.area.Area;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.OrganizationId;

import java.util.List;

class OrganizationTest {
    @ParameterizedTest
    @CsvSource({
        "COUNCIL, RESIDENTS_COUNCIL, true",
        "COUNCIL, RESIDENTS_COMMITTEE, true",
        "COUNCIL, SERVICE_CENTRE, true",
        "COUNCIL, , false",
        "UNIT, , true",
        "UNIT, SERVICE_CENTRE, false",
        "SOCIAL, , true",
        "ENTERPRISE, , true",
        "MERCHANT, , true",
        "MERCHANT, RESIDENTS_COUNCIL, false",
        "SELF_GOVERNED, , true"
    })
    void onlyACouncilHasAType(OrganizationKind kind, CouncilType type, boolean accepted) {
        var details =
                new OrganizationDetails(
                        "名称",
                        kind,
                        type,
                        OrganizationFixture.area("520102"),
                        null,
                        null,
                        null,
                        List.of());
        var id = new OrganizationId("some");
        if (accepted) {
            Organization made = Organization.create(id, details, OrganizationFixture.NOW, "");
            assertThat(made.councilType()).isEqualTo(type);
        } else {
            assertThatThrownBy(() -> Organization.create(id, details, OrganizationFixture.NOW, ""))
                    .hasMessage("organization.council-type");
        }
    }

    @Test
    void keepsThePathItsAreaHadWhenItWasMade() {
        Organization made = OrganizationFixture.unit("some", "520102016");
        assertThat(made.areaPath())
                .extracting(AreaCode::value)
                .containsExactly("520100", "520102", "520102016");

        Area area = OrganizationFixture.area("520102016");
        var moved = List.of(new AreaCode("520100"), new AreaCode("520103"), area.code());
        var areaNow =
                new Area(area.code(), area.name(), area.level(), moved.get(1), null, null, moved);
        var details =
                new OrganizationDetails(
                        "改名", OrganizationKind.UNIT, null, areaNow, null, null, null, List.of());
        assertThat(made.change(details, OrganizationFixture.NOW).areaPath())
                .isEqualTo(made.areaPath());
    }

    @Test
    void aChangeRaisesTheVersionAndKeepsIdAndBirth() {
        Organization made = OrganizationFixture.full("some");
        var details = OrganizationFixture.details(OrganizationKind.SOCIAL, "改名", "520103");
        Organization changed = made.change(details, OrganizationFixture.NOW.plusSeconds(5));
        assertThat(changed.id()).isEqualTo(made.id());
        assertThat(changed.version()).isEqualTo(2);
        assertThat(changed.createdAt()).isEqualTo(made.createdAt());
        assertThat(changed.updatedAt()).isEqualTo(OrganizationFixture.NOW.plusSeconds(5));
        assertThat(changed.bodyHash()).isEqualTo(made.bodyHash());
        assertThat(changed.areaPath()).isEqualTo(OrganizationFixture.area("520103").path());
        assertThat(changed.servicePhone()).isNull();
    }
}
