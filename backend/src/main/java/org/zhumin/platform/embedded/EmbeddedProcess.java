package org.zhumin.platform.embedded;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An engine that runs as a child of this process. Its starting script ends it when standard input
 * closes, so it cannot outlive us; on standard output the script says {@code pid N}, or why the
 * engine cannot run.
 */
final class EmbeddedProcess implements AutoCloseable {

    /**
     * One kind of engine.
     *
     * @param name what people call it
     * @param instead the environment variable that makes the embedded one unnecessary
     * @param portProperty the property that configures its port
     * @param patience how long a start may take
     * @param script the command, made for a data directory and a port
     * @param answers whether the engine serves on a port
     */
    record Engine(
            String name,
            String instead,
            String portProperty,
            Duration patience,
            Script script,
            IntPredicate answers) {}

    /** Builds the command that runs an engine. */
    @FunctionalInterface
    interface Script {
        ProcessBuilder command(Path directory, int port) throws IOException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedProcess.class);
    private static final Pattern PID = Pattern.compile("pid (\\d+).*");
    private static final int REASON_LENGTH_MAX = 4_000;
    private static final Duration POLL = Duration.ofMillis(10);
    private static final Duration CLEAN_END = Duration.ofSeconds(15);
    private static final Duration TERMINATED_END = Duration.ofSeconds(5);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final Duration STABLE = Duration.ofSeconds(30);

    private final Engine engine;
    private final EmbeddedDirectory directory;
    private final int port;
    private Run current;
    private boolean closing;

    private EmbeddedProcess(Engine engine, EmbeddedDirectory directory, int port)
            throws IOException {
        this.engine = engine;
        this.directory = directory;
        this.port = port;
        this.current = new Run();
    }

    /**
     * Starts an engine and waits until it serves.
     *
     * @param port the port to serve on; 0 takes a free one
     * @throws EmbeddedStartException when it cannot, with a sentence for the person who started us
     */
    static EmbeddedProcess start(Engine engine, Path dataDirectory, int port) {
        EmbeddedDirectory directory = EmbeddedDirectory.lock(dataDirectory);
        try {
            int chosen = EmbeddedPort.choose(port, engine.portProperty());
            EmbeddedProcess process = new EmbeddedProcess(engine, directory, chosen);
            process.current.awaitReady();
            return process;
        } catch (IOException e) {
            directory.close();
            throw failure(engine, Objects.requireNonNullElse(e.getMessage(), e.toString()));
        } catch (RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    int port() {
        return port;
    }

    Path directory() {
        return directory.path();
    }

    /** The engine's own process id, which changes when it is started again. */
    synchronized long pid() {
        return current.pid;
    }

    /** From now on an engine that ends by itself is started again on the same port. */
    void restartOnExit() {
        Thread.ofPlatform()
                .daemon()
                .name("keeper of the embedded " + engine.name())
                .start(this::keep);
    }

    /** Ends the engine in good order and gives the directory back. */
    @Override
    public void close() {
        Run last;
        synchronized (this) {
            if (closing) {
                return;
            }
            closing = true;
            last = current;
        }
        last.end();
        directory.close();
    }

    private void keep() {
        try {
            Duration pause = FIRST_PAUSE;
            while (true) {
                Duration lived = running().awaitEnd();
                if (isClosing()) {
                    return;
                }
                pause = lived.compareTo(STABLE) > 0 ? FIRST_PAUSE : pause;
                LOG.warn(
                        "The embedded {} ended by itself; starting it again on port {}.",
                        engine.name(),
                        port);
                Thread.sleep(pause);
                pause = longer(pause);
                restart();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void restart() {
        try {
            Run run;
            synchronized (this) {
                if (closing) {
                    return;
                }
                run = new Run();
                current = run;
            }
            run.awaitReady();
            LOG.info("The embedded {} serves again on port {}.", engine.name(), port);
        } catch (IOException | EmbeddedStartException e) {
            if (!isClosing()) {
                LOG.error("The embedded {} did not start again: {}", engine.name(), e.getMessage());
            }
        }
    }

    private synchronized Run running() {
        return current;
    }

    private synchronized boolean isClosing() {
        return closing;
    }

    private static Duration longer(Duration pause) {
        Duration doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }

    private static EmbeddedStartException failure(Engine engine, String reason) {
        return new EmbeddedStartException(
                "The embedded %s could not start.%n%s".formatted(engine.name(), reason.strip()),
                "Put right what is named above, or set %s to a server of your own."
                        .formatted(engine.instead()));
    }

    /** One life of the engine. */
    private final class Run {

        private final Process process;
        private final Thread listener;
        private final long startedNanos = System.nanoTime();
        private final StringBuilder reason = new StringBuilder();
        private volatile long pid;

        Run() throws IOException {
            process = engine.script().command(directory.path(), port).start();
            listener = Thread.ofPlatform().daemon().start(this::listen);
        }

        void awaitReady() {
            long deadline = startedNanos + engine.patience().toNanos();
            try {
                while (pid == 0 || !engine.answers().test(port)) {
                    if (process.waitFor(POLL)) {
                        listener.join();
                        throw failure(engine, reason());
                    }
                    if (System.nanoTime() > deadline) {
                        end();
                        throw failure(
                                engine,
                                "It did not answer within %d seconds; see %s."
                                        .formatted(engine.patience().toSeconds(), log()));
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                end();
                throw failure(engine, "The start was interrupted.");
            }
        }

        Duration awaitEnd() throws InterruptedException {
            process.waitFor();
            return Duration.ofNanos(System.nanoTime() - startedNanos);
        }

        void end() {
            closeInput();
            if (endsWithin(CLEAN_END)) {
                return;
            }
            process.destroy();
            if (!endsWithin(TERMINATED_END)) {
                process.destroyForcibly();
            }
        }

        private boolean endsWithin(Duration time) {
            try {
                return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        private void closeInput() {
            try {
                process.getOutputStream().close();
            } catch (IOException e) {
                LOG.debug("The script of {} was already gone.", engine.name(), e);
            }
        }

        private void listen() {
            try (BufferedReader lines = process.inputReader()) {
                String line = lines.readLine();
                while (line != null) {
                    hear(line);
                    line = lines.readLine();
                }
            } catch (IOException e) {
                LOG.debug("The script of {} stopped speaking.", engine.name(), e);
            }
            // It has ended. Its watcher of standard input must not outlive it.
            closeInput();
        }

        private void hear(String line) {
            Matcher matcher = PID.matcher(line);
            if (matcher.matches()) {
                pid = Long.parseLong(matcher.group(1));
            } else if (reason.length() + line.length() < REASON_LENGTH_MAX) {
                reason.append(line).append(System.lineSeparator());
            }
        }

        private String reason() {
            return reason.isEmpty()
                    ? "It ended with exit code %d; see %s.".formatted(process.exitValue(), log())
                    : reason.toString();
        }

        private Path log() {
            return directory.path().resolve("engine.log");
        }
    }
}
