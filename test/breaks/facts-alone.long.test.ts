import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Author } from '../../src/access/author.ts';
import { lockCurrent } from '../../src/intake/store.ts';
import type { Values } from '../../src/intake/types.ts';
import { markValues } from '../../src/review/mark.ts';
import { admin } from '../support/admin.ts';
import { greenValues } from '../support/records.ts';
import { type Caller, startTestService, type TestService } from '../support/service.ts';

/**
 * Whatever happens in whichever order, with rounds between or none, what is open at the end is what the facts alone
 * say: worked out here a second time, from the words of the rules.
 */

const HERE = '11737';
const CERTIFICATES = 'certificate.personal';
const DAY_MS = 86_400_000;

let t: TestService;
let department: Caller;
let green: Values;
/** Monday of the fortnight that is played. */
let monday = '2026-03-02';
beforeAll(async () => {
  t = await startTestService({ now: `${monday} 08:00` });
  await t.db.sql`update locality set valid_to = '2026-02-01' where code <> ${HERE}`;
  // Only the days off that the test enters itself.
  await t.db.sql`delete from calendar_day`;
  await t.db.sql`update registry_version set version = version + 1`;
  department = await t.caller('department', '31');
  green = greenValues(await t.service.registry.fresh(), monday);
});
afterAll(() => t.stop());

const plus = (day: string, days: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
const localOf = (moment: Date) => new Date(moment.getTime() + 7 * 3_600_000).toISOString();
const today = () => localOf(t.clock.now()).slice(0, 10);
const clock = () => localOf(t.clock.now()).slice(11, 16);

type Step =
  | { report: number; have: number }
  | { mark: 'questioned' | 'verified' }
  | { dayOff: number }
  | { hours: number; asleep: boolean };
const anyStep = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ report: fc.integer({ min: 0, max: 3 }), have: fc.integer({ min: 4, max: 6 }) }),
  },
  { weight: 3, arbitrary: fc.record({ mark: fc.constantFrom('questioned' as const, 'verified' as const) }) },
  { weight: 2, arbitrary: fc.record({ dayOff: fc.integer({ min: 0, max: 4 }) }) },
  { weight: 5, arbitrary: fc.record({ hours: fc.constantFrom(3, 9, 24, 48), asleep: fc.boolean() }) },
);

/** What is known of the facts, and what follows from them. */
class Facts {
  readonly said = new Map<string, number>();
  readonly off = new Set<string>();
  readonly late = new Set<string>();
  readonly closed = new Set<string>();
  /** The figure that is questioned. */
  questioned: number | null = null;

  standing(): number | undefined {
    return this.said.get([...this.said.keys()].sort().at(-1) ?? '');
  }
  report(day: string, have: number): void {
    this.said.set(day, have);
    if (have !== this.questioned) this.questioned = null;
  }
  isWorkday(day: string): boolean {
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
    return weekday >= 1 && weekday <= 5 && !this.off.has(day);
  }
  toggle(day: string): void {
    if (!this.off.delete(day)) this.off.add(day);
    else if (this.isWorkday(day) && isOver(day) && !this.closed.has(day)) this.late.add(day);
  }
  round(): void {
    for (let day = monday; day <= today(); day = plus(day, 1))
      if (this.isWorkday(day) && isOver(day)) this.closed.add(day);
  }
  /** Days running without a report, up to the last that is over. */
  missing(): number {
    const reported = [...this.said.keys()].filter((day) => this.isWorkday(day)).sort();
    let count = 0;
    for (let day = plus(reported.at(-1) ?? plus(monday, -1), 1); day <= today(); day = plus(day, 1))
      if (this.isWorkday(day) && isOver(day) && !this.late.has(day)) count++;
    return count;
  }
}
const isOver = (day: string) => day < today() || (day === today() && clock() >= '16:01');

async function take(step: Step, facts: Facts): Promise<void> {
  if ('report' in step) {
    const day = plus(today(), -step.report);
    if (day < monday) return;
    const values = { ...green, [CERTIFICATES]: { have: step.have, need: step.have } };
    const { status } = await department.post('/api/v1/records', { locality: HERE, day, values });
    expect([200, 201, 409]).toContain(status);
    if (status === 201) facts.report(day, step.have);
  } else if ('mark' in step) {
    const have = facts.standing();
    if (have === undefined) return;
    await mark(step.mark);
    facts.questioned = step.mark === 'questioned' ? have : null;
  } else if ('dayOff' in step) {
    const day = plus(today(), -step.dayOff);
    if (day < plus(monday, 1) || ['0', '6'].includes(String(new Date(`${day}T00:00:00Z`).getUTCDay())))
      return;
    const args = facts.off.has(day) ? ['unset', day] : ['set', day, 'holiday', '--name', 'Nghỉ'];
    const done = await admin(t.db, t.clock.now(), 'calendar', ...args).then(
      () => true,
      () => false,
    );
    if (done) facts.toggle(day);
  } else {
    t.clock.set(new Date(t.clock.now().getTime() + step.hours * 3_600_000));
    if (step.asleep) return;
    await t.tick();
    facts.round();
  }
}

async function mark(state: 'questioned' | 'verified'): Promise<void> {
  const author: Author = { now: t.clock.now(), kind: 'person', actor: 'so', source: 'test' };
  await t.db.sql.begin(async (tx) => {
    const current = await lockCurrent(tx, [HERE]);
    const standing = current.get(HERE)?.[CERTIFICATES];
    if (!standing) throw new Error('Nothing stands.');
    const marked = [{ locality: HERE, indicator: CERTIFICATES, ...standing }];
    const registry = await t.service.registry.fresh();
    await markValues(tx, registry, marked, { state, reason: 'Đề nghị kiểm tra' }, current, author);
  });
}

async function open(kind: string): Promise<{ subject: string; reason: string }[]> {
  return (await department.get(`/api/v1/alerts?locality=${HERE}&kind=${kind}&state=open`)).body.items;
}

it('leaves open what the facts alone say', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { minLength: 8, maxLength: 25 }), async (steps) => {
      monday = plus(today(), 28 - ((new Date(`${today()}T00:00:00Z`).getUTCDay() + 6) % 7));
      t.clock.set(`${monday} 08:00`);
      const facts = new Facts();
      await take({ report: 0, have: 7 }, facts);
      await t.tick();
      for (const step of steps) await take(step, facts);
      // A minute of its own, and past the close of the day: nothing waits for another round.
      const minutes = clock() >= '15:59' && clock() < '16:02' ? 3 : 1;
      t.clock.set(new Date(t.clock.now().getTime() + minutes * 60_000));
      await t.tick();

      const now = `${today()} ${clock()} of the weeks from ${monday}: ${JSON.stringify(steps)}`;
      const isQuestioned = facts.questioned !== null && facts.questioned === facts.standing();
      expect((await open('value_questioned')).length, now).toBe(isQuestioned ? 1 : 0);
      const rows = await t.db.sql<{ code: string | null }[]>`
        select gaps -> ${CERTIFICATES} ->> 'code' as code from status where locality = ${HERE} and day = ${today()}`;
      expect(rows[0]?.code === 'questioned' || rows[0]?.code === 'stale', now).toBe(
        isQuestioned || rows[0]?.code === 'stale',
      );
      const streak = facts.missing();
      const told = await open('record_missing_streak');
      expect(
        told.map(({ reason }) => /\d+/.exec(reason.replace(/^.*?for /, ''))?.[0] ?? reason),
        now,
      ).toEqual(streak >= 3 ? [String(streak)] : []);

      // The same made anew from the records alone, as far as days are open.
      const before = await t.db
        .sql`select day, colour, gaps from status where locality = ${HERE} order by day`;
      await t.db
        .sql`delete from status where locality = ${HERE} and day > (select final_through from programme limit 1)`;
      t.clock.set(new Date(t.clock.now().getTime() + 60_000));
      await t.tick();
      expect(
        await t.db.sql`select day, colour, gaps from status where locality = ${HERE} order by day`,
      ).toEqual(before);
      expect(await open('record_missing_streak'), now).toEqual(told);
    }),
    {
      numRuns: Number(process.env.FACTS_RUNS ?? 15),
      seed: Number(process.env.FACTS_SEED ?? 12),
      endOnFailure: true,
    },
  );
}, 600_000);
