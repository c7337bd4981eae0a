// Throughput beside a bare application that does the least, in turn, by wrk.
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Api } from './api.mjs';
import { here, median, say, startBaseline, startEngines, startZhumin, work } from './context.mjs';
import { publishRequests, signInResidents } from './people.mjs';

const CONNECTIONS = 64;
const RESIDENTS = 1_000;
const PUBLIC_REQUESTS = 24;
/** Until the JIT has compiled it: after 40 s of submissions its compiler still took a quarter of the time. */
const WARM_UP_SECONDS = { submit: 75, read: 15 };
const ROUND_SECONDS = 8;
const ROUNDS = 5;
const SIZING_SECONDS = 2;

const UNLIMITED = ['reads-per-minute', 'writes-per-minute'].map((limit) => `--zhumin.limits.${limit}=1000000`);

const run = promisify(execFile);
const tokensFile = join(work, 'tokens');
let serial = 0;

export async function load() {
  const engines = await startEngines();
  const zhumin = await startZhumin({ data: engines.data, engines: engines.args, extraArgs: UNLIMITED });
  const api = new Api(zhumin.port);
  say(`signing in ${RESIDENTS} residents`);
  const tokens = await signInResidents(api, RESIDENTS);
  writeFileSync(tokensFile, tokens.join('\n') + '\n');
  await publishRequests(api, tokens, PUBLIC_REQUESTS);

  const paths = { area: '/api/v1/areas/520102016003', list: '/api/v1/requests' };
  const bodies = {};
  for (const [name, path] of Object.entries(paths)) {
    bodies[name] = await api.text(path);
    writeFileSync(join(work, name), bodies[name]);
  }
  requireEqual('public requests in the list', JSON.parse(bodies.list).items.length, 20);

  const ours = (path) => `http://127.0.0.1:${zhumin.port}${path}`;
  await wrk('submit', ours('/api/v1/requests'), SIZING_SECONDS);
  const bare = await startBaseline('BareInsertApplication', process.env.BENCH_INSERT_CP, '/area', (status) => status === 200, [
    `--bench.mongodb-uri=${engines.uri}`,
    `--bench.area=${join(work, 'area')}`,
    `--bench.list=${join(work, 'list')}`,
  ]);
  const bareApi = new Api(bare.port);
  const bytes = await bareApi.text('/bytes');
  for (const name of Object.keys(paths)) {
    requireEqual(`bytes of ${name}`, await bareApi.text(`/${name}`), bodies[name]);
  }

  const theirs = (path) => `http://127.0.0.1:${bare.port}${path}`;
  const submitted = await compare('submit', ours('/api/v1/requests'), theirs('/insert'), 0);
  await requireChecked(zhumin.management);
  const area = await compare('read', ours(paths.area), theirs('/area'), Buffer.byteLength(bodies.area));
  const list = await compare('read', ours(paths.list), theirs('/list'), Buffer.byteLength(bodies.list));
  requireEqual('the list at the end', await api.text(paths.list), bodies.list);

  api.close();
  bareApi.close();
  await Promise.all([zhumin.server.stop(), bare.server.stop()]);
  await engines.stop();
  return [
    row('POST /api/v1/requests beside one journaled insert', 0.4, submitted, `documents of ${bytes} bytes`),
    row('GET /api/v1/areas/{code} beside a constant', 0.5, area, `${Buffer.byteLength(bodies.area)} bytes`),
    row('GET /api/v1/requests beside a constant', 0.5, list, `${Buffer.byteLength(bodies.list)} bytes, 20 cards`),
  ];
}

function row(goal, limit, { ours, theirs }, what) {
  const rate = (rounds) => median(rounds.map((round) => round.rate));
  const all = (rounds) => rounds.map((round) => Math.round(round.rate)).join(', ');
  const p99 = (rounds) => median(rounds.map((round) => round.p99)).toFixed(0);
  const ratio = rate(ours) / rate(theirs);
  return {
    goal,
    limit: `≥ ${limit} ×`,
    value: `${ratio.toFixed(2)} ×`,
    pass: ratio >= limit,
    detail:
      `${what}; medians ${Math.round(rate(ours))}/s and ${Math.round(rate(theirs))}/s, ` +
      `p99 ${p99(ours)} ms and ${p99(theirs)} ms; all: ${all(ours)}; bare: ${all(theirs)}`,
  };
}

/** Warms both up, then loads one and the other in turn. */
async function compare(script, oursUrl, theirsUrl, bodyBytes) {
  const ours = [];
  const theirs = [];
  await wrk(script, oursUrl, WARM_UP_SECONDS[script], bodyBytes);
  await wrk(script, theirsUrl, WARM_UP_SECONDS[script], bodyBytes);
  for (let round = 0; round < ROUNDS; round++) {
    ours.push(await wrk(script, oursUrl, ROUND_SECONDS, bodyBytes));
    theirs.push(await wrk(script, theirsUrl, ROUND_SECONDS, bodyBytes));
    say(`${oursUrl}: ${Math.round(ours.at(-1).rate)}/s, bare ${Math.round(theirs.at(-1).rate)}/s`);
  }
  return { ours, theirs };
}

/** One answer that is refused or cut off makes the whole run invalid. */
async function wrk(script, url, seconds, bodyBytes = 0) {
  const args = ['-t1', `-c${CONNECTIONS}`, `-d${seconds}s`, '--timeout', '10s', '-s', join(here, `${script}.lua`), url];
  const { stdout } = await run('wrk', [...args, '--', tokensFile, `r${++serial}`], { timeout: (seconds + 60) * 1000 });
  const result = JSON.parse(stdout.trim().split('\n').at(-1));
  if (result.refused || result.broken || !result.requests || result.bytes < result.requests * bodyBytes) {
    throw new Error(`invalid run of wrk on ${url}: ${JSON.stringify(result)}`);
  }
  return { rate: result.requests / result.seconds, p99: result.p99 };
}

/** Each text must have been judged by the simulator over HTTP; one that was let through unjudged is cheaper. */
async function requireChecked(management) {
  const metrics = await (await fetch(`${management}/actuator/prometheus`)).text();
  const counted = [...metrics.matchAll(/^zhumin_wechat_calls_total\{(.*call="text".*)\} (\S+)$/gm)];
  const unchecked = counted.filter(([, labels]) => !labels.includes('result="pass"'));
  if (!counted.length || unchecked.length) {
    throw new Error(`not every text was checked: ${counted.map(([line]) => line).join('; ') || 'no call counted'}`);
  }
}

function requireEqual(what, found, wanted) {
  if (found !== wanted) throw new Error(`${what}: found ${found}, wanted ${wanted}`);
}
