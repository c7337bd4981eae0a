package org.zhumin.media;

import com.mongodb.client.model.Filters;
import com.mongodb.reactivestreams.client.MongoDatabase;

import org.awaitility.Awaitility;
import org.bson.Document;
import org.zhumin.wechat.simulator.WeChatSimulator;

import reactor.core.publisher.Mono;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** WeChat's answers about uploads, given when a test says so and not before. */
public final class TestVerdicts {
    private final WeChatSimulator simulator;
    private final MongoDatabase database;

    public TestVerdicts(WeChatSimulator simulator, MongoDatabase database) {
        this.simulator = simulator;
        this.database = database;
    }

    /** Until the simulator's reset, nothing is found out about uploads but by {@link #give}. */
    public void withhold() {
        simulator.media("none", 0);
    }

    /**
     * Calls back with the result of a check that was asked for.
     *
     * @param suggestion pass, review or risky
     */
    public void give(String media, String suggestion) {
        String trace =
                Awaitility.await()
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> traceOf(media), asked -> !asked.isEmpty());
        simulator.push(
                """
                {"ToUserName":"gh_simulator","FromUserName":"o","CreateTime":%d,"MsgType":"event",\
                "Event":"wxa_media_check","trace_id":"%s","version":2,"errcode":0,\
                "result":{"suggest":"%s","label":%d}}
                """
                        .formatted(
                                Instant.now().getEpochSecond(),
                                trace,
                                suggestion,
                                suggestion.equals("pass") ? 100 : 20_002));
    }

    private String traceOf(String media) {
        Document found =
                Mono.from(database.getCollection("media").find(Filters.eq("_id", media)).first())
                        .block();
        List<String> traces = found.getList("traces", String.class);
        return traces == null || traces.isEmpty() ? "" : traces.getFirst();
    }
}
