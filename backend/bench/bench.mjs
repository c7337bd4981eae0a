// bench.mjs [startup|alone|load ...]: measures, and writes results.md when everything was measured. Started by `run`.
import { join } from 'node:path';
import { here, say } from './lib/context.mjs';
import { load } from './lib/load.mjs';
import { machine, report } from './lib/report.mjs';
import { writeMain } from './lib/sections.mjs';
import { stopAll } from './lib/servers.mjs';
import { coldStartAndMemory, startAlone } from './lib/startup.mjs';

const PARTS = { startup: coldStartAndMemory, alone: startAlone, load };

const names = process.argv.slice(2);
const unknown = names.find((name) => !(name in PARTS));
if (unknown) {
  say(`There is no part ${unknown}: ${Object.keys(PARTS).join(', ')}`);
  process.exit(2);
}

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => stopAll().finally(() => process.exit(130)));
}

const began = Date.now();
const before = machine();
const rows = [];
try {
  for (const [name, part] of Object.entries(PARTS)) {
    if (!names.length || names.includes(name)) rows.push(...(await part()));
  }
} finally {
  await stopAll();
}

const text = report(rows, before, ((Date.now() - began) / 60_000).toFixed(1));
if (names.length) {
  process.stdout.write(text);
} else {
  writeMain(join(here, 'results.md'), text);
  say(`written to ${join(here, 'results.md')}`);
}
for (const { goal, value, limit, pass } of rows) say(`${pass ? 'pass' : 'FAIL'}  ${goal}: ${value} (${limit})`);
process.exit(rows.every((row) => row.pass) ? 0 : 1);
