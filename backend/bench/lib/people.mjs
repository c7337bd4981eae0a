// What the measurements need in the application: residents, public requests, and the README's tour.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { inParallel } from './api.mjs';
import { root } from './context.mjs';

const COMMUNITY = '520102016003';

async function signIn(api, code) {
  return (await api.post('/api/v1/sessions', null, { code })).token;
}

function phoneCode(n) {
  return { code: `sim-phone-139${String(n).padStart(8, '0')}` };
}

/** Tokens of residents who have bound a phone. */
export function signInResidents(api, n) {
  return inParallel(n, 8, async (i) => {
    const token = await signIn(api, `sim-bench-${i}`);
    await api.post('/api/v1/me/phone', token, phoneCode(i));
    return token;
  });
}

/** Submits requests and lets the desk accept them, after which everybody may read them. */
export async function publishRequests(api, tokens, n) {
  const council = await signIn(api, 'sim-council');
  return inParallel(n, 4, async (i) => {
    const { id } = await api.post('/api/v1/requests', tokens[i], {
      kind: 'HELP',
      categoryCode: 'roads-surface',
      title: `路面破损 ${i}`,
      content: `小区门口的人行道有好几块地砖松动，下雨天一踩就溅水，希望能尽快派人来看一看。编号 ${i}。`,
      areaCode: COMMUNITY,
      visibility: 'PUBLIC',
    });
    await api.post(`/api/v1/desk/requests/${id}/accept`, council, {});
    return id;
  });
}

/** The shell blocks of the README's tour, against this port; a call that fails ends it. */
export async function tour(port) {
  const text = readFileSync(join(root, 'README.md'), 'utf8').match(/<!-- tour -->([^]*)<!-- \/tour -->/)[1];
  const blocks = [...text.matchAll(/^```sh\n([^]*?)^```$/gm)].map(([, block]) => block);
  const script = blocks.join('\n').replaceAll('127.0.0.1:8080', `127.0.0.1:${port}`);
  await promisify(execFile)('bash', ['-e', '-o', 'pipefail', '-c', script], { timeout: 60_000 });
}
