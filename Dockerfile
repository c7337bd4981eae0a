# The backend for production: docker build -t zhumin .
# Run it with the settings that config/compose.env.example names; config/compose.yaml runs it with its databases.

FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /build
# The dependencies first: they are fetched again only when a pom.xml changes.
COPY .mvn .mvn
COPY pom.xml .
COPY backend/pom.xml backend/
RUN mvn -q dependency:go-offline -DincludeScope=runtime
COPY config/ config/
COPY backend/src/build backend/src/build
COPY backend/src/main backend/src/main
COPY miniprogram-api-docs/openapi.yaml miniprogram-api-docs/
# The tests run in mvn verify.
RUN mvn -q package -Dmaven.test.skip=true \
    && java -Djarmode=tools -jar backend/target/zhumin.jar extract --layers --destination layers \
    && java backend/src/build/Store.java layers

FROM eclipse-temurin:25-jre
WORKDIR /app
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin zhumin
ENV SPRING_PROFILES_ACTIVE=prod
# Seldom changed first. Together they are the plain layout that the jar's manifest expects: zhumin.jar and lib/.
COPY --from=build /build/layers/dependencies/ ./
COPY --from=build /build/layers/spring-boot-loader/ ./
COPY --from=build /build/layers/snapshot-dependencies/ ./
COPY config/ config/
COPY --from=build /build/layers/application/ ./
# The AOT cache belongs to this JRE, these files and these options, so it is made here: the application is put together
# and ends before it would connect to anything. The settings are thrown away. It stops at the second tier of the compilers
# for the reason that backend/bench/aot-cache.sh has.
RUN java @config/jvm.options @config/aot.options -Dspring.aot.enabled=true -XX:TieredStopAtLevel=2 -XX:AOTCacheOutput=zhumin.aot -Xlog:aot=error -Dspring.context.exit=onRefresh \
        -jar zhumin.jar --logging.level.org.mongodb.driver=warn \
        --spring.mongodb.uri=mongodb://training.invalid/zhumin \
        --zhumin.redis.uri=redis://training.invalid \
        --zhumin.secret.master="$(head -c 32 /dev/urandom | base64)" \
        --zhumin.wechat.app-id=training --zhumin.wechat.secret=training \
        --zhumin.public-base-url=https://training.invalid \
    && test -s zhumin.aot
USER zhumin
# 8080 is the API. 8081 is for health and metrics: keep it inside.
EXPOSE 8080 8081
# Liveness, not readiness: a MongoDB that is away is no reason to restart the backend.
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --retries=3 CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/${MANAGEMENT_SERVER_PORT:-8081} && printf 'GET /actuator/health/liveness HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200 '"]
ENTRYPOINT ["java", "@config/jvm.options", "@config/aot.options", "-Dspring.aot.enabled=true", "-XX:AOTCache=zhumin.aot", "-jar", "zhumin.jar"]
