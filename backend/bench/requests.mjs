// requests.mjs [SMALL LARGE]: two databases of generated requests and an application on each, asked in turn. Started by `requests`.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Api } from './lib/api.mjs';
import { freshDirectory, here, java, median, root, say, startJava, work } from './lib/context.mjs';
import { machine } from './lib/report.mjs';
import { writeSection } from './lib/sections.mjs';
import { Server, freePort, stopAll } from './lib/servers.mjs';

const ROUNDS = 7;
const CALLS = 100;
const PAGES = 20;

const [small, large] = (process.argv.length > 2 ? process.argv.slice(2) : ['10000', '1000000']).map(Number);
const begins = Date.now();

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => stopAll().finally(() => process.exit(130)));
}

async function startMongo() {
  const port = await freePort();
  const script = join(root, 'config/embedded/mongodb/start.sh');
  const mongo = new Server('mongodb', 'sh', [script, freshDirectory('mongodb'), String(port)], join(work, 'mongodb.log'), root);
  await mongo.says(/listening on/, 300_000);
  return (database) => `mongodb://127.0.0.1:${port}/${database}?directConnection=true`;
}

/** Runs RequestsFill and answers what it says. */
async function fill(...args) {
  const flags = ['-Xmx3g', '-cp', process.env.BENCH_FILL_CP, 'org.zhumin.bench.RequestsFill'];
  const { stdout } = await promisify(execFile)(java, [...flags, ...args], { cwd: root, maxBuffer: 1 << 24, timeout: 780_000 });
  return stdout.split('\n').filter((line) => line && !line.includes(' -- '));
}

async function startApplication(name, uri) {
  const [port, managementPort] = [await freePort(), await freePort()];
  const server = startJava(name, [
    '-cp',
    process.env.BENCH_APP_CP,
    'org.zhumin.Zhumin',
    '--server.address=127.0.0.1',
    `--server.port=${port}`,
    '--management.server.address=127.0.0.1',
    `--management.server.port=${managementPort}`,
    `--zhumin.embedded.data-dir=${freshDirectory('data')}`,
    `--spring.mongodb.uri=${uri}`,
    '--zhumin.demo.enabled=true',
    '--zhumin.hot-reads.entries=0',
    '--zhumin.limits.anonymous-per-minute=0',
    '--zhumin.limits.reads-per-minute=1000000',
    '--zhumin.limits.writes-per-minute=1000000',
  ]);
  await server.ready(`http://127.0.0.1:${managementPort}/actuator/health/readiness`);
  return new Api(port);
}

/** By name, a call of each kind. */
async function callsOf(api, page, withSimilar) {
  const token = async (name) => (await api.post('/api/v1/sessions', null, { code: `sim-${name}` })).token;
  const [council, handler, resident] = [await token('council'), await token('handler'), await token('bench')];
  const { items } = await api.get('/api/v1/requests?limit=100', null);
  const ids = items.map(({ id }) => id);
  const month = new Date(Date.now() - 30 * 86_400_000).toISOString().slice(0, 7);
  const similar = withSimilar && (await similarTo(api, resident));
  let n = 0;
  const desk = (query, who) => () => api.call('GET', `/api/v1/desk/requests?${query}`, who);
  return {
    TRIAGE: desk('queue=TRIAGE', council),
    MINE: () => desk(`queue=MINE&limit=${page.mine}`, handler)(),
    OVERDUE: desk('queue=OVERDUE', council),
    list: () => api.call('GET', '/api/v1/requests'),
    read: () => api.call('GET', `/api/v1/requests/${ids[++n % ids.length]}`, resident),
    readAnonymous: () => api.call('GET', `/api/v1/requests/${ids[++n % ids.length]}`),
    similar: () => api.call('GET', similar, resident),
    ranking: () => api.call('GET', `/api/v1/rankings?period=${month}`),
  };
}

/** Asks what is like a request that has others like it beside it. */
async function similarTo(api, resident) {
  let cursor = '';
  for (let page = 0; page < PAGES; page++) {
    const { items, nextCursor } = await api.get(`/api/v1/requests?limit=100${cursor}`, null);
    for (const { id } of items) {
      const { location, category, title } = await api.get(`/api/v1/requests/${id}`, null);
      if (!location || !category) continue;
      const place = `longitude=${location.longitude}&latitude=${location.latitude}&categoryCode=${category.code}`;
      const path = `/api/v1/requests/similar?${place}&text=${encodeURIComponent(title)}`;
      if ((await api.get(path, resident)).items.length > 2) return path;
    }
    if (!nextCursor) break;
    cursor = `&cursor=${encodeURIComponent(nextCursor)}`;
  }
  throw new Error('no request has others like it beside it');
}

async function p50(call) {
  const times = [];
  for (let i = 0; i < CALLS; i++) {
    const start = performance.now();
    await call();
    times.push(performance.now() - start);
  }
  return median(times);
}

/** For each name the medians of all rounds, those of one round after the other and the programs in turn. */
async function measure(kinds, programs) {
  const rounds = {};
  for (let round = -2; round < ROUNDS; round++) {
    for (const kind of kinds) {
      for (const [program, calls] of Object.entries(programs)) {
        const ms = await p50(calls[kind]);
        if (round >= 0) (rounds[`${kind} ${program}`] ??= []).push(ms);
      }
    }
  }
  return rounds;
}

const show = (values) => values.map((value) => value.toFixed(2)).join(', ');

function row(rounds, goal, one, other, limit) {
  const [a, b] = [median(rounds[one]), median(rounds[other])];
  const pass = a <= limit * b;
  const detail = `p50 ${a.toFixed(2)} ms and ${b.toFixed(2)} ms; all: ${show(rounds[one])}; beside: ${show(rounds[other])}`;
  return { pass, text: `| ${goal} | ≤ ${limit} × | ${(a / b).toFixed(2)} × | ${pass ? 'pass' : '**fail**'} | ${detail} |` };
}

async function bench() {
  const before = machine();
  const address = await startMongo();
  const [smallUri, largeUri] = [address('small'), address('large')];
  for (const [n, uri] of [[small, smallUri], [large, largeUri]]) {
    say((await fill('fill', uri, String(n), 'backend/src/main/resources/areas/520100.tsv')).join('; '));
  }
  const plans = await fill('explain', largeUri);
  const page = { mine: 20 };
  const programs = {
    small: await callsOf(await startApplication('small', smallUri), page, false),
    large: await callsOf(await startApplication('large', largeUri), page, true),
  };
  const mine = [];
  for (const calls of Object.values(programs)) mine.push(JSON.parse(await calls.MINE()).items.length);
  page.mine = Math.max(1, Math.min(...mine));
  const organizations = JSON.parse(await programs.large.ranking()).rows.length;
  const candidates = JSON.parse(await programs.large.similar()).items.length;
  const rounds = await measure(['TRIAGE', 'MINE', 'OVERDUE', 'list'], programs);
  Object.assign(rounds, await measure(['read', 'similar', 'readAnonymous', 'ranking'], { large: programs.large }));
  const flat = (goal, kind) => row(rounds, goal, `${kind} large`, `${kind} small`, 1.3);
  const rows = [
    flat('Work list TRIAGE', 'TRIAGE'),
    flat(`Work list MINE, ${page.mine} of ${mine.join(' and ')}`, 'MINE'),
    flat('Work list OVERDUE', 'OVERDUE'),
    flat('GET /api/v1/requests', 'list'),
    row(rounds, `Similar requests (${candidates} found) beside one request`, 'similar large', 'read large', 10),
    row(rounds, `Ranking of ${organizations} organisations beside one request`, 'ranking large', 'readAnonymous large', 2),
  ];
  return { rows, text: section(rows, plans, before) };
}

function section(rows, plans, { cores, memory, kernel, busy }) {
  const minutes = ((Date.now() - begins) / 60_000).toFixed(1);
  return `## Requests: ${large.toLocaleString('en')} beside ${small.toLocaleString('en')}

Written by \`backend/bench/requests\` on ${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC, in ${minutes} minutes.
Machine: ${cores}, ${memory}, Linux ${kernel}; load average before the run ${busy}.

| measure | goal | result | | details |
| --- | --- | --- | --- | --- |
${rows.map(({ text }) => text).join('\n')}

How the lists are read at ${large.toLocaleString('en')}, for a page of 20; none scans the collection, none sorts:

${plans.map((plan) => `- ${plan}`).join('\n')}

- The requests are generated (\`GeneratedRequests\`): made by the real transitions, written by the store's codec, areas and categories skewed as 1/rank,
  2.7 % open, some of them late; the indexes are the store's. Both sizes are databases of one embedded engine with an application on each, asked in turn:
  ${ROUNDS} rounds of ${CALLS} calls over one kept connection, one after the other, after two rounds of warm-up; p50 of each round, median of the rounds.
- MINE is asked for as many requests as the first page has at both sizes: one unit among two hundred has few open ones at the smaller,
  and a fuller page takes longer at any size.
- *One request* is GET /api/v1/requests/{id}, a read by primary key. Anonymous answers are read anew each time
  (\`zhumin.hot-reads.entries=0\`): what is kept in memory would be as fast at any size.
- The tallies of the ranking are counted from all generated requests by the projection's own sums and stored as one batch, for the city and its districts;
  batches of 300, as the projector makes them, would take longer than this whole run.
`;
}

let status = 1;
try {
  const { rows, text } = await bench();
  if (process.argv.length > 2) process.stdout.write(text);
  else writeSection(join(here, 'results.md'), 'requests', text);
  for (const { text: line } of rows) say(line);
  status = rows.every(({ pass }) => pass) ? 0 : 1;
} finally {
  await stopAll();
}
process.exit(status);
