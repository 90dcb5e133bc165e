import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Values } from '../src/intake/types.ts';
import { admin } from './support/admin.ts';
import { opener } from './support/gap-pages.ts';
import { pageBrowser } from './support/page-browser.ts';
import { createPerson } from './support/person.ts';
import { greenValues } from './support/records.ts';
import { type Caller, startTestService, type TestService } from './support/service.ts';

const ISLAND = '11948';
const OTHER = '11737';
const FIBRE = 'network.specialised';

/** Thursday 25 September 2025 and the Friday after it. */
describe('an indicator that does not apply to a locality', () => {
  let t: TestService;
  let department: Caller;
  let green: Values;
  beforeAll(async () => {
    t = await startTestService({ now: '2025-09-25 08:00' });
    await t.db.sql`update locality set valid_to = '2025-09-01' where code <> all(${[ISLAND, OTHER]})`;
    await t.db.sql`update registry_version set version = version + 1`;
    department = await t.caller('department', '31');
    green = greenValues(await t.service.registry.fresh(), '2025-09-25');
    for (const locality of [ISLAND, OTHER])
      await department.post('/api/v1/records', { locality, day: '2025-09-25', values: lacking() });
  });
  afterAll(() => t.stop());

  const lacking = (): Values => ({ ...green, [FIBRE]: false });
  const shell = (...args: string[]) => admin(t.db, t.clock.now(), ...args);
  const statusOf = async (code: string) => {
    const { items, summary } = (await department.get('/api/v1/status')).body;
    const item = items.find((one: { locality: { code: string } }) => one.locality.code === code);
    const network = item.conditions.find((one: { group: string }) => one.group === 'network');
    return { ...item, summary, network };
  };
  const gapsOf = async (code: string) =>
    (await department.get('/api/v1/gaps')).body.items
      .filter((one: { locality: { code: string } }) => one.locality.code === code)
      .map((one: { indicator: string }) => one.indicator);

  it('is neither met nor missing nor counted, from the round after it was said on', async () => {
    const before = await statusOf(ISLAND);
    expect([before.colour, before.network.state]).toEqual(['yellow', 'unmet']);
    const { complete } = before.summary.rates;
    expect(
      await shell('not-applicable', 'set', ISLAND, FIBRE, '--from', '2025-09-25', '--reason', 'Đảo xa'),
    ).toBe('1 set as not applicable from 2025-09-25.');
    t.clock.set('2025-09-25 09:00');
    await t.tick();
    const after = await statusOf(ISLAND);
    expect([after.colour, after.percent, after.network.state]).toEqual(['green', 100, 'met']);
    expect(after.network.reasons).toEqual([
      {
        indicator: FIBRE,
        state: 'not_applicable',
        code: 'not_applicable',
        message: expect.stringContaining('does not apply'),
        messageVi: expect.stringContaining('không áp dụng đối với đơn vị này (Đảo xa)'),
      },
    ]);
    expect(after.summary.rates.complete.denominator).toBe(complete.denominator - 1);
    expect([await gapsOf(ISLAND), await gapsOf(OTHER)]).toEqual([[], [FIBRE]]);
    expect((await statusOf(OTHER)).colour).toBe('yellow');
    const moved = await t.db.sql`select kind, from_state as "from", to_state as "to", cause from transition
      where locality = ${ISLAND} and kind in ('colour', 'gap') and cause <> 'intake' order by id`;
    expect(moved.map((one) => ({ ...one }))).toEqual([
      { kind: 'colour', from: 'yellow', to: 'green', cause: 'rule_changed' },
      { kind: 'gap', from: 'unmet', to: 'not_applicable', cause: 'rule_changed' },
    ]);
    const { body } = await department.get(`/api/v1/localities/${ISLAND}`);
    expect(body.notApplicable).toEqual([
      { indicator: FIBRE, from: '2025-09-25', to: null, reason: 'Đảo xa' },
    ]);
  });

  it('is taken when it is sent all the same, kept, said and not judged', async () => {
    const sent = { locality: ISLAND, day: '2025-09-25', values: lacking(), note: 'Vẫn gửi' };
    const { status, body } = await department.post('/api/v1/records', sent);
    expect([status, body.status.colour]).toEqual([201, 'green']);
    expect(body.notices).toEqual([
      {
        pointer: `/values/${FIBRE}`,
        code: 'not_applicable',
        message: expect.stringContaining('not counted'),
        messageVi: expect.stringContaining('không áp dụng'),
      },
    ]);
    const batch = await department.post('/api/v1/records/batch', { records: [sent] });
    expect(batch.body.results[0].notices[0].pointer).toBe(`/records/0/values/${FIBRE}`);
    const csv = await fetch(`${t.address}/api/v1/imports/template?format=csv&locality=${ISLAND}`, {
      headers: { authorization: `Bearer ${department.token}` },
    });
    const [head = '', row = ''] = (await csv.text()).split(/\r?\n/);
    expect(row.split(',')[head.split(',').indexOf(FIBRE)]).toBe('');
  });

  it('is said so on the form, the page, the matrix and the board', async () => {
    const read = await opener(t, department);
    const form = (await read(`/bao-cao/${ISLAND}`)).text;
    expect(form).toContain('không áp dụng');
    expect(form).toContain('Đảo xa');
    expect(form).not.toContain(`name="values.${FIBRE}"`);
    expect((await read(`/bao-cao/${OTHER}`)).text).not.toContain('không áp dụng');
    expect((await read(`/don-vi/${ISLAND}`)).text).toContain('Chỉ tiêu không áp dụng');
    await shell('not-applicable', 'set', OTHER, 'network', '--from', '2025-09-25', '--reason', 'Thử cả nhóm');
    t.clock.set('2025-09-25 09:05');
    await t.tick();
    expect((await statusOf(OTHER)).network.state).toBe('not_applicable');
    const matrix = (await read('/con-thieu?view=matrix&format=csv')).text;
    expect(matrix.split('\n').filter((line) => line.includes('không áp dụng'))).toHaveLength(1);
    expect((await read('/bang-theo-doi')).text).toContain('Hạ tầng mạng');
  });

  it('comes back as a change of the rules, never as a regression', async () => {
    t.clock.set('2025-09-25 16:05');
    await t.tick();
    await shell('not-applicable', 'end', ISLAND, FIBRE, '--last-day', '2025-09-25');
    t.clock.set('2025-09-26 09:00');
    await t.tick();
    expect((await statusOf(ISLAND)).network.reasons[0]).toMatchObject({ indicator: FIBRE, state: 'unmet' });
    await department.post('/api/v1/records', { locality: ISLAND, day: '2025-09-26', values: lacking() });
    t.clock.set('2025-09-26 16:05');
    await t.tick();
    const causes = await t.db.sql`select cause from transition
      where locality = ${ISLAND} and kind = 'colour' and from_state = 'green'`;
    expect(causes.map((one) => one.cause)).toEqual(['rule_changed']);
    expect((await department.get('/api/v1/alerts?kind=regressed')).body.items).toEqual([]);
  });

  it('is refused of what is locked, of what there is not, and the wrong way round', async () => {
    const set = (...args: string[]) => shell('not-applicable', 'set', ...args, '--reason', 'Thử');
    await expect(set(OTHER, FIBRE, '--from', '2025-09-01')).rejects.toThrow('locked');
    await expect(set(OTHER, 'nothing.such', '--from', '2025-09-26')).rejects.toThrow('nothing.such');
    await expect(set('00000', FIBRE, '--from', '2025-09-26')).rejects.toThrow('00000');
    await expect(set(OTHER, FIBRE, '--from', '2025-09-27', '--to', '2025-09-26')).rejects.toThrow('before');
    await expect(
      shell('not-applicable', 'end', OTHER, 'premises', '--last-day', '2025-09-30'),
    ).rejects.toThrow('exempt');
  });

  it('is previewed in the browser before it is saved, of one locality or a whole province', async () => {
    await createPerson(t, { login: 'haiphong', role: 'admin', area: '31' });
    const browser = await pageBrowser(t, 'haiphong');
    const post = (body: Record<string, string>) => browser.post('/quan-tri/khong-ap-dung', body);
    const fields = { province: '31', area: '', indicator: FIBRE, from: '2025-09-26', to: '', reason: 'Thử' };
    const refused = await post({ ...fields, indicator: '', reason: '' });
    expect(refused.status).toBe(422);
    const seen = await post(fields);
    expect(seen.text).toContain('1 đơn vị thay đổi tình trạng.');
    expect(await gapsOf(ISLAND)).toEqual([FIBRE]);
    const previewed = /name="previewed" value="([^"]+)"/.exec(seen.text)?.[1] ?? '';
    expect((await post({ ...fields, intent: 'save', previewed })).status).toBe(303);
    t.clock.set('2025-09-26 16:30');
    await t.tick();
    expect(await gapsOf(ISLAND)).toEqual([]);
    const { text } = await browser.get('/quan-tri/khong-ap-dung');
    expect(text).toContain('đến khi có thông báo');
  });

  it('may stand in a sheet where it is so, and nowhere else', async () => {
    const send = async (code: string, day: string) => {
      const csv = `locality;day;${FIBRE};network.lan\n${code};${day};Không áp dụng;có\n`;
      return (await department.post('/api/v1/imports', csv, { 'content-type': 'text/csv' })).body.results[0];
    };
    // What stands is left as it is, and the rest of the row is taken.
    expect(await send(ISLAND, '2025-09-26')).toMatchObject({ outcome: 'accepted' });
    const [row] = await t.db
      .sql`select values from record where locality = ${ISLAND} order by day desc, revision desc limit 1`;
    expect(row?.values).toEqual({ 'network.lan': true });
    // The day before it applied.
    const refused = await send(OTHER, '2025-09-24');
    expect(refused.outcome).toBe('rejected');
    expect(refused.errors).toMatchObject([{ column: FIBRE, code: 'says_not_applicable' }]);
  });
});
