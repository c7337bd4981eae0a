package org.zhumin.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.mongodb.client.model.Filters;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.bson.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.mock.env.MockEnvironment;
import org.zhumin.identity.ResidentDirectory;
import org.zhumin.identity.Verification;
import org.zhumin.kernel.DomainException;
import org.zhumin.kernel.Ids;
import org.zhumin.kernel.ResidentId;
import org.zhumin.platform.SecretRing;
import org.zhumin.platform.Secrets;
import org.zhumin.testing.TestDatabase;
import org.zhumin.wechat.CallbackMessage.MediaChecked;
import org.zhumin.wechat.MediaCheck;
import org.zhumin.wechat.QrCode;
import org.zhumin.wechat.SendResult;
import org.zhumin.wechat.SubscribeMessage;
import org.zhumin.wechat.TextCheck;
import org.zhumin.wechat.TextVerdict;
import org.zhumin.wechat.TextVerdict.Suggestion;
import org.zhumin.wechat.WeChat;
import org.zhumin.wechat.WeChatProblem;
import org.zhumin.wechat.WeChatSession;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** From the first byte to the last, on a real store, with time moved by hand. */
class MediaLifeIT {
    private static final Instant START = Instant.parse("2026-11-24T04:00:00Z");
    private static final Duration WAIT = Duration.ofSeconds(30);
    private static TestDatabase database;

    private final MongoMediaItems items =
            database.withIndexes(new MongoMediaItems(database.database()));
    private final MongoMediaFiles files =
            database.withIndexes(new MongoMediaFiles(database.database()));
    private final Map<String, MediaHolder.Hold> holds = new ConcurrentHashMap<>();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final List<MediaCheck> asked = new CopyOnWriteArrayList<>();
    private final ResidentId owner = new ResidentId(Ids.random());
    private volatile boolean weChatAway;
    private Instant now = START;

    @BeforeAll
    static void connect() {
        database = TestDatabase.create("media");
    }

    @BeforeEach
    void empty() {
        Mono.from(database.database().getCollection("media").deleteMany(new Document()))
                .block(WAIT);
    }

    private final class Clocked extends Clock {
        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private final class Holder implements MediaHolder {
        @Override
        public String type() {
            return "test";
        }

        @Override
        public Mono<Hold> hold(String id) {
            return Mono.fromSupplier(() -> holds.getOrDefault(id, Hold.NOT_HELD));
        }

        @Override
        public Mono<Void> judged(String id, MediaId media, MediaStatus status) {
            return Mono.fromRunnable(() -> told.add(id + " " + status));
        }
    }

    private static final class Residents implements ResidentDirectory {
        @Override
        public Mono<String> findOpenid(ResidentId id) {
            return Mono.just("openid");
        }

        @Override
        public Mono<Verification> findVerification(ResidentId id) {
            return Mono.empty();
        }

        @Override
        public Mono<String> findNickname(ResidentId id) {
            return Mono.empty();
        }
    }

    /** Only the media check is called. */
    private final class Asked implements WeChat {
        @Override
        public Mono<String> checkMedia(MediaCheck check) {
            return Mono.defer(
                    () -> {
                        asked.add(check);
                        return weChatAway
                                ? Mono.error(WeChatProblem.UNAVAILABLE::refusal)
                                : Mono.just("trace-" + Ids.random());
                    });
        }

        @Override
        public Mono<WeChatSession> exchangeCode(String code) {
            return Mono.empty();
        }

        @Override
        public Mono<String> phoneNumber(String code) {
            return Mono.empty();
        }

        @Override
        public Mono<TextVerdict> checkText(TextCheck check) {
            return Mono.empty();
        }

        @Override
        public Mono<SendResult> sendSubscribeMessage(SubscribeMessage message) {
            return Mono.empty();
        }

        @Override
        public Mono<byte[]> qrCode(QrCode code) {
            return Mono.empty();
        }
    }

    private final MediaProperties properties =
            new MediaProperties(Duration.ofMinutes(15), Duration.ofHours(24), 2);
    private final Clock clock = new Clocked();
    private final MediaLinks links =
            new MediaLinks(
                    new SecretRing(new Secrets(new byte[32]), List.of()),
                    new PublicAddress(new MockEnvironment()),
                    properties,
                    clock);
    private final MediaHolders holders = holders();
    private final MediaRemoval removal = new MediaRemoval(items, files, clock);
    private final MediaChecks checks =
            new MediaChecks(
                    items,
                    holders,
                    links,
                    new Residents(),
                    new Asked(),
                    new SimpleMeterRegistry(),
                    clock);
    private final MediaSweeper sweeper =
            new MediaSweeper(items, checks, removal, holders, properties, clock);
    private final MediaLibrary library =
            new MediaLibrary(items, new MediaViews(links), removal, holders, properties, clock);

    private MediaHolders holders() {
        var beans = new StaticListableBeanFactory();
        beans.addBean("holder", new Holder());
        return new MediaHolders(beans.getBeanProvider(MediaHolder.class));
    }

    private MediaItem begun() {
        var facts = Cleaned.of(new FileBytes(ByteBuffer.wrap(TestFiles.jpeg(30, 20))));
        var item = MediaItem.begin(new MediaId(Ids.random()), owner, facts, 0, 100, "hash", START);
        return items.insertOrGet(item, now.plus(Duration.ofHours(1))).block(WAIT);
    }

    private MediaItem stored() {
        MediaItem item = begun();
        String name = Ids.random();
        items.beginAttempt(item.id(), name).block(WAIT);
        store(name);
        return items.finish(item.id(), name, now.plusSeconds(60), now.plus(Duration.ofDays(1)))
                .block(WAIT);
    }

    private void store(String name) {
        files.store(name, Flux.range(0, 10).map(_ -> ByteBuffer.allocate(100_000))).block(WAIT);
    }

    private MediaReference reference() {
        return new MediaReference("test", Ids.random());
    }

    private void attach(MediaReference reference, MediaItem... attached) {
        var ids = List.of(attached).stream().map(item -> item.id().value()).toList();
        library.attach(owner, ids, null, reference).block(WAIT);
    }

    private void sweepAfter(Duration time) {
        now = now.plus(time);
        sweeper.sweep().block(WAIT);
    }

    private boolean isThere(MediaItem item) {
        return items.find(item.id()).block(WAIT) != null;
    }

    private long chunks(String name) {
        return Mono.from(
                        database.database()
                                .getCollection("media.chunks")
                                .countDocuments(Filters.eq("files_id", name)))
                .block(WAIT);
    }

    @Test
    void bytesComeBackAsTheyWere() {
        String name = Ids.random();
        byte[] bytes = TestFiles.jpeg(2_000, 2_000);
        files.store(name, Flux.just(ByteBuffer.wrap(bytes))).block(WAIT);
        byte[] read =
                files.read(name)
                        .map(MediaLifeIT::copy)
                        .collectList()
                        .map(all -> TestFiles.join(all.toArray(byte[][]::new)))
                        .block(WAIT);
        assertThat(read).isEqualTo(bytes);
        files.delete(name).block(WAIT);
        files.delete(name).block(WAIT);
        assertThat(chunks(name)).isZero();
        assertThatExceptionOfType(DomainException.class)
                .isThrownBy(() -> files.read(name).blockLast(WAIT))
                .matches(refusal -> refusal.is(MediaProblem.NOT_FOUND));
    }

    private static byte[] copy(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    @Test
    void whatBelongsToNothingGoesAfterADay() {
        MediaItem orphan = stored();
        MediaItem kept = stored();
        var reference = reference();
        attach(reference, kept);
        holds.put(reference.id(), MediaHolder.Hold.KEPT);
        sweepAfter(Duration.ofHours(23));
        assertThat(isThere(orphan)).isTrue();
        sweepAfter(Duration.ofHours(2));
        assertThat(isThere(orphan)).isFalse();
        assertThat(chunks(orphan.fileId())).isZero();
        sweepAfter(Duration.ofDays(100));
        assertThat(isThere(kept)).isTrue();
        assertThat(chunks(kept.fileId())).isEqualTo(4);
    }

    @Test
    void whatWasAttachedToSomethingThatNeverCameGoesToo() {
        MediaItem item = stored();
        attach(reference(), item);
        sweepAfter(Duration.ofHours(25));
        assertThat(isThere(item)).isFalse();
    }

    @Test
    void whatIsHeldForNowIsLookedAtEveryDay() {
        MediaItem item = stored();
        var reference = reference();
        attach(reference, item);
        holds.put(reference.id(), MediaHolder.Hold.FOR_NOW);
        sweepAfter(Duration.ofHours(25));
        assertThat(isThere(item)).isTrue();
        holds.remove(reference.id());
        sweepAfter(Duration.ofHours(25));
        assertThat(isThere(item)).isFalse();
    }

    @Test
    void whatIsDetachedGoesADayLater() {
        MediaItem item = stored();
        var reference = reference();
        attach(reference, item);
        library.detach(List.of(item.id()), reference()).block(WAIT);
        assertThat(items.find(item.id()).block(WAIT).reference()).isEqualTo(reference);
        library.detach(List.of(item.id()), reference).block(WAIT);
        sweepAfter(Duration.ofHours(25));
        assertThat(isThere(item)).isFalse();
    }

    @Test
    void aCrashAtAnyPointLeavesNothingForGood() {
        MediaItem onlyBegun = begun();
        MediaItem halfWritten = begun();
        String name = Ids.random();
        items.beginAttempt(halfWritten.id(), name).block(WAIT);
        store(name);
        MediaItem withOldAttempt = begun();
        String old = Ids.random();
        items.beginAttempt(withOldAttempt.id(), old).block(WAIT);
        store(old);
        String good = Ids.random();
        items.beginAttempt(withOldAttempt.id(), good).block(WAIT);
        store(good);
        var finished =
                items.finish(withOldAttempt.id(), good, now, now.plus(Duration.ofDays(1)))
                        .block(WAIT);
        assertThat(items.finish(withOldAttempt.id(), old, now, now).block(WAIT)).isNull();
        var reference = reference();
        attach(reference, finished);
        holds.put(reference.id(), MediaHolder.Hold.KEPT);
        MediaItem dyingWhileGoing = stored();
        items.startGoing(dyingWhileGoing.id(), now).block(WAIT);

        sweepAfter(Duration.ofHours(25));
        assertThat(isThere(onlyBegun)).isFalse();
        assertThat(isThere(halfWritten)).isFalse();
        assertThat(chunks(name)).isZero();
        assertThat(isThere(dyingWhileGoing)).isFalse();
        assertThat(chunks(dyingWhileGoing.fileId())).isZero();
        assertThat(isThere(withOldAttempt)).isTrue();
        assertThat(chunks(old)).isZero();
        assertThat(chunks(good)).isPositive();
    }

    @Test
    void attachingIsForTheOwnerAndOnceForOneThing() {
        MediaItem item = stored();
        MediaItem other = stored();
        var reference = reference();
        attach(reference, item, other);
        attach(reference, item, other);
        assertRefused(MediaProblem.IN_USE, owner, item.id().value(), reference());
        assertRefused(MediaProblem.UNKNOWN, new ResidentId("other"), item.id().value(), reference);
        assertRefused(MediaProblem.UNKNOWN, owner, "nothing", reference);
        assertRefused(MediaProblem.UNKNOWN, owner, "no id", reference);
        assertRefused(MediaProblem.UNKNOWN, owner, begun().id().value(), reference);
        MediaItem refused = stored();
        library.judge(refused.id(), false).block(WAIT);
        assertRefused(MediaProblem.REFUSED, owner, refused.id().value(), reference);
        assertThatExceptionOfType(DomainException.class)
                .isThrownBy(
                        () ->
                                library.attach(
                                                owner,
                                                List.of(stored().id().value()),
                                                MediaKind.AUDIO,
                                                reference)
                                        .block(WAIT))
                .matches(refusal -> refusal.is(MediaProblem.WRONG_KIND));
    }

    private void assertRefused(
            MediaProblem problem, ResidentId who, String id, MediaReference reference) {
        MediaItem free = stored();
        assertThatExceptionOfType(DomainException.class)
                .isThrownBy(
                        () ->
                                library.attach(who, List.of(free.id().value(), id), null, reference)
                                        .block(WAIT));
        assertThatExceptionOfType(DomainException.class)
                .isThrownBy(() -> library.attach(who, List.of(id), null, reference).block(WAIT))
                .matches(refusal -> refusal.is(problem), problem.code());
        assertThat(items.find(free.id()).block(WAIT).reference()).isNull();
    }

    /** Sixteen things want the same uploads at the same time: one has all, the others have none. */
    @Test
    void ofManyAtOnceOneAttaches() {
        for (int round = 0; round < 8; round++) {
            List<MediaItem> uploads = List.of(stored(), stored(), stored());
            var ids = uploads.stream().map(item -> item.id().value()).toList();
            var winners = new AtomicInteger();
            Flux.range(0, 16)
                    .flatMap(
                            _ ->
                                    library.attach(owner, ids, null, reference())
                                            .doOnNext(_ -> winners.incrementAndGet())
                                            .onErrorResume(DomainException.class, _ -> Mono.empty())
                                            .subscribeOn(Schedulers.parallel()))
                    .blockLast(WAIT);
            var references =
                    items.list(uploads.stream().map(MediaItem::id).toList())
                            .mapNotNull(MediaItem::reference)
                            .collectList()
                            .block(WAIT);
            assertThat(winners.get()).isLessThanOrEqualTo(1);
            assertThat(references).hasSize(3 * winners.get());
            assertThat(references.stream().distinct().count()).isEqualTo(winners.get());
        }
    }

    /** The sweeper and a door reach for the same upload: it is attached, or it is gone. */
    @Test
    void attachingAndSweepingExcludeOneAnother() {
        List<MediaItem> uploads = Flux.range(0, 40).map(_ -> stored()).collectList().block(WAIT);
        now = now.plus(Duration.ofHours(25));
        var attached = new CopyOnWriteArrayList<MediaId>();
        Flux<MediaId> attaching =
                Flux.fromIterable(uploads)
                        .flatMap(
                                item ->
                                        library.attach(
                                                        owner,
                                                        List.of(item.id().value()),
                                                        null,
                                                        reference())
                                                .flatMapIterable(ids -> ids)
                                                .doOnNext(attached::add)
                                                .onErrorResume(
                                                        DomainException.class, _ -> Mono.empty())
                                                .subscribeOn(Schedulers.parallel()),
                                4);
        Flux.merge(
                        sweeper.sweep().subscribeOn(Schedulers.parallel()).cast(MediaId.class),
                        sweeper.sweep().subscribeOn(Schedulers.parallel()).cast(MediaId.class),
                        attaching)
                .blockLast(WAIT);
        for (MediaItem item : uploads) {
            assertThat(isThere(item)).isEqualTo(attached.contains(item.id()));
            assertThat(chunks(item.fileId()) > 0).isEqualTo(attached.contains(item.id()));
        }
    }

    private void hear(String trace, Suggestion suggestion) {
        checks.received(new MediaChecked(Ids.random(), now, trace, suggestion)).block(WAIT);
    }

    private MediaItem now(MediaItem item) {
        return items.find(item.id()).block(WAIT);
    }

    @Test
    void theHolderIsToldWhatWeChatThinks() {
        MediaItem item = stored();
        var reference = reference();
        attach(reference, item);
        items.asked(item.id(), "t1" + item.id().value(), now).block(WAIT);
        hear("t1" + item.id().value(), Suggestion.RISKY);
        hear("t1" + item.id().value(), Suggestion.RISKY);
        assertThat(now(item).state()).isEqualTo(MediaState.REFUSED);
        assertThat(told).containsOnly(reference.id() + " REFUSED");
        library.judge(item.id(), true).block(WAIT);
        hear("t1" + item.id().value(), Suggestion.RISKY);
        assertThat(now(item).state()).isEqualTo(MediaState.PASSED);
        assertThat(told).endsWith(reference.id() + " PASSED");
    }

    @Test
    void anAnswerBeforeTheQuestionIsNotedComesAgain() {
        assertThatExceptionOfType(DomainException.class)
                .isThrownBy(() -> hear("never-asked", Suggestion.PASS));
        var old = new MediaChecked("m", now.minus(Duration.ofHours(1)), "gone", Suggestion.PASS);
        checks.received(old).block(WAIT);
    }

    @Test
    void whatIsNotAnsweredIsAskedAgainAndThenAPersons() {
        MediaItem item = stored();
        for (int time = 0; time < 20; time++) {
            now = now.plus(Duration.ofMinutes(10));
            sweeper.ask().block(WAIT);
        }
        assertThat(asked).hasSize(3);
        assertThat(asked.getFirst().address().toString()).contains(item.id().value());
        assertThat(now(item).needsPerson()).isTrue();
        assertThat(library.listForReview(10, null).block(WAIT).items()).hasSize(1);
        library.judge(item.id(), true).block(WAIT);
        assertThat(library.listForReview(10, null).block(WAIT).items()).isEmpty();
    }

    @Test
    void whileWeChatIsAwayTheQuestionWaits() {
        MediaItem item = stored();
        weChatAway = true;
        for (int time = 0; time < 10; time++) {
            now = now.plus(Duration.ofMinutes(10));
            sweeper.ask().block(WAIT);
        }
        assertThat(asked).hasSize(10);
        assertThat(now(item).needsPerson()).isFalse();
        weChatAway = false;
        now = now.plus(Duration.ofMinutes(10));
        sweeper.ask().block(WAIT);
        assertThat(now(item).asks()).isEqualTo(1);
    }

    @Test
    void whatWeChatCouldNotFetchIsAskedAgain() {
        MediaItem item = stored();
        items.asked(item.id(), "t2" + item.id().value(), now.plusSeconds(2_100)).block(WAIT);
        hear("t2" + item.id().value(), Suggestion.UNCHECKED);
        now = now.plusSeconds(61);
        sweeper.ask().block(WAIT);
        assertThat(asked).hasSize(1);
    }

    @Test
    void theReviewListIsPaged() {
        List<MediaItem> waiting = Flux.range(0, 5).map(_ -> stored()).collectList().block(WAIT);
        waiting.forEach(item -> items.leaveToPerson(item.id()).block(WAIT));
        var first = library.listForReview(3, null).block(WAIT);
        var second = library.listForReview(3, first.next()).block(WAIT);
        assertThat(second.next()).isNull();
        assertThat(
                        Flux.fromIterable(first.items())
                                .concatWith(Flux.fromIterable(second.items()))
                                .map(one -> one.media().id())
                                .collectList()
                                .block(WAIT))
                .containsExactlyInAnyOrderElementsOf(waiting.stream().map(MediaItem::id).toList());
    }
}
