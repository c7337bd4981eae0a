package org.zhumin.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.zhumin.kernel.Ids;
import org.zhumin.kernel.ResidentId;
import org.zhumin.platform.web.FactKey;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A number is with one resident at most, wherever a binding stops and whatever runs beside it. */
class PhoneBindingIT extends IdentityApplication {
    private static final Set<String> WRITES =
            Set.of("move", "stripPhone", "save", "settle", "release");

    @Autowired private Residents residents;
    @Autowired private PhoneClaims claims;
    @Autowired private Pseudonyms pseudonyms;
    @Autowired private FieldCipher cipher;
    @Autowired private FirstAdmin firstAdmin;
    @Autowired private Departure departure;
    @Autowired private Clock clock;

    private PhoneBinding binding() {
        return binding(_ -> Mono.empty());
    }

    /**
     * @param beforeWrite runs before every write, named as in the store
     */
    private PhoneBinding binding(Function<String, Mono<Void>> beforeWrite) {
        return new PhoneBinding(
                watched(Residents.class, residents, beforeWrite),
                watched(PhoneClaims.class, claims, beforeWrite),
                pseudonyms,
                cipher,
                firstAdmin,
                clock);
    }

    private static <T> T watched(Class<T> type, T store, Function<String, Mono<Void>> before) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (_, method, arguments) -> {
                            Object call = method.invoke(store, arguments);
                            return WRITES.contains(method.getName())
                                    ? Mono.defer(() -> before.apply(method.getName()))
                                            .then((Mono<?>) call)
                                    : call;
                        }));
    }

    private static Function<String, Mono<Void>> stopAfter(int writes) {
        var done = new AtomicInteger();
        return _ ->
                done.getAndIncrement() < writes
                        ? Mono.empty()
                        : Mono.error(new IllegalStateException("stopped"));
    }

    private ResidentId resident() {
        return new ResidentId(someone().id());
    }

    private static FactKey call() {
        return new FactKey(Ids.random(), "");
    }

    private List<ResidentId> holders(String number, ResidentId... among) {
        String index = pseudonyms.ofPhone(number);
        return Flux.just(among)
                .concatMap(residents::find)
                .filter(found -> found.phone() != null && found.phone().index().equals(index))
                .map(Resident::id)
                .collectList()
                .block();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void aBindingMayStopAfterAnyWrite(int writes) {
        String number = newPhone();
        ResidentId first = resident();
        ResidentId second = resident();
        ResidentId third = resident();
        binding().bind(second, newPhone(), call()).block();
        binding().bind(first, number, call()).block();

        binding(stopAfter(writes))
                .bind(second, number, call())
                .onErrorResume(IllegalStateException.class, _ -> Mono.empty())
                .block();
        assertThat(holders(number, first, second)).hasSizeLessThanOrEqualTo(1);

        binding().bind(third, number, call()).block();
        assertThat(holders(number, first, second, third)).containsExactly(third);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void oneWhoStoppedMayTryAgain(int writes) {
        String number = newPhone();
        ResidentId first = resident();
        ResidentId second = resident();
        binding().bind(first, number, call()).block();
        binding(stopAfter(writes))
                .bind(second, number, call())
                .onErrorResume(IllegalStateException.class, _ -> Mono.empty())
                .block();

        binding().bind(second, number, call()).block();
        assertThat(holders(number, first, second)).containsExactly(second);
    }

    @ParameterizedTest
    @ValueSource(strings = {"move", "stripPhone", "save", "settle"})
    void anotherBindingMayComeBeforeAnyWrite(String write) {
        String number = newPhone();
        ResidentId first = resident();
        ResidentId second = resident();
        ResidentId third = resident();
        binding().bind(first, number, call()).block();
        var once = new AtomicBoolean();

        binding(
                        name ->
                                name.equals(write) && once.compareAndSet(false, true)
                                        ? binding().bind(third, number, call()).then()
                                        : Mono.empty())
                .bind(second, number, call())
                .block();

        assertThat(once).isTrue();
        assertThat(holders(number, first, second, third)).hasSize(1);
    }

    @Test
    void ofManyBindingsAtOnceOneHoldsTheNumber() {
        String number = newPhone();
        ResidentId[] all = {resident(), resident(), resident(), resident()};

        for (int round = 0; round < 10; round++) {
            Flux.just(all)
                    .flatMap(
                            id ->
                                    binding()
                                            .bind(id, number, call())
                                            .onErrorResume(_ -> Mono.empty()),
                            4)
                    .blockLast();
            assertThat(holders(number, all)).as("round %d", round).hasSizeLessThanOrEqualTo(1);
        }
        binding().bind(all[0], number, call()).block();
        assertThat(holders(number, all)).containsExactly(all[0]);
    }

    @Test
    void anEarlierNumberIsGivenBack() {
        String earlier = newPhone();
        ResidentId id = resident();
        binding().bind(id, earlier, call()).block();
        binding().bind(id, newPhone(), call()).block();

        assertThat(claims.find(pseudonyms.ofPhone(earlier)).blockOptional()).isEmpty();
    }

    @Test
    void whoeverLeavesGivesTheNumberBackAndKeepsThePseudonym() {
        String number = newPhone();
        ResidentId id = resident();
        binding().bind(id, number, call()).block();
        departure.erase(id).block();

        Resident tombstone = residents.find(id).block();
        assertThat(tombstone.isErased()).isTrue();
        assertThat(tombstone.phone()).isNull();
        assertThat(tombstone.voterKey()).isEqualTo(pseudonyms.voterKey(number));
        assertThat(claims.find(pseudonyms.ofPhone(number)).blockOptional()).isEmpty();

        ResidentId next = resident();
        binding().bind(next, number, call()).block();
        assertThat(residents.find(next).block().voterKey()).isEqualTo(tombstone.voterKey());
    }
}
