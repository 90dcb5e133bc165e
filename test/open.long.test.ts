import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { admin } from './support/admin.ts';
import { workbook } from './support/imports.ts';
import { tokenBrowser } from './support/page-browser.ts';
import { type Caller, startTestService, type TestService } from './support/service.ts';

/** What others take from us, where it takes a second service or the shell to show it. */

const DAY = '2025-10-15';
const UNIT = '11737';

let t: TestService;
let department: Caller;
beforeAll(async () => {
  t = await startTestService({ now: `${DAY} 09:00` });
  department = await t.caller('department', '31');
});
afterAll(() => t.stop());

const shell = async (...words: string[]) => await admin(t.db, t.clock.now(), ...words);

describe('at the shell', () => {
  it('a province is opened, listed and closed', async () => {
    expect((await fetch(`${t.address}/api/v1/open/31`)).status).toBe(404);
    expect(await shell('open-data', 'set', '31', '--on', 'yes', '--publisher', 'Sở KH&CN')).toContain(
      '31 is open.',
    );
    expect(await (await fetch(`${t.address}/api/v1/open/31`)).json()).toMatchObject({
      province: '31',
      publisher: 'Sở KH&CN',
    });
    expect(await shell('open-data', 'list')).toMatch(/31\s+open/);
    for (const words of [['99', '--on', 'yes'], ['31', '--on', 'maybe'], ['31']])
      await expect(shell('open-data', 'set', ...words)).rejects.toThrow();
    await shell('open-data', 'set', '31', '--on', 'no');
    expect((await fetch(`${t.address}/api/v1/open/31`)).status).toBe(404);
    expect(await shell('open-data', 'list')).toMatch(/31\s+closed/);
  });

  it('names of another system are set, read from a sheet all or none, and listed', async () => {
    await shell('exchange', 'set', 'data_element', 'certificate.personal.have', '--uid', 'f7n9E0hX8qk');
    expect(await shell('exchange', 'list')).toMatch(
      /data_element\s+certificate\.personal\.have\s+f7n9E0hX8qk/,
    );
    const folder = await mkdtemp(join(tmpdir(), 'names-'));
    const file = async (name: string, body: string | Buffer) => {
      await writeFile(join(folder, name), body);
      return join(folder, name);
    };
    const csv = await file(
      'a.csv',
      `Tên gọi\nkind;ours;uid;code;của tôi\norg_unit;${UNIT};O6uvpzGd5pu;="00042";x\n`,
    );
    const done = await shell('exchange', 'import', csv);
    expect(done).toContain('1 set, 0 removed.');
    expect(done).toContain('“của tôi”');
    expect(await shell('exchange', 'list')).toMatch(new RegExp(`${UNIT}\\s+O6uvpzGd5pu\\s+00042`));
    const head = ['kind', 'ours', 'uid', 'code'];
    const lost = await file(
      'b.xlsx',
      await workbook(head, [
        ['org_unit', '10507', '', 'HP-1'],
        ['org_unit', '10525', '', 1.5],
      ]),
    );
    for (const wrong of [
      lost,
      await file('c.csv', 'kind,ours,uid\norg_unit,10507,short\n'),
      await file('d.csv', 'a,b\n1,2\n'),
    ])
      await expect(shell('exchange', 'import', wrong)).rejects.toThrow();
    expect(await shell('exchange', 'list')).not.toContain('HP-1');
    await rm(folder, { recursive: true });
  });
});

it('what is open is limited as all else is, by address, and holds up nobody who has a token', async () => {
  await shell('open-data', 'set', '31', '--on', 'yes');
  const { db, connection, drop } = t;
  const limited = await startTestService({
    now: `${DAY} 09:00`,
    config: { rateLimit: 3 },
    on: { db, connection, drop },
  });
  const known = await limited.caller('viewer', '31');
  expect((await known.get('/api/v1/indicators')).status).toBe(200);
  const statuses: number[] = [];
  for (const path of [
    '/api/v1/open/31',
    '/cong-khai/31',
    '/api/v1/open/31/dictionary',
    '/api/v1/open/31',
    '/cong-khai/31',
  ])
    statuses.push((await fetch(limited.address + path)).status);
  expect(statuses).toEqual([200, 200, 200, 429, 429]);
  const refused = await fetch(`${limited.address}/api/v1/open/31?format=csv`);
  expect([refused.status, Number(refused.headers.get('retry-after')) > 0]).toEqual([429, true]);
  expect(refused.headers.get('cache-control')).not.toMatch(/public/);
  expect((await known.get('/api/v1/indicators')).status).toBe(200);
  await limited.service.close();
  await shell('open-data', 'set', '31', '--on', 'no');
});

it('clients of a DHIS2 that post at once lose nothing of each other', async () => {
  const elements = [
    'network.lan',
    'network.backup',
    'network.specialised',
    'network.mobile_5g',
    'equipment.camera',
    'equipment.kiosk',
  ];
  const set = (dataElement: string, value: unknown) => ({
    dataValues: [{ dataElement, period: '20251015', orgUnit: UNIT, value }],
  });
  const answers = await Promise.all([
    ...elements.map((one) => department.post('/api/dataValueSets', set(one, 'true'))),
    ...[1, 2].map((count) => department.post('/api/dataValueSets', set('certificate.issued', count))),
  ]);
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
  const { body } = await department.get(`/api/v1/localities/${UNIT}/records/${DAY}`);
  const { values } = body.revisions.at(-1);
  expect(values).toMatchObject(Object.fromEntries(elements.map((one) => [one, true])));
  expect([1, 2]).toContain(values['certificate.issued']);
  expect(body.revisions.map((one: { revision: number }) => one.revision)).toEqual(
    body.revisions.map((_: unknown, at: number) => at + 1),
  );
});

describe('in the browser', () => {
  it('an administrator opens his province and closes it', async () => {
    const browser = await tokenBrowser(t, await t.caller('admin', '31'));
    const form = { province: '31', on: 'yes', licence: 'CC BY 4.0', publisher: 'Sở KH&CN' };
    expect((await browser.get('/quan-tri/du-lieu-mo')).text).toContain('Dữ liệu mở');
    expect((await browser.post('/quan-tri/du-lieu-mo', { ...form, publisher: ' ' })).status).toBe(422);
    expect((await browser.post('/quan-tri/du-lieu-mo', { ...form, province: '01' })).status).toBe(422);
    expect((await fetch(`${t.address}/cong-khai/31`)).status).toBe(404);
    expect((await browser.post('/quan-tri/du-lieu-mo', form)).status).toBe(303);
    expect((await fetch(`${t.address}/cong-khai/31`)).status).toBe(200);
    const page = (await browser.get('/quan-tri/du-lieu-mo')).text;
    expect(page).toContain('href="/cong-khai/31"');
    expect((await browser.post('/quan-tri/du-lieu-mo', { ...form, on: 'no' })).status).toBe(303);
    expect((await fetch(`${t.address}/cong-khai/31`)).status).toBe(404);
  });

  it('he says what another system calls what is his, and takes it back', async () => {
    const own = await t.caller('admin', '31');
    const browser = await tokenBrowser(t, own);
    const path = '/quan-tri/ma-he-thong-khac';
    const form = { kind: 'org_unit', ours: '10532', uid: 'ImspTQPwCqd', code: '' };
    const codes = async () => {
      const { body } = await own.get('/api/v1/exchange/codes?kind=org_unit');
      return body.items.filter((one: { ours: string }) => one.ours === '10532');
    };
    await browser.get(path);
    const wrong = await browser.post(path, { ...form, uid: 'short' });
    expect([wrong.status, wrong.text.includes('UID gồm 11 chữ và số')]).toEqual([422, true]);
    for (const ours of ['00001', '31999', ''])
      expect((await browser.post(path, { ...form, ours })).status).toBe(422);
    expect((await browser.post(path, form)).status).toBe(303);
    expect(await codes()).toMatchObject([{ uid: 'ImspTQPwCqd', code: null }]);
    expect((await browser.get(path)).text).toContain('ImspTQPwCqd');
    expect((await browser.post(path, { ...form, uid: '' })).status).toBe(303);
    expect(await codes()).toEqual([]);
  });
});
