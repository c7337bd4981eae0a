package org.zhumin.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhumin.area.Trees;
import org.zhumin.identity.DeskDirectory;
import org.zhumin.identity.Role;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.OrganizationId;
import org.zhumin.kernel.ResidentId;
import org.zhumin.request.NoticeRecipients.Portion;
import org.zhumin.request.NoticeRecipients.Recipient;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Which desk hears of something, going up from where it belongs. */
class NearestDesksTest {
    private static final ResidentId ACTOR = new ResidentId("actor");

    private final Map<String, List<String>> staff = new HashMap<>();
    private final NearestDesks desks = new NearestDesks(new Staff(staff), Trees.guiyang());

    private static List<String> ids(Portion portion) {
        return portion.recipients().stream().map(Recipient::id).map(ResidentId::value).toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    520102016003 | 520102016003=a,b 520102016=c 520102=d 520100=e | a b
                    520102016003 | 520102016=c 520102=d 520100=e                  | c
                    520102016003 | 520102=d 520100=e                              | d
                    520102016003 | 520100=e                                       | e
                    520102016003 |                                                |
                    520102016    | 520102016003=a 520102=d 520100=e               | d
                    520102       | 520102016=c 520103=x 520100=e                  | e
                    520100       | 520102=d 520100=e                              | e
                    520102016003 | 520102016=actor 520102=d                  | d
                    520102016003 | 520102016=c,actor 520102=d                | c actor
                    520102016003 | 520103021=x 520103=y                           |
                    520999       | 520100=e                                       |
                    """)
    void theNearestDeskWithSomebodyElseHears(
            String area, @Nullable String acting, @Nullable String expected) {
        for (String one : wordsOf(acting)) {
            String[] sides = one.split("=", -1);
            staff.put(sides[0], Arrays.asList(sides[1].split(",", -1)));
        }
        var heard = desks.upFrom(new AreaCode(area), ACTOR, null).block();
        assertThat(ids(heard)).isEqualTo(wordsOf(expected));
    }

    private static List<String> wordsOf(@Nullable String text) {
        return text == null ? List.of() : Arrays.asList(text.split(" ", -1));
    }

    @Test
    void theNextPortionStaysWithTheDeskOfTheFirst() {
        var many = IntStream.range(0, NoticeRecipients.PORTION + 2).mapToObj(i -> "p" + (100 + i));
        staff.put("520102", many.toList());
        var area = new AreaCode("520102016003");
        Portion first = desks.upFrom(area, null, null).block();
        staff.put("520102016", List.of("newcomer"));
        Portion second = desks.upFrom(area, null, first.next()).block();
        assertThat(ids(first)).hasSize(NoticeRecipients.PORTION).doesNotContain("newcomer");
        assertThat(ids(second)).containsExactly("p124", "p125");
        assertThat(second.next()).isNull();
    }

    /** People by the area in which they have the role, sorted by id. */
    private record Staff(Map<String, List<String>> byArea) implements DeskDirectory {
        @Override
        public Flux<ResidentId> listActingIn(
                AreaCode area, Set<Role> roles, @Nullable ResidentId after, int limit) {
            assertThat(roles).containsExactlyInAnyOrder(Role.COUNCIL, Role.SUPERVISOR);
            return Flux.fromIterable(byArea.getOrDefault(area.value(), List.of()))
                    .filter(id -> after == null || id.compareTo(after.value()) > 0)
                    .take(limit)
                    .map(ResidentId::new);
        }

        @Override
        public Flux<ResidentId> listActingFor(
                OrganizationId organization,
                Set<Role> roles,
                @Nullable ResidentId after,
                int limit) {
            throw new AssertionError("not a matter of desks");
        }

        @Override
        public Mono<String> findPhone(ResidentId id) {
            throw new AssertionError("not a matter of desks");
        }

        @Override
        public Mono<Boolean> actsFor(ResidentId id, OrganizationId organization, Set<Role> roles) {
            throw new AssertionError("not a matter of desks");
        }
    }
}
