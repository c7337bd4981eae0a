// backend/bench/results.md.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, loadavg, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { java, root } from './context.mjs';

export function machine() {
  return {
    cores: `${cpus().length} × ${cpus()[0]?.model.trim() || process.arch}`,
    memory: `${(totalmem() / 2 ** 30).toFixed(1)} GB`,
    kernel: release(),
    jdk: execFileSync(java, ['--version'], { encoding: 'utf8' }).split('\n')[1],
    busy: loadavg()[0].toFixed(2),
  };
}

function options() {
  const lines = readFileSync(join(root, 'config/jvm.options'), 'utf8').split('\n');
  return lines.filter((line) => line && !line.startsWith('#')).join(' ');
}

const table = (rows) =>
  rows
    .map(({ goal, limit, value, pass, detail }) => `| ${goal} | ${limit} | ${value} | ${pass ? 'pass' : '**fail**'} | ${detail} |`)
    .join('\n');

const commit = () => execFileSync('git', ['-C', root, 'describe', '--always', '--dirty'], { encoding: 'utf8' }).trim();
const now = () => new Date().toISOString().slice(0, 16).replace('T', ' ');

/** What one part measured, with what it needs to be understood. */
export function section(name, rows, { cores, memory, jdk, busy }, minutes) {
  return `## Votes

Written by \`backend/bench/${name}\` on ${now()} UTC at commit ${commit()}, in ${minutes} minutes.
Machine: ${cores}, ${memory}, load average before the run ${busy}; ${jdk}, \`${options()}\`.

| measure | goal | result | | details |
| --- | --- | --- | --- | --- |
${table(rows)}

How it is measured:

- *Casting*: 5,000 residents with a claimed residence, 200 new projects for each number of connections, votes in an order that jumps about; nine in ten
  are first votes, one in ten is a change. After half a million votes there are 200 other projects, so that first votes never run out.
  Each call shows its token, which is verified; eligibility is judged; the vote is written with the journal's
  acknowledgement and answered with its receipt, while the projection counts what comes in. \`BareVoteApplication\` takes the same bytes and inserts
  one document like a stored vote, whose key is in no order either, with as many pooled connections as there are clients, no
  security and no checks. Both are warmed up by 100,000 calls for each number of connections, twice what code is called before it is compiled for good
  (\`config/jvm.options\`): B by 64 clients, the application by as many as are measured, two in place of one. In turn, eleven
  rounds of four seconds: the machine does not stay as fast for long, so a ratio is the median of the rounds' own, each beside B's right
  after it. Until 2026-11-30 it was one median beside the other, of five rounds of eight seconds.
- *Tally*: after each round two residents vote in turn on a project that nobody else votes on, under the same load, which is not among the
  rounds; then its tally is read over HTTP until the vote is in it.
- *Recount*: after every round the last 2,000 votes are sent again, so that those that wrk left unanswered are acknowledged too. Then there has to be
  exactly one stored vote for each resident and project that was sent, with the choice that was sent last.
- *With more stored*: beside the same baseline before and after, since the machine is not always as fast.
- *One project*: every resident has voted and now changes the vote, on one project or on twenty.
- *Reading*: anonymous, the tallies and details of 2,500 projects in turn, chosen by Zipf's law, of which 1,000 answers are kept; B answers the bytes
  of one tally and one project as constants.
- The engine is the embedded one for all of them, with the memory that it has for users (\`config/embedded/mongodb/cache.mjs\`).
- The rate limits are raised to 1,000,000 a minute; every call is still counted, and Redis is told.
`;
}

export function report(rows, { cores, memory, kernel, jdk, busy }, minutes) {
  return `# Measured numbers

Written by \`backend/bench/run\` on ${now()} UTC at commit ${commit()}, in ${minutes} minutes.

- Machine: ${cores}, ${memory}, Linux ${kernel}; load average before the run ${busy}. Everything, wrk included, shares it.
- JVM: ${jdk}, with \`config/jvm.options\` for every program: \`${options()}\`
- Load: ${process.env.BENCH_WRK}, \`wrk -t1 -c64 -d8s\`; 75 s (POST) or 15 s (GET) of warm-up, then five rounds of each program in turn; medians.
  Any answer that is not 2xx, is cut off or is late by 10 s makes the run invalid.

| measure | goal | result | | details |
| --- | --- | --- | --- | --- |
${table(rows)}

How it is measured:

- *Cold start*: from exec of \`java … -jar backend/target/zhumin.jar\` to a 200 of the readiness probe on the management port; npm packages already fetched.
- *Memory*: VmRSS of the JVM after the README's tour.
- *Start against running servers*: MongoDB and Redis stay up; \`EmptyApplication\` (the class path of \`spring-boot-starter-webflux\` alone, ready
  when it answers at all) and zhumin, its libraries unpacked beside the jar as in the image, start in turn.
- *With the AOT cache*: as the image starts it, in profile \`prod\` with the bean definitions in the jar. The cache: \`backend/bench/aot-cache.sh\`.
- *POST*: 1,000 residents signed in, each call with a token, its own \`Idempotency-Key\` and its own text, which the simulator judges over HTTP
  (the run is invalid if one was not judged). \`BareInsertApplication\` takes the same bytes and writes one document of the mean size of a stored request:
  raw driver, acknowledged by the journal, 64 pooled connections, no security, no actuator. The rate limits are raised to 1,000,000 a minute
  (\`zhumin.limits.*\`); every call is still counted, and Redis is told.
- *GET*: anonymous, against the same bytes as a constant of \`BareInsertApplication\`. Both are up, one is loaded at a time.
`;
}
