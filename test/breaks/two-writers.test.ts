import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Caller, startTestService, type TestService } from '../support/service.ts';

/** Two who write to the same thing at once: one is first, and the other hears 409, or what there is now. */

const ROUNDS = 4;
const PATH = '/api/v1/localities/11737/heartbeat';

let t: TestService;
let department: Caller;
beforeAll(async () => {
  t = await startTestService();
  department = await t.caller('department', '*');
});
afterAll(() => t.stop());

const send = (method: string, path: string, body?: object) =>
  fetch(t.address + path, {
    method,
    headers: {
      authorization: `Bearer ${department.token}`,
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  }).then(async (answer) => ({ status: answer.status, text: await answer.text() }));

const codeOf = ({ status, text }: { status: number; text: string }) =>
  status < 300 ? status : `${status} ${JSON.parse(text).code}`;

/** Runs the writes at once, many times, and answers every outcome that there was. */
async function race(
  writes: (() => Promise<{ status: number; text: string }>)[],
  before = async () => {},
): Promise<Set<number | string>> {
  const seen = new Set<number | string>();
  for (let round = 0; round < ROUNDS; round++) {
    await before();
    for (const one of await Promise.all(writes.map((write) => write()))) seen.add(codeOf(one));
  }
  return seen;
}

it('a network’s address changed and taken away at once', async () => {
  const rhythm = { everyMinutes: 5, graceMinutes: 10 };
  const seen = await race(
    [
      () => send('DELETE', PATH),
      () => send('PATCH', PATH, { everyMinutes: 7 }),
      () => send('DELETE', PATH),
      () => send('PATCH', PATH, { graceMinutes: 20 }),
    ],
    async () => {
      await send('POST', PATH, rhythm);
    },
  );
  for (const one of seen) expect([200, 204, '404 not_found', '409 conflict']).toContain(one);
  expect(seen.size).toBeGreaterThan(1);
});

it('made by two at once, and taken away', async () => {
  const seen = await race([
    () => send('POST', PATH, {}),
    () => send('POST', PATH, {}),
    () => send('DELETE', PATH),
  ]);
  for (const one of seen) expect([201, 204, '404 not_found', '409 conflict']).toContain(one);
});

it('a silence ended by two', async () => {
  const { body } = await department.post('/api/v1/silences', {
    area: '11737',
    endsAt: '2025-09-26T08:00:00+07:00',
    reason: 'Bão số 5',
  });
  const seen = await race(
    Array.from({ length: 3 }, () => () => send('POST', `/api/v1/silences/${body.id}/end`)),
  );
  for (const one of seen) expect([200, '409 already_resolved']).toContain(one);
});

it('certificates of one number, by two', async () => {
  let serial = 100;
  const seen = await race(
    Array.from(
      { length: 4 },
      () => () =>
        send('POST', '/api/v1/certificates', {
          ...{ locality: '11737', kind: 'device', holder: 'Máy chủ', issuer: 'Ban Cơ yếu' },
          ...{ serial: String(serial), validFrom: '2025-01-01', validTo: '2028-01-01' },
        }),
    ),
    async () => {
      serial++;
    },
  );
  for (const one of seen) expect([200, 201, 409, '409 conflict']).toContain(one);
});

it('a record by two', async () => {
  let have = 0;
  const seen = await race(
    Array.from(
      { length: 4 },
      () => () =>
        send('POST', '/api/v1/records', {
          ...{ locality: '11737', day: '2025-09-25' },
          values: { 'certificate.personal': { have: have++ % 7, need: 9 } },
        }),
    ),
  );
  for (const one of seen) expect([200, 201]).toContain(one);
});
