package org.zhumin.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.OrganizationId;

import reactor.core.publisher.Flux;

import java.util.List;
import java.util.stream.IntStream;

class OrganizationDirectoryTest {
    private final Organizations store = new InMemoryOrganizations();
    private final OrganizationDirectory directory = new OrganizationDirectory(store);
    private final List<AreaCode> path = OrganizationFixture.area("520102016003").path();

    @Test
    void theDeepestAreaWinsAndThereTheCategoryThatIsNamed() {
        store(
                OrganizationFixture.unit("a1city", "520100", "noise"),
                OrganizationFixture.unit("b1district", "520102"),
                OrganizationFixture.unit("b2district", "520102", "noise", "road"),
                OrganizationFixture.unit("b3district", "520102", "road"),
                OrganizationFixture.unit("c1street", "520102016"),
                OrganizationFixture.unit("d1other", "520103", "noise"));
        assertThat(suggested("noise"))
                .containsExactly("c1street", "b2district", "b1district", "a1city");
        assertThat(suggested("light")).containsExactly("c1street", "b1district");
        assertThat(suggested(null))
                .containsExactly("c1street", "b1district", "b2district", "b3district", "a1city");
    }

    @Test
    void atMostTwentyAreSuggested() {
        store(
                IntStream.range(0, 30)
                        .mapToObj(i -> OrganizationFixture.unit("u" + i, "520102"))
                        .toArray(Organization[]::new));
        assertThat(suggested("noise")).hasSize(20);
    }

    @Test
    void gettingAnUnknownOneIsRefused() {
        assertThatThrownBy(() -> directory.get(new OrganizationId("unknown")).block())
                .hasMessage("organization.not-found");
    }

    private void store(Organization... organizations) {
        Flux.fromArray(organizations).concatMap(store::insertOrGet).blockLast();
    }

    private List<String> suggested(String category) {
        return directory.suggest(path, category).map(o -> o.id().value()).collectList().block();
    }
}
