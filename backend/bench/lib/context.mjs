// What `run` prepared, and how the programs under measurement are started.
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Server, freePort } from './servers.mjs';

export const root = process.env.BENCH_ROOT;
export const work = process.env.BENCH_WORK;
export const java = process.env.BENCH_JAVA;
/** The options of the JVM that the README and the image use, for every program. */
export const flags = ['@config/jvm.options'];
export const here = join(root, 'backend/bench');

export const jar = join(root, 'backend/target/zhumin.jar');

/** As the image starts it, with its libraries beside it; aot-cache.sh puts it there, with its cache. */
export const unpackedJar = join(root, 'backend/target/app/zhumin.jar');
export const aotCache = join(root, 'backend/target/app/zhumin.aot');

let serial = 0;

export function freshDirectory(name) {
  const directory = join(work, `${name}-${++serial}`);
  mkdirSync(directory);
  return directory;
}

export function say(line) {
  process.stderr.write(`${line}\n`);
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

export function startJava(name, args, extraFlags = []) {
  return new Server(name, java, [...flags, ...extraFlags, ...args], join(work, `${name}.log`), root);
}

/** Starts the application with what `engines` says of MongoDB and Redis, or with its own. */
export async function startZhumin({ data, engines = [], jarFile = jar, extraFlags = [], extraArgs = [] } = {}) {
  const port = await freePort();
  const managementPort = await freePort();
  const server = startJava(
    'zhumin',
    [
      '-jar',
      jarFile,
      '--server.address=127.0.0.1',
      `--server.port=${port}`,
      '--management.server.address=127.0.0.1',
      `--management.server.port=${managementPort}`,
      `--zhumin.embedded.data-dir=${data}`,
      ...engines,
      ...extraArgs,
    ],
    extraFlags,
  );
  const management = `http://127.0.0.1:${managementPort}`;
  const startMs = await server.ready(`${management}/actuator/health/readiness`);
  return { server, port, management, startMs };
}

/** Starts one of the programs of package org.zhumin.bench. */
export async function startBaseline(mainClass, classPath, path, accepts, args = []) {
  const port = await freePort();
  const server = startJava(mainClass, [
    '-cp',
    classPath,
    `org.zhumin.bench.${mainClass}`,
    '--server.address=127.0.0.1',
    `--server.port=${port}`,
    ...args,
  ]);
  const startMs = await server.ready(`http://127.0.0.1:${port}${path}`, accepts);
  return { server, port, startMs };
}

/** MongoDB and Redis by the scripts that the application itself uses; answers where they are. */
export async function startEngines() {
  const data = freshDirectory('engines');
  const mongoPort = await freePort();
  const redisPort = await freePort();
  const scripts = join(root, 'config/embedded');
  const mongo = new Server(
    'mongodb',
    'sh',
    [join(scripts, 'mongodb/start.sh'), join(data, 'mongodb'), String(mongoPort)],
    join(work, 'mongodb.log'),
    root,
  );
  const redis = new Server(
    'redis',
    'sh',
    [join(scripts, 'redis/start.sh'), redisBinary(), join(data, 'redis'), String(redisPort)],
    join(work, 'redis.log'),
    root,
  );
  await Promise.all([mongo.says(/listening on/, 300_000), redis.says(/^pid /m, 30_000)]);
  const uri = `mongodb://127.0.0.1:${mongoPort}/zhumin?directConnection=true`;
  const addresses = [`--spring.mongodb.uri=${uri}`, `--zhumin.redis.uri=redis://127.0.0.1:${redisPort}`];
  return {
    uri,
    data,
    addresses,
    args: [...addresses, '--zhumin.demo.enabled=true'],
    stop: () => Promise.all([mongo.stop(), redis.stop()]),
  };
}

/** The server that lies in the embedded-redis library; `run` unpacked all of them. */
function redisBinary() {
  const suffix = { x64: 'amd64', arm64: 'arm64' }[process.arch];
  const directory = join(work, 'redis-binaries');
  const name = readdirSync(directory).find((file) => file.includes('linux') && file.includes(suffix));
  return join(directory, name);
}
