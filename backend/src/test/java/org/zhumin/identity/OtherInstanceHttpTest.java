package org.zhumin.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.ResidentId;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** What another instance wrote, without a word through Redis, is seen within five seconds. */
class OtherInstanceHttpTest extends IdentityApplication {
    private static final Duration SEEN = Duration.ofSeconds(5);
    private static final String CLAIMS = "/api/v1/desk/residence-claims";

    @Autowired private Revocations revocations;
    @Autowired private Residents residents;
    @Autowired private Clock clock;

    private static String sessionOf(Person person) throws Exception {
        return SignedJWT.parse(person.token()).getJWTClaimsSet().getStringClaim("sid");
    }

    private int status(Person person, String path) {
        return get(path, person.token()).status();
    }

    @Test
    void aRevokedSessionIsRefused() throws Exception {
        Person person = someone();
        assertThat(status(person, "/api/v1/me")).isEqualTo(200);
        revocations.add(sessionOf(person), Duration.ofHours(2)).block();

        eventually(SEEN, () -> status(person, "/api/v1/me") == 401);
    }

    @Test
    void aGrantCountsAndCountsNoMore() throws Exception {
        Person person = someone();
        var id = new ResidentId(person.id());
        assertThat(status(person, CLAIMS)).isEqualTo(403);

        var grant = new Grant(Role.GRID, new AreaCode("520102"), null, List.of(), null, null);
        Resident granted = residents.find(id).block().granted(List.of(grant));
        residents.save(granted).block();
        eventually(SEEN, () -> status(person, CLAIMS) == 200);

        residents.save(granted.granted(List.of())).block();
        eventually(SEEN, () -> status(person, CLAIMS) == 403);
    }

    @Test
    void aPersonWhoLeavesIsRefused() throws Exception {
        Person person = someone();
        assertThat(status(person, "/api/v1/me")).isEqualTo(200);
        Resident leaving = residents.find(new ResidentId(person.id())).block();
        residents.save(leaving.erasing(clock.instant())).block();

        eventually(SEEN, () -> status(person, "/api/v1/areas/520100") == 401);
    }
}
