#!/bin/sh
# start.sh REDIS_SERVER DATA_DIR PORT: runs the redis-server binary on 127.0.0.1:PORT until SIGTERM, or until
# standard input closes, which is how the death of the starter is noticed.
# Standard output carries one line with the server's process id. The rest: DATA_DIR/engine.log
set -eu
# Ctrl-C reaches the whole terminal: the application stops first and then closes our standard input.
trap '' INT
apart=$(command -v setsid || :)

binary=$1
mkdir -p "$2"
data=$(cd "$2" && pwd)
port=$3
log=$data/engine.log

exec 3>&1
[ ! -f "$log" ] || mv "$log" "$log.1"
exec >"$log" 2>&1

# The last option silences a check that refuses to start on some arm64 kernels; other machines ignore it.
$apart "$binary" --bind 127.0.0.1 --port "$port" --dir "$data" --appendonly yes --save '' \
  --pidfile "$data/redis.pid" --ignore-warnings ARM64-COW-BUG </dev/null 3>&- &
server=$!
trap 'kill "$server"' TERM

exec 4<&0
(
  while read -r _; do :; done
  kill "$server"
) <&4 3>&- &
watcher=$!
exec 4<&- 0</dev/null

printf 'pid %s\n' "$server" >&3
status=0
wait "$server" || status=$?
# A caught SIGTERM ends the first wait before the server has ended.
while kill -0 "$server" 2>/dev/null; do wait "$server" || status=$?; done
kill "$watcher" 2>/dev/null || :
exit "$status"
