import { spawn } from 'node:child_process';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { planPast } from '../scripts/simulate/history.ts';
import { planDeeds } from '../scripts/simulate/plan.ts';
import { playPast } from '../scripts/simulate/play-past.ts';
import { createRandom } from '../scripts/simulate/random.ts';
import type { World } from '../scripts/simulate/types.ts';
import { isWorkday, plusDays, workdaysBetween } from './support/month/time.ts';
import { type Caller, startTestService, type TestService } from './support/service.ts';

const FIRST = '2025-11-27';
const LAST = '2025-12-31';
const PROGRAMME = 'haiphong-daily';
const KINDS = {
  daily: { day: LAST },
  deadline: { deadline: LAST },
  monthly: { period: '2025-12' },
  half_yearly: { period: '2025-H2' },
} as const;
type Kind = keyof typeof KINDS;
/** The last day of the period before, as far as anybody was asked then. */
const BEFORE: Record<Kind, string | null> = {
  daily: '2025-12-30',
  deadline: '2025-12-30',
  monthly: '2025-11-28',
  half_yearly: null,
};

/** A month of Hải Phòng as the simulator has it, and what reports of it say: recomputed by statements of this test alone. */
describe('reports of a month of a province', { timeout: 400_000 }, () => {
  let t: TestService;
  let department: Caller;
  let leader: Caller;
  // biome-ignore lint/suspicious/noExplicitAny: what an answer holds is what tests are there to find out
  const reports = {} as Record<Kind, any>;

  beforeAll(async () => {
    t = await startTestService({ now: `${FIRST} 08:00` });
    department = await t.caller('department', '31');
    leader = await t.caller('leader', '31');
    const days: string[] = [];
    for (let day = FIRST; day <= LAST; day = plusDays(day, 1)) if (isWorkday(day)) days.push(day);
    const world: World = {
      localities: (await department.get('/api/v1/localities?province=31&limit=5000')).body.items,
      indicators: (await department.get('/api/v1/indicators?limit=5000')).body.items,
      days: ['2026-01-05', '2026-01-06'],
      cutoff: '16:00',
    };
    const random = createRandom(7);
    const deeds = planDeeds(random, world);
    const asking = { post: (path: string, body: unknown) => department.post(path, body) };
    const urged = ['2025-12-08', '2025-12-22'];
    await playPast({
      past: planPast(random, world, days, deeds),
      cutoff: '16:00',
      clock: { set: (at: Date) => t.clock.set(at) } as never,
      department: asking as never,
      officer: () => asking as never,
      tick: () => t.tick(),
      signal: new AbortController().signal,
      onDay: async (day) => {
        if (urged.includes(day)) await urge(day);
      },
    });
    for (const kind of Object.keys(KINDS) as Kind[]) reports[kind] = await drafted(kind);
  }, 400_000);
  afterAll(() => t.stop());

  async function urge(day: string) {
    const made = await department.post('/api/v1/documents', {
      kind: 'cong_van',
      addressees: ['all-localities'],
      subject: 'đôn đốc hoàn thành các điều kiện còn thiếu',
      gaps: { state: 'unmet' },
    });
    const issue = { number: day.slice(-2), day, signerTitle: 'Giám đốc' };
    expect((await department.post(`/api/v1/documents/${made.body.id}/issue`, issue)).status).toBe(200);
  }

  async function drafted(kind: Kind) {
    const { status, body } = await department.post('/api/v1/reports', {
      kind,
      province: '31',
      ...KINDS[kind],
    });
    if (status === 201) return body;
    const { items } = (await department.get(`/api/v1/reports?kind=${kind}&from=${LAST}`)).body;
    return (await department.get(`/api/v1/reports/${items[0].id}`)).body;
  }

  it.for(Object.keys(KINDS) as Kind[])('%s: every figure is that of the statements here', async (kind) => {
    const { figures } = reports[kind];
    const before = BEFORE[kind];
    const day = await ofDay(t, LAST);
    expect(figures).toMatchObject({ kind, day: LAST, asOf: `${LAST}T16:00:00.000+07:00` });
    expect(figures.summary).toEqual(summaryOf(day));
    expect(figures.before).toEqual(
      before === null ? null : { day: before, summary: summaryOf(await ofDay(t, before)) },
    );
    expect(figures.change).toEqual(before === null ? NO_CHANGE : changeOf(await ofDay(t, before), day));
    expect(byCode(figures.localities)).toEqual(
      day.map((one) => ({
        code: one.locality,
        colour: one.colour,
        percent: one.colour === 'grey' ? null : tenths(one.met, one.required),
        reporting: one.reporting,
        missingStreak: workdaysBetween(one.last ?? dayBeforeTheFirst, LAST),
      })),
    );
    expect(conditionsIn(figures)).toEqual(conditionsOf(day));
    expect(indicatorsIn(figures)).toEqual(await indicatorsOf(t, day));
    expect(figures.promises).toEqual(await promisesOf(t));
    expect(figures.alerts).toEqual(await alertsOf(t));
    const known = figures.trend.filter(({ total }: { total: number }) => total > 0);
    expect(known).toEqual(await trendOf(t, kind));
    // Of days before anybody reported nothing is told, not nought of all.
    expect(known).toEqual(figures.trend.filter(({ day: of }: { day: string }) => of >= FIRST));
    expect(
      figures.urged.map(({ day: on, lacking }: { day: string; lacking: number }) => [on, lacking]),
    ).toEqual(kind === 'deadline' ? await urgedOf(t) : []);
    // A month in which nothing happened would prove nothing.
    expect(figures.summary.green).toBeGreaterThan(10);
    expect(figures.summary.late + figures.summary.missing).toBeGreaterThan(3);
    expect(figures.promises.open + figures.promises.passed).toBeGreaterThan(5);
  });

  it('are the same bytes in other time zones, on other days', async () => {
    const kept: unknown[] = [];
    const approved: string[] = [];
    for (const kind of Object.keys(KINDS) as Kind[]) {
      const { id } = reports[kind];
      expect((await department.post(`/api/v1/reports/${id}/submission`, {})).status).toBe(200);
      approved.push((await leader.post(`/api/v1/reports/${id}/approval`, {})).body.sha256);
      kept.push((await department.get(`/api/v1/reports/${id}/file?format=json`)).body);
    }
    expect(await writtenIn('Pacific/Kiritimati', '2031-02-28T11:30:00Z', kept)).toEqual(approved);
    expect(await writtenIn('America/St_Johns', '2025-12-31T23:59:59Z', kept)).toEqual(approved);
  });
});

const NO_CHANGE = { turned: [], fell: [], moved: [] };
/** Since the programme asks at all. */
const dayBeforeTheFirst = '2025-09-21';
const INSTANT = `${LAST}T16:00:00+07:00`;
/** A share of a hundred with one decimal. */
const tenths = (of: number, all: number) => (all === 0 ? null : Math.round((of * 1000) / all) / 10);
const rate = (numerator: number, denominator: number) => ({
  numerator,
  denominator,
  percent: tenths(numerator, denominator),
});

interface Row {
  locality: string;
  colour: string;
  required: number;
  met: number;
  given: number;
  sound: number;
  conditions: Record<string, string>;
  gaps: Record<
    string,
    { state: string; have: number | null; need: number | null; missing: number | null; since: string }
  >;
  last: string | null;
  reporting: 'on_time' | 'late' | 'missing';
}

/** By the records themselves who has sent, and when first. */
async function ofDay({ db }: TestService, day: string): Promise<Row[]> {
  const rows = await db.sql<(Row & { first: Date | null })[]>`
    select s.locality, s.colour, s.required, s.met, s.given, s.sound, s.conditions, s.gaps,
      (select min(r.received_at) from record r where r.locality = s.locality and r.day = s.day) as first,
      (select max(r.day)::text from record r where r.locality = s.locality and r.day <= s.day) as last
    from status s join locality l on l.code = s.locality
    where s.programme = ${PROGRAMME} and s.day = ${day} and l.province = '31' order by s.locality`;
  const cutoff = new Date(`${day}T16:00:00+07:00`);
  return rows.map(({ first, ...row }) => ({
    ...row,
    reporting: first === null ? 'missing' : new Date(first) < cutoff ? 'on_time' : 'late',
  }));
}

function summaryOf(day: readonly Row[]) {
  const sum = (of: (row: Row) => number | boolean) => day.reduce((all, row) => all + Number(of(row)), 0);
  const colour = (name: string) => sum((row) => row.colour === name);
  const sent = (name: string) => sum((row) => row.reporting === name);
  const given = sum((row) => row.given);
  return {
    ...{ green: colour('green'), yellow: colour('yellow'), red: colour('red'), grey: colour('grey') },
    expected: day.length,
    received: sent('on_time') + sent('late'),
    onTime: sent('on_time'),
    late: sent('late'),
    missing: sent('missing'),
    percentGreen: tenths(colour('green'), day.length),
    rates: {
      timely: rate(sent('on_time'), day.length),
      complete: rate(
        given,
        sum((row) => row.required),
      ),
      accurate: rate(
        sum((row) => row.sound),
        given,
      ),
    },
  };
}

function changeOf(before: readonly Row[], day: readonly Row[]) {
  const green = new Map(before.map((row) => [row.locality, row.colour === 'green']));
  const those = (was: boolean) =>
    day
      .filter((row) => green.get(row.locality) === was && (row.colour === 'green') === !was)
      .map((row) => row.locality);
  return { turned: those(false), fell: those(true), moved: [] };
}

// biome-ignore-start lint/suspicious/noExplicitAny: what an answer holds is what tests are there to find out
const byCode = (localities: any[]) =>
  localities
    .map(({ code, colour, percent, reporting, missingStreak }) => ({
      ...{ code, colour, percent, reporting, missingStreak },
    }))
    .sort((a, b) => (a.code < b.code ? -1 : 1));

const conditionsIn = ({ conditions }: any) =>
  Object.fromEntries(
    conditions.map(({ group, counts, localities }: any) => [
      group,
      { counts, of: mapOf(Object.entries(localities), (codes: any) => [...codes].sort()) },
    ]),
  );

const indicatorsIn = ({ indicators }: any) =>
  Object.fromEntries(
    indicators.map(({ code, unmet, unknown, missing, lacking }: any) => [
      code,
      {
        ...{ unmet, unknown, missing },
        lacking: lacking
          .map((one: any) => ({ ...one, promise: one.promise?.promisedOn ?? null }))
          .sort((a: any, b: any) => (a.locality < b.locality ? -1 : 1)),
      },
    ]),
  );
// biome-ignore-end lint/suspicious/noExplicitAny: as above

const mapOf = <A, B>(entries: [string, A][], of: (value: A) => B) =>
  Object.fromEntries(entries.map(([key, value]) => [key, of(value)]));

function conditionsOf(day: readonly Row[]) {
  const groups = new Set(day.flatMap((row) => Object.keys(row.conditions)));
  return Object.fromEntries(
    [...groups].map((group) => {
      const of = mapOf(
        ['met', 'unmet', 'unknown', 'not_applicable'].map((state) => [state, state] as [string, string]),
        (state) => day.filter((row) => row.conditions[group] === state).map((row) => row.locality),
      );
      return [group, { counts: mapOf(Object.entries(of), (codes) => codes.length), of }];
    }),
  );
}

async function indicatorsOf(t: TestService, day: readonly Row[]) {
  const promised = await promisesAt(t);
  const codes = [...new Set(day.flatMap((row) => Object.keys(row.gaps)))];
  return Object.fromEntries(
    codes.map((code) => {
      const lacking = day.flatMap(({ locality, gaps }) => {
        const gap = gaps[code];
        if (!gap) return [];
        const { state, have, need, missing, since } = gap;
        const promise = promised.get(`${locality} ${code}`) ?? null;
        return [{ locality, state, have, need, missing, since, promise }];
      });
      const known = lacking.flatMap(({ missing }) => missing ?? []);
      return [
        code,
        {
          unmet: lacking.filter(({ state }) => state === 'unmet').length,
          unknown: lacking.filter(({ state }) => state === 'unknown').length,
          missing: known.length === 0 ? null : known.reduce((all, one) => all + one, 0),
          lacking,
        },
      ];
    }),
  );
}

/** Until when what is lacking on the last day was promised last: a promise ends with its gap. */
async function promisesAt({ db }: TestService): Promise<Map<string, string>> {
  const rows = await db.sql<{ key: string; on: string }[]>`
    select p.locality || ' ' || p.indicator as key, p.promised_on::text as on from promise p
    where p.at <= ${INSTANT}::timestamptz
      and not exists (select from promise n where n.locality = p.locality and n.indicator = p.indicator and n.id > p.id
        and n.at <= ${INSTANT}::timestamptz)
      and (select bool_and(s.gaps ? p.indicator) from status s where s.programme = ${PROGRAMME}
        and s.locality = p.locality and s.day between p.made_on and ${LAST})`;
  return new Map(rows.map(({ key, on }) => [key, on]));
}

async function promisesOf(t: TestService) {
  const dates = [...(await promisesAt(t)).values()];
  return {
    open: dates.filter((date) => date >= LAST).length,
    dueToday: dates.filter((date) => date === LAST).length,
    passed: dates.filter((date) => date < LAST).length,
  };
}

async function alertsOf({ db }: TestService) {
  const rows = await db.sql<{ kind: string; count: number; taken: number }[]>`
    select a.kind, count(*)::int as count, count(a.acknowledged_at)::int as taken from alert a
    where a.opened_at <= ${INSTANT}::timestamptz and coalesce(a.resolved_at, 'infinity') > ${INSTANT}::timestamptz
      and a.programme in (${PROGRAMME}, '*')
      and (a.area = '31' or a.area in (select code from locality where province = '31'))
    group by a.kind`;
  const taken = rows.reduce((all, row) => all + row.taken, 0);
  return {
    open: rows.reduce((all, row) => all + row.count, 0) - taken,
    acknowledged: taken,
    byKind: Object.fromEntries(rows.map(({ kind, count }) => [kind, count])),
  };
}

async function trendOf({ db }: TestService, kind: Kind) {
  if (kind === 'daily') return [];
  const from = { deadline: '2025-01-01', monthly: '2025-12-01', half_yearly: '2025-07-01' }[kind];
  return await db.sql<{ day: string; green: number; total: number }[]>`
    select s.day::text, (count(*) filter (where s.colour = 'green'))::int as green, count(*)::int as total
    from status s join locality l on l.code = s.locality
    where s.programme = ${PROGRAMME} and l.province = '31' and s.day between ${from} and ${LAST}
      and extract(isodow from s.day) <= 5
    group by s.day order by s.day`;
}

async function urgedOf({ db }: TestService) {
  const rows = await db.sql<{ on: string; lacking: number }[]>`
    select d.day::text as on, (select count(*)::int from document_row r where r.document = d.id) as lacking
    from document d where d.state = 'issued' order by d.day`;
  return rows.map(({ on, lacking }) => [on, lacking]);
}

/** SHA-256 of the Word documents that another process makes of kept snapshots, living elsewhere and on another day. */
async function writtenIn(zone: string, now: string, kept: readonly unknown[]): Promise<string[]> {
  const moved = `const D = Date; const by = D.parse('${now}') - D.now();
    globalThis.Date = class extends D {
      constructor(...a) { a.length === 0 ? super(D.now() + by) : super(...a); }
      static now() { return D.now() + by; }
    };`;
  const child = spawn(
    process.execPath,
    [
      ...['--import', import.meta.resolve('tsx')],
      ...['--import', `data:text/javascript,${encodeURIComponent(moved)}`],
      fileURLToPath(new URL('./support/paper-child.ts', import.meta.url)),
    ],
    { env: { TZ: zone, PICTURES: process.env.PICTURES }, stdio: ['pipe', 'pipe', 'inherit'] },
  );
  child.stdin.end(JSON.stringify(kept));
  return (await buffer(child.stdout)).toString().split('\n');
}
