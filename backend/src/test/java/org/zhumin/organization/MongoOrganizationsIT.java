package org.zhumin.organization;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;

import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.mongodb.autoconfigure.MongoReactiveAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.zhumin.testing.TestServers;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.util.List;

@SpringBootTest(classes = MongoOrganizationsIT.Wiring.class, webEnvironment = WebEnvironment.NONE)
class MongoOrganizationsIT implements OrganizationsContract {
    private final MongoOrganizations store;
    private final MongoCollection<Document> collection;

    @Autowired
    MongoOrganizationsIT(MongoDatabase database) {
        store = new MongoOrganizations(database);
        collection = database.getCollection(MongoOrganizations.COLLECTION);
    }

    @DynamicPropertySource
    static void server(DynamicPropertyRegistry registry) {
        registry.add("spring.mongodb.uri", () -> TestServers.mongoUri("organizations"));
    }

    @Override
    public Organizations organizations() {
        Mono.from(collection.drop()).block();
        makeIndexes();
        return store;
    }

    @Test
    void indexesHaveNamesAndCanBeMadeAgain() {
        organizations();
        makeIndexes();
        assertThat(Flux.from(collection.listIndexes()).collectList().block())
                .extracting(index -> index.getString("name"))
                .containsExactlyInAnyOrder("_id_", "area_id", "area_kind_id", "answering");
    }

    @Test
    void storesIdsAndCodesAsPlainStrings() {
        organizations().insertOrGet(OrganizationFixture.full("plain")).block();
        Document stored = Mono.from(collection.find().first()).block();
        assertThat(stored)
                .containsEntry("_id", "plain")
                .containsEntry("kind", "COUNCIL")
                .containsEntry("councilType", "SERVICE_CENTRE")
                .containsEntry("areaCode", "520102016003")
                .containsEntry("areaPath", List.of("520100", "520102", "520102016", "520102016003"))
                .containsEntry("areaDepth", 4)
                .containsEntry("parentId", "parent")
                .containsEntry("version", 1L);
    }

    @Test
    void leavesOutWhatIsAbsent() {
        organizations().insertOrGet(OrganizationFixture.unit("bare", "520102")).block();
        assertThat(Mono.from(collection.find().first()).block())
                .doesNotContainKeys("councilType", "parentId", "servicePhone", "intro");
    }

    private void makeIndexes() {
        Flux.from(collection.createIndexes(store.indexes())).blockLast();
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(MongoReactiveAutoConfiguration.class)
    @ComponentScan(
            basePackages = "org.zhumin.platform.mongo",
            useDefaultFilters = false,
            includeFilters = @Filter(type = FilterType.REGEX, pattern = ".*\\.MongoConfiguration"))
    static class Wiring {}
}
