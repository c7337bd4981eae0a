// bench.mjs [startup|alone|load ...]: measures, and writes results.md when everything was measured. Started by `run`.
import { join } from 'node:path';
import { here, say } from './lib/context.mjs';
import { load } from './lib/load.mjs';
import { machine, report, section } from './lib/report.mjs';
import { writeMain, writeSection } from './lib/sections.mjs';
import { stopAll } from './lib/servers.mjs';
import { votes } from './lib/votes.mjs';
import { coldStartAndMemory, startAlone } from './lib/startup.mjs';

/** Those with a section of their own are measured only when they are named. */
const PARTS = { startup: coldStartAndMemory, alone: startAlone, load };
const SECTIONS = { votes };

const names = process.argv.slice(2);
const unknown = names.find((name) => !(name in PARTS || name in SECTIONS));
if (unknown) {
  say(`There is no part ${unknown}: ${Object.keys({ ...PARTS, ...SECTIONS }).join(', ')}`);
  process.exit(2);
}

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => stopAll().finally(() => process.exit(130)));
}

const began = Date.now();
const before = machine();
const rows = [];
try {
  for (const [name, part] of Object.entries({ ...PARTS, ...SECTIONS })) {
    if (names.length ? names.includes(name) : name in PARTS) rows.push(...(await part()));
  }
} finally {
  await stopAll();
}

const minutes = ((Date.now() - began) / 60_000).toFixed(1);
const isSection = names.length === 1 && names[0] in SECTIONS;
const text = isSection ? section(names[0], rows, before, minutes) : report(rows, before, minutes);
if (isSection && !process.env.BENCH_QUICK) {
  writeSection(join(here, 'results.md'), names[0], text);
  say(`written to ${join(here, 'results.md')}`);
} else if (names.length) {
  process.stdout.write(text);
} else {
  writeMain(join(here, 'results.md'), text);
  say(`written to ${join(here, 'results.md')}`);
}
for (const { goal, value, limit, pass } of rows) say(`${pass ? 'pass' : 'FAIL'}  ${goal}: ${value} (${limit})`);
process.exit(rows.every((row) => row.pass) ? 0 : 1);
