package org.zhumin.vote;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoDatabase;

import org.zhumin.kernel.DomainException;
import org.zhumin.kernel.ResidentId;
import org.zhumin.platform.mongo.MongoTestSettings;
import org.zhumin.vote.Vote.Choice;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * An instance in a process of its own, to be killed or stopped. Lets new residents vote and change
 * their votes as fast as it can, prints a line for each acknowledgement, and counts meanwhile.
 * Arguments: the database's address, the poll, what residents' names begin with.
 */
final class VotingProcess {
    private static final int AT_ONCE = 64;
    private static final int MOST = 1_000_000;

    private VotingProcess() {}

    public static void main(String[] args) {
        var instance = new VotingInstance(databaseAt(args[0]), Clock.systemUTC());
        Poll poll = instance.votes.get(PollId.parse(args[1]).orElseThrow()).block();
        Flux<Void> projecting =
                Mono.defer(instance.projector::run)
                        .then(instance.bundles.rotate())
                        .onErrorResume(DomainException.class, _ -> Mono.empty())
                        .repeat()
                        .subscribeOn(Schedulers.boundedElastic());
        Flux.range(0, MOST)
                .flatMap(i -> vote(instance, poll, args[2] + i), AT_ONCE)
                .doOnNext(VotingProcess::print)
                .takeUntilOther(projecting)
                .blockLast();
    }

    @SuppressWarnings("SystemOut") // how it tells
    private static void print(String line) {
        System.out.println(line);
    }

    private static Flux<String> vote(VotingInstance instance, Poll poll, String name) {
        ResidentId resident = instance.people.add(name, VotingInstance.STREET);
        return Flux.just(Choice.SUPPORT, Choice.OPPOSE)
                .concatMap(
                        choice ->
                                instance.votes
                                        .cast(
                                                poll.id(),
                                                resident,
                                                VotingInstance.point(choice),
                                                VoteOrigin.MINI_PROGRAM,
                                                instance.clock.instant())
                                        .delaySubscription(Duration.ofMillis(1)))
                .map(cast -> "ack " + name + " " + cast.receipt())
                .onErrorResume(DomainException.class, _ -> Mono.empty());
    }

    static MongoDatabase databaseAt(String address) {
        var uri = new ConnectionString(address);
        var settings = MongoClientSettings.builder().applyConnectionString(uri);
        MongoTestSettings.apply(settings, uri);
        MongoClient client = MongoClients.create(settings.build());
        return client.getDatabase(Objects.requireNonNull(uri.getDatabase()));
    }

    /** Starts one; its standard output goes to the file. */
    static Process start(Path output, String... args) throws IOException {
        return start(VotingProcess.class, output, args);
    }

    static Process start(Class<?> program, Path output, String... args) throws IOException {
        var command =
                new ArrayList<>(
                        List.of(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-Xmx256m",
                                "-Dlogback.statusListenerClass=ch.qos.logback.core.status.NopStatusListener",
                                "-cp",
                                System.getProperty("java.class.path"),
                                program.getName()));
        command.addAll(List.of(args));
        return new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
