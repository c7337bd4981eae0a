package org.zhumin.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhumin.area.Trees;
import org.zhumin.kernel.OrganizationId;
import org.zhumin.platform.InvalidConfiguration;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;

class DemoOrganizationsTest {
    private static final Path SHIPPED = Path.of("config/organizations/demo.json");
    private static final Clock CLOCK = Clock.fixed(OrganizationFixture.NOW, ZoneOffset.UTC);

    private final Organizations store = new InMemoryOrganizations();

    @ParameterizedTest
    @CsvSource({
        "demounit, UNIT, 520100",
        "demounit520102, UNIT, 520102",
        "democouncil, COUNCIL, 520100",
        "democouncil520102, COUNCIL, 520102",
        "democouncil520102016003, COUNCIL, 520102016003",
        "democouncil520103021006, COUNCIL, 520103021006",
        "demosocial, SOCIAL, 520100",
        "demomerchant, MERCHANT, 520103"
    })
    void theShippedDemoHasItsFixedIds(String id, OrganizationKind kind, String areaCode) {
        demo(SHIPPED).run().block();
        Organization organization = store.find(new OrganizationId(id)).block();
        assertThat(organization.kind()).isEqualTo(kind);
        assertThat(organization.areaCode().value()).isEqualTo(areaCode);
    }

    @Test
    void aChangeInTheDemoOutlivesARestart() {
        demo(SHIPPED).run().block();
        Organization unit = store.find(new OrganizationId("demounit")).block();
        var details = OrganizationFixture.details(OrganizationKind.UNIT, "改名", "520100");
        store.save(unit.change(details, OrganizationFixture.NOW)).block();
        demo(SHIPPED).run().block();
        assertThat(store.find(unit.id()).block().name()).isEqualTo("改名");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{",
                "{\"note\": \"\", \"organizations\": {\"no-id\": {\"name\": \"N\", \"kind\":"
                        + " \"UNIT\", \"areaCode\": \"520100\"}}}",
                "{\"note\": \"\", \"organizations\": {\"id\": {\"name\": \"N\", \"kind\": \"UNIT\","
                        + " \"areaCode\": \"999999\"}}}",
                "{\"note\": \"\", \"organizations\": {\"id\": {\"name\": \"N\", \"kind\":"
                        + " \"COUNCIL\", \"areaCode\": \"520100\"}}}",
                "{\"note\": \"\", \"organizations\": {\"id\": {\"name\": \"N\", \"kind\": \"WHAT\","
                        + " \"areaCode\": \"520100\"}}}"
            })
    void aFileThatIsWrongIsNamed(String content, @TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("demo.json"), content);
        assertThatThrownBy(() -> demo(file))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageStartingWith("zhumin.organization.demo-file: " + file);
    }

    private DemoOrganizations demo(Path file) {
        return new DemoOrganizations(
                store,
                new OrganizationProperties(file.toString()),
                Trees.guiyang(),
                JsonMapper.shared(),
                CLOCK);
    }
}
