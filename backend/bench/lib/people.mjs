// What the measurements need in the application: residents, public requests, and the README's tour.
import { inParallel } from './api.mjs';

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

/** The calls of the README's tour. */
export async function tour(api) {
  const resident = await signIn(api, 'sim-resident');
  await api.get('/api/v1/me', resident);
  await api.post('/api/v1/me/phone', resident, { code: 'sim-phone-13885100001' });
  await api.get('/api/v1/areas?parent=520100');
  await api.get('/api/v1/areas/520102');
  await api.get('/api/v1/areas/locate?longitude=106.7135&latitude=26.5783');
  await api.put('/api/v1/me/residence', resident, { areaCode: COMMUNITY });
  await api.get('/api/v1/request-categories');
  const { id } = await api.post('/api/v1/requests', resident, {
    kind: 'HELP',
    categoryCode: 'roads-surface',
    title: '路面破损',
    content: '小区门口的人行道有好几块地砖松动，希望能派人来看一看。',
    visibility: 'PUBLIC',
  });
  const council = await signIn(api, 'sim-council');
  await api.get('/api/v1/desk/requests?queue=TRIAGE', council);
  await api.post(`/api/v1/desk/requests/${id}/accept`, council, {});
  await api.post(`/api/v1/desk/requests/${id}/dispatch`, council, { organizationId: 'demounit' });
  const handler = await signIn(api, 'sim-handler');
  await api.post(`/api/v1/desk/requests/${id}/sign`, handler, {});
  await api.post(`/api/v1/desk/requests/${id}/reply`, handler, { text: '已经派人修好了。' });
  await api.post(`/api/v1/requests/${id}/confirmation`, resident, { outcome: 'SOLVED', satisfaction: 5 });
  await api.get(`/api/v1/requests/${id}`);
  await api.get('/api/v1/requests');
  await api.get('/v3/api-docs');
}
