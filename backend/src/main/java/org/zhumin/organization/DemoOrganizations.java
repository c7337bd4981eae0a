package org.zhumin.organization;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import org.zhumin.area.AreaTree;
import org.zhumin.kernel.DomainException;
import org.zhumin.kernel.OrganizationId;
import org.zhumin.platform.InvalidConfiguration;
import org.zhumin.platform.StartupTask;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * Stores the demo's organisations under their fixed ids. What is there already stays as it is, so
 * that a change made in the demo outlives a restart.
 */
@Component
@ConditionalOnProperty("zhumin.demo.enabled")
class DemoOrganizations implements StartupTask {
    private static final String PROPERTY = "zhumin.organization.demo-file";

    private final Organizations organizations;
    private final List<Organization> demo;

    DemoOrganizations(
            Organizations organizations,
            OrganizationProperties properties,
            AreaTree areas,
            JsonMapper json,
            Clock clock) {
        this.organizations = organizations;
        demo = read(Path.of(properties.demoFile()), json, areas, clock);
    }

    @Override
    public String name() {
        return "demo organisations";
    }

    @Override
    public int phase() {
        return 2;
    }

    @Override
    public Mono<Void> run() {
        return Flux.fromIterable(demo).concatMap(organizations::insertOrGet).then();
    }

    /** Fails with {@link InvalidConfiguration} that names the file. */
    static List<Organization> read(Path file, JsonMapper json, AreaTree areas, Clock clock) {
        try {
            return json
                    .readValue(Files.readString(file), DemoFile.class)
                    .organizations()
                    .entrySet()
                    .stream()
                    .map(entry -> organization(entry.getKey(), entry.getValue(), areas, clock))
                    .toList();
        } catch (IOException | JacksonException | IllegalArgumentException | DomainException e) {
            throw new InvalidConfiguration(
                    PROPERTY, file + " cannot be used: " + e.getMessage() + ".");
        }
    }

    private static Organization organization(
            String id, OrganizationBody body, AreaTree areas, Clock clock) {
        return Organization.create(
                new OrganizationId(id), body.details(areas), clock.instant(), "");
    }

    /**
     * The demo file.
     *
     * @param note for people
     * @param organizations by id
     */
    record DemoFile(String note, Map<String, OrganizationBody> organizations) {}
}
