package org.zhumin.platform;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Runs every {@link StartupTask} before the web server accepts its first connection. */
@Component
class StartupTasks implements SmartLifecycle {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final List<StartupTask> tasks;
    private volatile boolean running;

    StartupTasks(List<StartupTask> tasks) {
        this.tasks = tasks;
    }

    @Override
    public void start() {
        tasks.stream()
                .collect(
                        Collectors.groupingBy(
                                StartupTask::phase, TreeMap::new, Collectors.toList()))
                .values()
                .forEach(StartupTasks::runTogether);
        running = true;
    }

    private static void runTogether(List<StartupTask> phase) {
        Flux.fromIterable(phase).flatMap(StartupTasks::runOne).then().block(LIMIT);
    }

    private static Mono<Void> runOne(StartupTask task) {
        return task.run()
                .onErrorMap(
                        error ->
                                new IllegalStateException(
                                        "start-up task failed: " + task.name(), error));
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the web server, which starts in one of the last phases. */
    @Override
    public int getPhase() {
        return 0;
    }
}
