// How long until ready, and how much memory after the tour.
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import {
  aotCache,
  freshDirectory,
  here,
  java,
  median,
  root,
  say,
  startBaseline,
  startEngines,
  startZhumin,
  unpackedJar,
} from './context.mjs';
import { tour } from './people.mjs';
import { freePort } from './servers.mjs';

const COLD_STARTS = 3;
const ROUNDS = 5;

/** What production asks for; nothing of it is used before the first resident signs in. */
const PRODUCTION = [
  `--zhumin.secret.master=${randomBytes(32).toString('base64')}`,
  '--zhumin.wechat.app-id=bench',
  '--zhumin.wechat.secret=bench',
  '--zhumin.public-base-url=https://bench.invalid',
];

const seconds = (ms) => (ms / 1000).toFixed(2);
const all = (values) => values.map(seconds).join(', ');

/** On the embedded default, a new data directory each time; the last one takes the tour. */
export async function coldStartAndMemory() {
  await once(); // Fetches the npm packages on a machine that has not got them, and fills the page cache.
  const times = [];
  let megabytes;
  for (let i = 0; i < COLD_STARTS; i++) {
    const { startMs, residentMegabytes } = await once();
    times.push(startMs);
    megabytes = residentMegabytes;
    say(`cold start ${seconds(startMs)} s, ${megabytes.toFixed(0)} MB after the tour`);
  }
  return [
    {
      goal: 'Cold start to ready, embedded MongoDB and Redis on a new data directory',
      limit: '≤ 15 s, the slowest counts',
      value: `${seconds(Math.max(...times))} s`,
      pass: Math.max(...times) <= 15_000,
      detail: `all: ${all(times)} s`,
    },
    {
      goal: 'Resident memory of the JVM after the tour',
      limit: '≤ 350 MB',
      value: `${megabytes.toFixed(0)} MB`,
      pass: megabytes <= 350,
      detail: 'VmRSS, of the application of the last cold start',
    },
  ];
}

async function once() {
  const zhumin = await startZhumin({ data: freshDirectory('data') });
  await tour(zhumin.port);
  const residentMegabytes = zhumin.server.residentMegabytes();
  await zhumin.server.stop();
  return { startMs: zhumin.startMs, residentMegabytes };
}

/** Against running servers, beside an empty application, in turn. */
export async function startAlone() {
  const engines = await startEngines();
  say('training the AOT cache');
  await trainCache([...engines.addresses, ...PRODUCTION]);
  const zhumin = (settings) => startZhumin({ data: engines.data, jarFile: unpackedJar, ...settings });
  const kinds = {
    empty: () => startBaseline('EmptyApplication', process.env.BENCH_EMPTY_CP, '/', (status) => status > 0),
    plain: () => zhumin({ engines: engines.args }),
    aot: () =>
      zhumin({
        engines: [...engines.addresses, '--spring.profiles.active=prod', ...PRODUCTION],
        extraFlags: ['@config/aot.options', '-Dspring.aot.enabled=true', `-XX:AOTCache=${aotCache}`],
      }),
  };
  const times = { empty: [], plain: [], aot: [] };
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [kind, start] of Object.entries(kinds)) {
      const ms = await stopAfter(start());
      say(`start ${kind} ${seconds(ms)} s${round ? '' : ' (not counted)'}`);
      if (round) times[kind].push(ms);
    }
  }
  await engines.stop();
  const base = median(times.empty);
  const row = (goal, kind, limit) => ({
    goal,
    limit: `≤ ${limit.toFixed(1)} × empty`,
    value: `${(median(times[kind]) / base).toFixed(2)} ×`,
    pass: median(times[kind]) <= limit * base,
    detail: `medians ${seconds(median(times[kind]))} s and ${seconds(base)} s; all: ${all(times[kind])}; empty: ${all(times.empty)}`,
  });
  return [
    row('Start against running servers', 'plain', 2.5),
    row('Start against running servers with the AOT cache', 'aot', 1.0),
  ];
}

/** Unpacks the application and makes its cache, as the image does. */
async function trainCache(settings) {
  await promisify(execFile)('bash', [join(here, 'aot-cache.sh'), ...settings], {
    cwd: root,
    env: { ...process.env, SPRING_PROFILES_ACTIVE: 'prod', JAVA_HOME: dirname(dirname(java)), TRAINING_PORT: String(await freePort()) },
    timeout: 300_000,
  });
}

async function stopAfter(starting) {
  const { server, startMs } = await starting;
  await server.stop();
  return startMs;
}
