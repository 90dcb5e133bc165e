import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filePages } from '../support/files.ts';
import { CSV } from '../support/imports.ts';
import { pageBrowser } from '../support/page-browser.ts';
import { createPerson } from '../support/person.ts';
import { greenValues } from '../support/records.ts';
import { reportPages } from '../support/report-pages.ts';
import { type Caller, startTestService, type TestService } from '../support/service.ts';
import { until } from '../support/until.ts';

/** Whoever sends a record has to be who he was when he was let through still when it is stored. */
describe('rights that are taken between the look-up and the store', () => {
  const day = '2025-09-25';
  const sheet = (code: string) => `locality,day,network.lan\r\n${code},${day},true\r\n`;
  let t: TestService;
  let other: postgres.Sql;
  let fresh: string[];
  let values: Record<string, unknown>;
  beforeAll(async () => {
    t = await startTestService({ now: `${day} 08:00` });
    const registry = await t.service.registry.fresh();
    fresh = [...registry.localities.values()].filter((one) => one.province === '31').map((one) => one.code);
    values = greenValues(registry, day);
    other = postgres({ ...t.connection, max: 1, onnotice: () => {} });
  });
  afterAll(async () => {
    await other.end();
    await t.stop();
  });

  const TOKEN_TAKEN = {
    area: `update token set area = '01' where name = $1`,
    role: `update token set role = 'viewer' where name = $1`,
    token: `update token set revoked_at = now() where name = $1`,
  };
  const stored = async (code: string) => (await t.db.sql`select from record where locality = ${code}`).count;
  const held = async (caller: Caller, name: string) => {
    await t.db.sql`update token set name = ${name} where name = 'officer 31'`;
    return caller;
  };
  const officer = async (name: string) => held(await t.caller('officer', '31'), name);

  /** Sends while the locality is held by another session, which then takes something and lets the locality go. */
  async function during<T>(code: string, change: string, name: string, send: () => Promise<T>): Promise<T> {
    await other.unsafe(`begin; select from current_values where locality = '${code}' for update`);
    try {
      const [mark] = await t.db.sql<{ at: string }[]>`select clock_timestamp()::text as at`;
      const sending = send();
      // A single record passes it over and comes again, a batch waits for it.
      await until(async () => {
        const [seen] = await t.db.sql<{ n: number }[]>`
          select count(*)::int as n from pg_stat_activity where datname = current_database()
          and ((query ilike 'commit%' and query_start > ${mark?.at ?? ''}::timestamptz)
            or cardinality(pg_blocking_pids(pid)) > 0)`;
        return (seen?.n ?? 0) > 0;
      }, 'somebody who finds the locality held');
      await t.db.sql.unsafe(change, [name]);
      await other.unsafe('rollback');
      return await sending;
    } finally {
      await other.unsafe('rollback');
    }
  }

  describe.each(Object.entries(TOKEN_TAKEN))('of a token, its %s', (what, change) => {
    it('stores no single record', async () => {
      const code = fresh.pop() ?? '';
      const caller = await officer(`mot ${what}`);
      const answer = await during(code, change, `mot ${what}`, () =>
        caller.post('/api/v1/records', { locality: code, day, values }),
      );
      expect([answer.status, answer.body.code, await stored(code)]).toEqual([403, 'forbidden', 0]);
      expect(answer.body.errors[0].code).toBe('rights_taken');
    });

    it.each(['', '?atomic=true'])('stores no batch (%s)', async (query) => {
      const code = fresh.pop() ?? '';
      const caller = await officer(`goi ${what}${query}`);
      const answer = await during(code, change, `goi ${what}${query}`, () =>
        caller.post(`/api/v1/records/batch${query}`, { records: [{ locality: code, day, values }] }),
      );
      expect([answer.status, await stored(code)]).toEqual([403, 0]);
    });

    it('stores no sheet', async () => {
      const code = fresh.pop() ?? '';
      const caller = await officer(`tep ${what}`);
      const answer = await during(code, change, `tep ${what}`, () =>
        caller.post('/api/v1/imports', sheet(code), { 'content-type': CSV }),
      );
      expect([answer.status, await stored(code)]).toEqual([403, 0]);
    });

    it('stores no sheet of the page', async () => {
      const code = fresh.pop() ?? '';
      const pages = await filePages(t, (await officer(`trang ${what}`)).token);
      const sent = await pages.bring('/nhap-tep', {}, { name: 'a.csv', bytes: sheet(code) });
      const tep = new URL(sent.location, t.address).searchParams.get('tep') ?? '';
      const { text } = await pages.open(`/nhap-tep?tep=${tep}`);
      const checked = /name="checked" value="(\d+)"/.exec(text)?.[1] ?? '0';
      await during(code, change, `trang ${what}`, () => pages.post('/nhap-tep/ghi', { tep, checked }));
      expect(await stored(code)).toBe(0);
    });

    it('stores no form', async () => {
      const code = fresh.pop() ?? '';
      const pages = await reportPages(t, (await officer(`mau ${what}`)).token);
      const page = await pages.open(`/bao-cao/${code}`);
      const answer = await during(code, change, `mau ${what}`, () =>
        pages.send(page, { 'network.lan': true }),
      );
      expect([answer.status, await stored(code)]).toEqual([403, 0]);
    });
  });

  it.each([
    ['area', `area = '01'`],
    ['role', `role = 'viewer'`],
    ['account', 'disabled_at = now()'],
  ])('of a person, his %s: stores no form', async (what, set) => {
    const code = fresh.pop() ?? '';
    const login = `mau-${what}`;
    await createPerson(t, { login, role: 'officer', area: code });
    const browser = await pageBrowser(t, login);
    const fields = { day, replaces: '0', intent: 'send', note: '', 'values.network.lan': 'yes' };
    const change = `update person set ${set} where user_name = $1`;
    const answer = await during(code, change, login, () => browser.post(`/bao-cao/${code}`, fields));
    expect([answer.status, await stored(code)]).toEqual([403, 0]);
  });

  it('whoever is being changed stops nobody else, and is judged by what comes of it', async () => {
    const [a = '', b = ''] = [fresh.pop(), fresh.pop()];
    const caller = await officer('dang doi');
    const free = await officer('khac');
    await other.unsafe(`begin; update token set area = '01' where name = 'dang doi'`);
    let answered = false;
    const waiting = caller.post('/api/v1/records', { locality: a, day, values }).finally(() => {
      answered = true;
    });
    expect((await free.post('/api/v1/records', { locality: b, day, values })).status).toBe(201);
    expect(answered).toBe(false);
    await other.unsafe('commit');
    expect([(await waiting).status, await stored(a)]).toEqual([403, 0]);
  });

  it('others of one group are stored', async () => {
    const codes = fresh.splice(0, 8);
    const callers = await Promise.all(codes.map((_, place) => officer(`nhom ${place}`)));
    const answers = await during(codes[0] ?? '', TOKEN_TAKEN.area, 'nhom 0', () =>
      Promise.all(
        callers.map((caller, place) =>
          caller.post('/api/v1/records', { locality: codes[place], day, values }),
        ),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual([403, ...Array(7).fill(201)]);
  });
});
