package org.zhumin.moderation;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.Ids;
import org.zhumin.kernel.ResidentId;

import reactor.core.publisher.Mono;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Content of a door that only the tests have. */
@Component
class TestNotes implements ModeratedContent {
    static final String TYPE = "TEST_NOTE";

    private static final List<AreaCode> PATH =
            List.of(
                    new AreaCode("520100"),
                    new AreaCode("520102"),
                    new AreaCode("520102016"),
                    new AreaCode("520102016003"));

    private final Map<String, Content> notes = new ConcurrentHashMap<>();

    /** How often an effect fails before it can be performed again. */
    private final AtomicInteger failures = new AtomicInteger();

    String publish(@Nullable String owner) {
        return add(owner, true);
    }

    String hold(String owner) {
        return add(owner, false);
    }

    private String add(@Nullable String owner, boolean isPublic) {
        String id = Ids.random();
        var resident = owner == null ? null : new ResidentId(owner);
        notes.put(id, new Content(PATH, resident, isPublic, "一段文字", List.of()));
        return id;
    }

    boolean isPublic(String id) {
        return notes.get(id).isPublic();
    }

    void remove(String id) {
        notes.remove(id);
    }

    void failNext(int times) {
        failures.set(times);
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Mono<Content> find(String targetId) {
        return Mono.justOrEmpty(notes.get(targetId));
    }

    @Override
    public Mono<Void> withhold(String targetId, ReasonCode reason) {
        return show(targetId, false);
    }

    @Override
    public Mono<Void> restore(String targetId) {
        return show(targetId, true);
    }

    private Mono<Void> show(String id, boolean isPublic) {
        return Mono.fromRunnable(
                () -> {
                    if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                        throw new IllegalStateException("a failure for the test");
                    }
                    notes.computeIfPresent(
                            id,
                            (_, note) ->
                                    new Content(
                                            note.areaPath(),
                                            note.owner(),
                                            isPublic,
                                            note.excerpt(),
                                            note.media()));
                });
    }
}
