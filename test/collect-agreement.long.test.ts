import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collect } from '../src/collect/collect.ts';
import { readStatusesBetween } from '../src/collect/store.ts';
import { readCurrent, rebuildCurrent } from '../src/intake/store.ts';
import type { Value } from '../src/intake/types.ts';
import type { Indicator } from '../src/registry/types.ts';
import { instant } from './support/clock.ts';
import { type Caller, startTestService, type TestService } from './support/service.ts';

/** What intake says at once and what the collector works out must be one and the same. */
describe('intake and collect', () => {
  let t: TestService;
  let department: Caller;
  let codes: string[];
  let at = 0;

  beforeAll(async () => {
    t = await startTestService({ now: '2025-09-01 08:00' });
    department = await t.caller('department', '31');
    codes = [...(await t.service.registry.fresh()).localities.values()]
      .filter((one) => one.province === '31')
      .map((one) => one.code);
  });
  afterAll(() => t.stop());

  const statuses = (code: string) =>
    readStatusesBetween(t.db.sql, 'haiphong-daily', code, '2025-09-01', '2025-12-31');
  /** The rules' part of a status: a close is written once and not worked out again. */
  const rules = async (code: string) => (await statuses(code)).map(({ closingColour: _, ...row }) => row);

  const anyStep = fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        post: fc.integer({ min: 0, max: 7 }),
        seed: fc.integer(),
        share: fc.constantFrom(1, 1, 0.5, 0.1),
      }),
    },
    { weight: 3, arbitrary: fc.record({ hours: fc.constantFrom(1, 6, 20, 24, 72) }) },
    { weight: 2, arbitrary: fc.constant({ collect: true }) },
  );

  it('agree after any sequence of records, days and rounds', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { minLength: 5, maxLength: 25 }), async (steps) => {
        const code = codes[at++ % codes.length] ?? '';
        for (const step of steps) {
          const now = t.clock.now();
          const registry = await t.service.registry.fresh();
          if ('hours' in step) t.clock.set(new Date(now.getTime() + step.hours * 3_600_000));
          else if ('collect' in step) await collect(t.db.sql, registry, now);
          else {
            const day = new Date(now.getTime() + 7 * 3_600_000 - step.post * 86_400_000)
              .toISOString()
              .slice(0, 10);
            const values = someValues([...registry.indicatorsOn(day).values()], step.seed, step.share);
            const answer = await department.post('/api/v1/records', { locality: code, day, values });
            expect([200, 201, 409, 422]).toContain(answer.status);
          }
        }
        const now = t.clock.now();
        const registry = await t.service.registry.fresh();
        await collect(t.db.sql, registry, now);
        const stored = await rules(code);

        // Run twice, the second time changes nothing.
        expect((await collect(t.db.sql, await t.service.registry.fresh(), now)).changed).toBe(0);

        // Current values are what their records make of them.
        const before = (await readCurrent(t.db.sql, [code])).get(code);
        const known = [...new Set(registry.indicators.map((one) => one.code))];
        const rebuilt = await t.db.sql.begin((tx) => rebuildCurrent(tx, [code], known));
        expect(rebuilt.get(code)).toEqual(before);

        // Days that are open come out the same when they are made anew from the records alone.
        const final =
          (await t.service.registry.fresh()).programmes.get('haiphong-daily')?.finalThrough ?? '2025-08-31';
        await t.db.sql`delete from status where locality = ${code} and day > ${final}`;
        await collect(t.db.sql, await t.service.registry.fresh(), now);
        expect(await rules(code)).toEqual(stored);
      }),
      { numRuns: 25, seed: 7, endOnFailure: true },
    );
  }, 120_000);

  it('leave every day from the first to today without a hole', async () => {
    await collect(t.db.sql, await t.service.registry.fresh(), t.clock.now());
    for (const code of codes.slice(0, 5)) {
      const days = (await statuses(code)).map((row) => row.day);
      expect(days[0]).toBe('2025-09-01');
      expect(days.length).toBe(
        Math.floor((t.clock.now().getTime() - instant('2025-09-01 00:00').getTime()) / 86_400_000) + 1,
      );
    }
  });
});

function someValues(indicators: Indicator[], seed: number, share: number): Record<string, Value> {
  let state = seed >>> 0;
  const random = () => {
    state = (state * 1_664_525 + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const values: Record<string, Value> = {};
  for (const one of indicators) {
    if (random() > share) continue;
    if (random() < 0.1) values[one.code] = null;
    else if (one.kind === 'boolean') values[one.code] = random() < 0.8;
    else if (one.kind === 'ratio') values[one.code] = { have: 4 + Math.floor(random() * 2), need: 5 };
    else if (one.kind === 'number') values[one.code] = Math.floor(random() * 100);
    else values[one.code] = random() < 0.8 ? '2027-03-01' : '2025-09-20';
  }
  if (Object.keys(values).length === 0) values['network.lan'] = true;
  return values;
}
