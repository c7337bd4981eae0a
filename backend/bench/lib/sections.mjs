// Sections of results.md that other commands than `run` write; each stands between its own marks.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const SECTION = /<!-- section (\S+) -->\n[^]*?<!-- \/section \1 -->\n/g;

/** Writes one section and leaves all else as it is. */
export function writeSection(file, name, text) {
  const { main, sections } = read(file);
  sections.set(name, `<!-- section ${name} -->\n${text}<!-- /section ${name} -->\n`);
  write(file, main, sections);
}

/** Writes what stands before the sections, and keeps them. */
export function writeMain(file, text) {
  write(file, text, read(file).sections);
}

function read(file) {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const sections = new Map([...text.matchAll(SECTION)].map(([whole, name]) => [name, whole]));
  return { main: text.replace(SECTION, '').trimEnd(), sections };
}

function write(file, main, sections) {
  writeFileSync(file, [main.trimEnd() + '\n', ...sections.values()].join('\n'));
}
