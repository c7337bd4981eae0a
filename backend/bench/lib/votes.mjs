// Casting votes through the whole application, beside one journaled insert of the same document.
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Api, inParallel } from './api.mjs';
import { Sent } from './sent.mjs';
import { here, median, say, startBaseline, startEngines, startZhumin, work } from './context.mjs';

const QUICK = process.env.BENCH_QUICK === '1';
const RESIDENTS = QUICK ? 1_000 : 5_000;
const PROJECTS = 200;
const STORED = QUICK ? 100_000 : 1_000_000;
/** Many short ones, since the machine does not stay as fast for long. */
const ROUNDS = QUICK ? 3 : 11;
const ROUND_SECONDS = QUICK ? 5 : 4;
const PROBED_SECONDS = 3;
const PROBES = 2;
const WARM_UP_SECONDS = QUICK ? 12 : 45;
/** Twice Tier4InvocationThreshold in config/jvm.options: by then code should be compiled for good. */
const WARM_UP_CALLS = QUICK ? 5_000 : 100_000;
/** Half of them tallies, half projects; and how many answers the application may keep meanwhile. */
const ADDRESSES = 5_000;
const KEPT = 1_000;
const COMMUNITY = '520102016003';
const LIMITS = ['anonymous-per-minute', 'reads-per-minute', 'writes-per-minute'].map((limit) => `--zhumin.limits.${limit}=1000000`);

/** Times B, at least; and the part of B's p99 that ours may take. */
const GOALS = [
  { connections: 64, least: 1.6 },
  { connections: 256, least: 2.8, p99: 0.5 },
  { connections: 1, least: 0.85 },
  { connections: 512, least: 2.8 },
];

const run = promisify(execFile);
const file = (name) => join(work, name);

export async function votes() {
  const engines = await startEngines();
  const zhumin = await startZhumin({ data: engines.data, engines: engines.args, extraArgs: [...LIMITS, `--zhumin.hot-reads.entries=${KEPT}`] });
  const api = new Api(zhumin.port);
  say(`signing in ${RESIDENTS} residents`);
  const tokens = await electors(api);
  writeFileSync(file('tokens'), tokens.join('\n') + '\n');
  const council = await signIn(api, 'sim-council');
  const world = { engines, zhumin, api, council, tokens, url: `http://127.0.0.1:${zhumin.port}` };

  const rows = [];
  await publish(world, 'warm');
  await sample(world);
  say('warming up');
  await load(world, 'warm', 64, WARM_UP_SECONDS);
  const empty = {};
  for (const goal of GOALS) {
    const { ours, theirs, lag, stored } = await compare(world, goal.connections);
    if (goal.connections === 64) Object.assign(empty, { ours, theirs });
    rows.push(...castRows(goal, ours, theirs, lag), stored);
  }
  rows.push(...(await flat(world, empty)));
  rows.push(await hot(world));
  rows.push(await agreed(world));
  rows.push(...(await reading(world)));
  api.close();
  await Promise.all([zhumin.server.stop(), world.bare?.server.stop()]);
  await engines.stop();
  return rows;
}

async function signIn(api, code) {
  return (await api.post('/api/v1/sessions', undefined, { code })).token;
}

/** Tokens of residents who may vote. */
function electors(api) {
  return inParallel(RESIDENTS, 12, async (i) => {
    const token = await signIn(api, `sim-voter-${i}`);
    await api.post('/api/v1/me/phone', token, { code: `sim-phone-138${String(i).padStart(8, '0')}` });
    await api.put('/api/v1/me/residence', token, { areaCode: COMMUNITY });
    return token;
  });
}

/** New projects on which everybody may vote; their paths go into files of this name. */
async function publish(world, name, n = PROJECTS) {
  const ids = await inParallel(n, 8, async (i) => {
    const { id } = await world.api.post('/api/v1/projects', world.council, {
      title: `加装路灯 ${name} ${i}`,
      summary: '巷口装六盏太阳能路灯',
      content: '夜间照明不足，拟加装六盏。',
      areaCode: COMMUNITY,
      budgetYuan: 60000,
      mediaIds: [],
      effect: 'ADVISORY',
    });
    await world.api.post(`/api/v1/projects/${id}/publish`, world.council);
    return id;
  });
  writeFileSync(file(`${name}.votes`), ids.map((id) => `/api/v1/projects/${id}/votes/POINT`).join('\n') + '\n');
  writeFileSync(file(`${name}.tallies`), ids.map((id) => `/api/v1/projects/${id}/tally`).join('\n') + '\n');
  return ids;
}

/** B answers the same bytes as a tally and a project. */
async function sample(world) {
  const [id] = await publish(world, 'sample', 1);
  await world.api.put(`/api/v1/projects/${id}/votes/POINT`, world.tokens[0], { choice: 'SUPPORT' });
  await pause(1000);
  writeFileSync(file('tally'), await world.api.text(`/api/v1/projects/${id}/tally`));
  writeFileSync(file('project'), await world.api.text(`/api/v1/projects/${id}`));
  world.sample = id;
}

async function startBare(world, connections) {
  await world.bare?.server.stop();
  world.bare = await startBaseline('BareVoteApplication', process.env.BENCH_INSERT_CP, '/tally', (status) => status === 200, [
    `--bench.mongodb-uri=${world.engines.uri}`,
    `--bench.connections=${connections}`,
    `--bench.tally=${file('tally')}`,
    `--bench.project=${file('project')}`,
  ]);
  world.bareUrl = `http://127.0.0.1:${world.bare.port}`;
}

/** How many votes were sent to the projects of this name. */
const sent = new Map();
/** What was not answered when wrk stopped is among the last that were sent; fewer than lie between a vote and its change. */
const SENT_AGAIN = 2_000;

/** Loads the projects of this name. The next round goes on where this one stops. */
async function load(world, name, connections, seconds, mode = 'mixed') {
  const before = sent.get(name) ?? 0;
  const result = await wrk('vote', world.url, connections, seconds, [file('tokens'), file(`${name}.votes`), before, mode]);
  sent.set(name, before + result.sent);
  return { rate: result.requests / result.seconds, p99: result.p99 };
}

async function loadBare(world, connections, seconds) {
  writeFileSync(file('bare.votes'), '/vote\n');
  const result = await wrk('vote', world.bareUrl, connections, seconds, [file('tokens'), file('bare.votes'), 0, 'mixed']);
  return { rate: result.requests / result.seconds, p99: result.p99 };
}

/** B is started anew for each number of connections, and may have one connection to the database. */
function warmUpBare(world) {
  return warmUp((seconds) => loadBare(world, 64, seconds));
}

/** Where each vote is written by itself that is other code than for many together; with two clients it is still so. */
function warmUpOurs(world, name, connections) {
  return warmUp((seconds) => load(world, name, Math.max(2, connections), seconds));
}

async function warmUp(load) {
  const seconds = WARM_UP_SECONDS / 3;
  for (let calls = 0; calls < WARM_UP_CALLS; ) calls += (await load(seconds)).rate * seconds;
}

/** One answer that is refused or cut off makes the whole run invalid. */
async function wrk(script, url, connections, seconds, args) {
  const options = ['-t1', `-c${connections}`, `-d${seconds}s`, '--timeout', '10s', '-s', join(here, `${script}.lua`), url];
  const { stdout } = await run('wrk', [...options, '--', ...args.map(String)], { timeout: (seconds + 60) * 1000 });
  const result = JSON.parse(stdout.trim().split('\n').at(-1));
  if (result.refused || result.broken || !result.requests) {
    throw new Error(`invalid run of wrk on ${url}: ${JSON.stringify(result)}`);
  }
  return result;
}

const rate = (rounds) => median(rounds.map((round) => round.rate));
/** Of each round beside the other's right after it. */
const beside = (ours, theirs, what = 'rate') => median(ours.map((round, i) => round[what] / theirs[i][what]));
const p99 = (rounds) => median(rounds.map((round) => round.p99));
const all = (rounds) => rounds.map((round) => Math.round(round.rate)).join(', ');

async function compare(world, connections, name = `c${connections}`) {
  const sets = [await nextSet(world, name, 1)];
  await startBare(world, connections);
  await warmUpBare(world);
  await warmUpOurs(world, sets.at(-1), connections);
  const ours = [];
  const theirs = [];
  const lags = [];
  for (let round = 0; round < ROUNDS; round++) {
    await sendAgain(world, sets.at(-1));
    if (isHalfSpent(sets.at(-1))) sets.push(await nextSet(world, name, sets.length + 1));
    ours.push(await load(world, sets.at(-1), connections, ROUND_SECONDS));
    theirs.push(await loadBare(world, connections, ROUND_SECONDS));
    // By itself, as nobody watches B.
    const [, lag] = await Promise.all([load(world, sets.at(-1), connections, PROBED_SECONDS), lagUnderLoad(world)]);
    lags.push(lag);
    say(`${connections} connections: ${Math.round(ours.at(-1).rate)}/s, bare ${Math.round(theirs.at(-1).rate)}/s, tally after ${lag} ms`);
  }
  return { ours, theirs, lag: Math.max(...lags), stored: await storedRow(world, sets, connections) };
}

async function nextSet(world, name, number) {
  const set = `${name}-${number}`;
  await publish(world, set);
  return set;
}

/** Then other projects are voted on: where everybody has voted on all, there are changes only. */
function isHalfSpent(set) {
  return sent.get(set) > (RESIDENTS * PROJECTS) / 2;
}

/** Sends the last ones again, so that every vote of the rounds is acknowledged, and not only those that wrk waited for. */
async function sendAgain(world, name) {
  const votes = new Sent(RESIDENTS, PROJECTS);
  const paths = lines(`${name}.votes`);
  const last = sent.get(name);
  const again = Math.min(SENT_AGAIN, last);
  const api = new Api(world.zhumin.port, 64);
  await inParallel(again, 64, (i) => {
    const { resident, project, choice } = votes.vote(last - again + 1 + i);
    return api.put(paths[project], world.tokens[resident], { choice });
  });
  api.close();
}

/** Compares with what is in the database: one vote for each resident and project, and the choice that was sent last. */
async function storedRow(world, sets, connections) {
  const parts = [];
  for (const set of sets) {
    await sendAgain(world, set);
    parts.push({ last: sent.get(set), stored: await recount(world, set), ...new Sent(RESIDENTS, PROJECTS).expected(sent.get(set)) });
  }
  const sum = (number) => parts.reduce((total, part) => total + number(part), 0);
  const [stored, expected] = [sum((part) => part.stored.votes), sum((part) => part.votes)];
  const wrong = parts.filter(({ stored, votes, choices }) => stored.votes !== votes || differ(stored.choices, choices));
  const compared = parts.filter((part) => part.choices).length;
  const detail = `${sum((part) => part.last)} calls on ${sets.length} × ${PROJECTS} projects; choices compared on ${compared}`;
  return row(`Recount beside what was acknowledged, ${connections} connections`, 'equal', `${stored} of ${expected}`, wrong.length === 0, detail);
}

async function recount(world, set) {
  const bare = new Api(world.bare.port);
  const ids = lines(`${set}.votes`).map((path) => path.split('/')[4]);
  const stored = JSON.parse(await bare.call('POST', '/recount', undefined, ids));
  bare.close();
  return stored;
}

/** Nothing is expected of choices where the same residents came round again. */
function differ(stored, expected = {}) {
  return Object.entries(expected).some(([choice, n]) => (stored[choice] ?? 0) !== n);
}

const lines = (name) => readFileSync(file(name), 'utf8').trim().split('\n');

/** How long after its answer a vote is in the tally that everybody sees; the longest of several. */
async function lagUnderLoad(world) {
  await pause(500);
  let longest = 0;
  for (let i = 0; i < PROBES; i++) {
    world.probes ??= await publish(world, 'probe', 1);
    world.probed = (world.probed ?? 0) + 1;
    const path = `/api/v1/projects/${world.probes[0]}`;
    await world.api.put(`${path}/votes/POINT`, world.tokens[world.probed], { choice: 'SUPPORT' });
    const cast = performance.now();
    while ((await world.api.get(`${path}/tally`)).POINT.total < world.probed) {
      if (performance.now() - cast > 20_000) throw new Error('a vote did not come into the tally');
      await pause(10);
    }
    longest = Math.max(longest, Math.round(performance.now() - cast));
  }
  return longest;
}

function castRows({ connections, least, p99: part }, ours, theirs, lag) {
  const ratio = beside(ours, theirs);
  const detail = `medians ${Math.round(rate(ours))}/s and ${Math.round(rate(theirs))}/s, p99 ${p99(ours).toFixed(1)} ms and ${p99(theirs).toFixed(1)} ms; all: ${all(ours)}; bare: ${all(theirs)}`;
  const rows = [
    row(`PUT …/votes/POINT beside one journaled insert, ${connections} connections`, `≥ ${least} ×`, `${ratio.toFixed(2)} ×`, ratio >= least, detail),
    row(`A vote is in the tally, at ${connections} connections`, '≤ 500 ms', `${lag} ms`, lag <= 500, 'the longest of all probes, from the answer to the tally over HTTP'),
  ];
  if (part) {
    const tail = beside(ours, theirs, 'p99');
    rows.push(row(`p99 of these, ${connections} connections`, `≤ ${part} ×`, `${tail.toFixed(2)} ×`, tail <= part, ''));
  }
  return rows;
}

function row(goal, limit, value, pass, detail) {
  return { goal, limit, value, pass, detail };
}

/** The same load with so many votes stored, beside B both times, since the machine is not always as fast. */
async function flat(world, empty) {
  await startBare(world, 64);
  say(`adding ${STORED} votes`);
  const bareApi = new Api(world.bare.port);
  for (let left = STORED; left > 0; left -= 50_000) await bareApi.call('POST', '/fill?n=50000');
  bareApi.close();
  const { ours, theirs, stored } = await compare(world, 64, 'full');
  const before = beside(empty.ours, empty.theirs);
  const after = beside(ours, theirs);
  const ratio = after / before;
  const detail = `${after.toFixed(2)} × and ${before.toFixed(2)} × one journaled insert; medians ${Math.round(rate(ours))}/s and ${Math.round(rate(empty.ours))}/s; all: ${all(ours)}; bare: ${all(theirs)}`;
  return [row(`Votes with ${STORED} more stored, 64 connections`, '≥ 0.9 × before', `${ratio.toFixed(2)} ×`, ratio >= 0.9, detail), stored];
}

/** Everybody changes the vote on one project, beside the same on all; in turn. */
async function hot(world) {
  await publish(world, 'hot', 1);
  const few = Math.min(20, PROJECTS);
  await publish(world, 'spread', few);
  const many = new Api(world.zhumin.port, 64);
  for (const [name, n] of [['hot', 1], ['spread', few]]) {
    for (const path of readFileSync(file(`${name}.votes`), 'utf8').trim().split('\n').slice(0, n)) {
      await inParallel(RESIDENTS, 64, (k) => many.put(path, world.tokens[k], { choice: 'SUPPORT' }));
    }
  }
  many.close();
  const rounds = { hot: [], spread: [] };
  for (let round = 0; round < ROUNDS; round++) {
    for (const name of ['hot', 'spread']) rounds[name].push(await load(world, name, 64, ROUND_SECONDS, 'changes'));
  }
  const ratio = beside(rounds.hot, rounds.spread);
  return row('All votes on one project beside the same on many, 64 connections', '≥ 0.9 ×', `${ratio.toFixed(2)} ×`, ratio >= 0.9, `changes of votes; medians ${Math.round(rate(rounds.hot))}/s and ${Math.round(rate(rounds.spread))}/s; all: ${all(rounds.hot)}; on ${few} projects: ${all(rounds.spread)}`);
}

/** Reading tallies and projects, and asking whether they have changed. */
async function reading(world) {
  const addresses = await readable(world);
  writeFileSync(file('known'), (await inParallel(ADDRESSES, 32, (i) => withEtag(world, addresses[i]))).join('\n') + '\n');
  writeFileSync(file('fresh'), addresses.join('\n') + '\n');
  writeFileSync(file('constant'), '/tally\n/project\n'.repeat(ADDRESSES / 2));
  const rows = [];
  for (const [what, name] of [['GET …/tally and …/projects/{id} beside constants', 'fresh'], ['With If-None-Match', 'known']]) {
    const ours = [];
    const theirs = [];
    await wrk('zipf', world.url, 64, WARM_UP_SECONDS, [file(name)]);
    await wrk('zipf', world.bareUrl, 64, Math.round(WARM_UP_SECONDS / 3), [file('constant')]);
    for (let round = 0; round < ROUNDS; round++) {
      ours.push(per(await wrk('zipf', world.url, 64, ROUND_SECONDS, [file(name)])));
      theirs.push(per(await wrk('zipf', world.bareUrl, 64, ROUND_SECONDS, [file('constant')])));
    }
    const ratio = beside(ours, theirs);
    rows.push(row(`${what}, 5,000 addresses by Zipf's law, ${KEPT} kept`, '≥ 0.5 ×', `${ratio.toFixed(2)} ×`, ratio >= 0.5, `medians ${Math.round(rate(ours))}/s and ${Math.round(rate(theirs))}/s; all: ${all(ours)}; constants: ${all(theirs)}`));
  }
  return rows;
}

/** The sample and copies of it: a tally and a project in turn. */
async function readable(world) {
  const api = new Api(world.bare.port);
  const ids = (await api.call('POST', `/copies?of=${world.sample}&n=${ADDRESSES / 2 - 1}`)).toString('utf8').split('\n');
  api.close();
  return [world.sample, ...ids].flatMap((id) => [`/api/v1/projects/${id}/tally`, `/api/v1/projects/${id}`]);
}

async function withEtag(world, path) {
  const answer = await fetch(world.url + path);
  await answer.arrayBuffer();
  if (answer.status !== 200) throw new Error(`GET ${path}: ${answer.status}`);
  return `${path} ${answer.headers.get('etag')}`;
}

const per = (result) => ({ rate: result.requests / result.seconds, p99: result.p99 });

/** Every tally is the recount, and as many votes are there as were acknowledged. */
async function agreed(world) {
  // What is counted comes into the stored tallies within two seconds.
  await pause(4000);
  const { polls, counted, differing } = await (await fetch(`${world.bareUrl}/check`)).json();
  const heap = await usedHeap(world.zhumin.management);
  return row('Tallies beside the recount of all votes', 'equal', `${differing} of ${polls} differ`, differing === 0, `${counted} votes; heap at the end ${heap} MB of 256`);
}

async function usedHeap(management) {
  const metrics = await (await fetch(`${management}/actuator/prometheus`)).text();
  const used = [...metrics.matchAll(/^jvm_memory_used_bytes\{area="heap".*\} (\S+)$/gm)].map(([, bytes]) => Number(bytes));
  return Math.round(used.reduce((sum, bytes) => sum + bytes, 0) / 2 ** 20);
}
