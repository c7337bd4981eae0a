#!/usr/bin/env bash
# aot-cache.sh [ARGUMENT...]: makes the AOT cache with which the application starts in less than half the time.
# Unpacks backend/target/zhumin.jar into backend/target/app with its classes stored, as in the image, starts it there with
# the arguments, asks it for a few things, stops it, and keeps what the JVM learned in backend/target/app/zhumin.aot.
# The cache fits this JDK, the options and the very files it was made with; any other is ignored with a warning.
# Run it in the folder that holds config/. Without arguments the application brings its own servers, on an empty data
# directory of its own. With SPRING_PROFILES_ACTIVE=prod it uses the bean definitions in the jar, as the image does; the
# settings of production must be given then. The Dockerfile makes the image's own cache, without servers.
set -euo pipefail

jar=backend/target/zhumin.jar
app=backend/target/app
port=${TRAINING_PORT:-18080}
management=$((port + 1))
work=$(mktemp -d)
log=$work/training.log
pid=

finish() {
  [ -z "$pid" ] || kill "$pid" 2>/dev/null || :
  rm -rf "$work"
}
trap finish EXIT

fail() {
  echo "$*" >&2
  [ ! -f "$log" ] || tail -n 30 "$log" >&2
  exit 1
}

# get PORT PATH: one HTTP request with nothing but bash; prints the status. A refused connection prints nothing.
get() {
  (
    exec 3<>"/dev/tcp/127.0.0.1/$1"
    printf 'GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' "$2" >&3
    read -r _ status _ <&3
    cat <&3 >/dev/null
    echo "$status"
  ) 2>/dev/null
}

# The first JVM 25 or newer: the one that is asked for, the one on the PATH, one that the system has.
for java in "${JAVA_HOME:-/none}/bin/java" java /usr/lib/jvm/*/bin/java; do
  "$java" -version 2>&1 | grep 'version "\(2[5-9]\|[3-9][0-9]\)' >/dev/null && break || java=
done
[ -n "$java" ] || fail "No JDK or JRE 25 was found. Install one, or let JAVA_HOME name it."
[ -f "$jar" ] || fail "$jar is missing. Build it first: mvn package"
rm -rf "$app"
"$java" -Djarmode=tools -jar "$jar" extract --destination "$app"
"$java" backend/src/build/Store.java "$app"

options=(@config/jvm.options @config/aot.options)
[ "${SPRING_PROFILES_ACTIVE:-}" != prod ] || options+=(-Dspring.aot.enabled=true)

# By its effects (ADR 0016) the cache keeps how far the compilers went with each method, and a start goes as far. Beyond the second tier that
# is the optimizing compiler, which then takes a start's cores; from the first no method would ever come any further.
"$java" "${options[@]}" -XX:TieredStopAtLevel=2 -XX:AOTCacheOutput="$app/zhumin.aot" -jar "$app/zhumin.jar" \
  --server.port="$port" --management.server.port="$management" --zhumin.embedded.data-dir="$work/data" "$@" \
  >"$log" 2>&1 &
pid=$!

for _ in $(seq 1 1200); do
  [ "$(get "$management" /actuator/health/liveness)" != 200 ] || break
  kill -0 "$pid" 2>/dev/null || fail "The training run ended before it was up:"
  sleep 0.25
done
for path in /api/v1/areas/520100 '/api/v1/areas?parent=520100' /api/v1/request-categories /api/v1/requests \
  /api/v1/me /api/v1/nothing '/api/v1/requests?cursor=forged'; do
  echo "$(get "$port" "$path") $path"
done
get "$management" /actuator/health/readiness >/dev/null

# The JVM writes the cache when it ends.
kill "$pid"
wait "$pid" || :
pid=
[ -s "$app/zhumin.aot" ] || fail "The JVM wrote no cache:"
echo "Made $app/zhumin.aot, $(($(stat -c %s "$app/zhumin.aot") / 1000000)) MB. Start with it:"
echo "  $java ${options[*]} -XX:AOTCache=$app/zhumin.aot -jar $app/zhumin.jar"
