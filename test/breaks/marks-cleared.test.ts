import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Author } from '../../src/access/author.ts';
import { clearedBy } from '../../src/collect/marks.ts';
import type { Mark } from '../../src/collect/types.ts';
import { lockCurrent } from '../../src/intake/store.ts';
import type { Values } from '../../src/intake/types.ts';
import { markValues } from '../../src/review/mark.ts';
import { greenValues } from '../support/records.ts';
import { type Caller, startTestService, type TestService } from '../support/service.ts';

const CERTIFICATES = 'certificate.personal';

describe('a mark', () => {
  const mark = (clearedOn: string | null = null): Mark => ({
    ...{ indicator: CERTIFICATES, setOn: '2026-03-03', state: 'questioned', value: 5, clearedOn },
  });
  const says = (day: string, value: number | null) => ({ day, values: { [CERTIFICATES]: value } });
  const cases: [string, Mark, ReturnType<typeof says>[], (string | null)[]][] = [
    ['is cleared by another value of its day', mark(), [says('2026-03-03', 4)], ['2026-03-03']],
    ['of a later day from that day on', mark(), [says('2026-03-05', 4)], ['2026-03-05']],
    ['of an earlier day for good', mark(), [says('2026-03-02', 4)], ['2026-03-02']],
    ['of several, by the earliest', mark(), [says('2026-03-05', 4), says('2026-03-04', 6)], ['2026-03-04']],
    ['once more by an earlier one', mark('2026-03-05'), [says('2026-03-04', 4)], ['2026-03-04']],
    ['but not by a later one', mark('2026-03-04'), [says('2026-03-05', 4)], []],
    ['nor by the same value', mark(), [says('2026-03-04', 5)], []],
    ['nor by “I do not know”', mark(), [says('2026-03-04', null)], []],
  ];
  it.each(cases)('%s', (_, given, accepted, cleared) => {
    expect(clearedBy([given], accepted).map((one) => one.clearedOn)).toEqual(cleared);
  });
});

/** Each on a locality of its own, from Monday 2 March on. */
describe('a figure that was questioned and then said otherwise', () => {
  let t: TestService;
  let department: Caller;
  let green: Values;
  beforeAll(async () => {
    t = await startTestService({ now: '2026-03-02 08:00' });
    department = await t.caller('department', '31');
    green = greenValues(await t.service.registry.fresh(), '2026-03-02');
  });
  afterAll(() => t.stop());

  const report = async (code: string, at: string, day: string, have: number) => {
    t.clock.set(at);
    const values = { ...green, [CERTIFICATES]: { have, need: have } };
    expect((await department.post('/api/v1/records', { locality: code, day, values })).status).toBe(201);
  };
  const question = async (code: string, at: string) => {
    t.clock.set(at);
    const author: Author = { now: t.clock.now(), kind: 'person', actor: 'so', source: 'test' };
    await t.db.sql.begin(async (tx) => {
      const current = await lockCurrent(tx, [code]);
      const standing = current.get(code)?.[CERTIFICATES];
      if (!standing) throw new Error('Nothing stands.');
      const marked = [{ locality: code, indicator: CERTIFICATES, ...standing }];
      const decision = { state: 'questioned', reason: 'Đề nghị kiểm tra' } as const;
      await markValues(tx, await t.service.registry.fresh(), marked, decision, current, author);
    });
  };
  const colours = async (code: string) =>
    (await department.get(`/api/v1/localities/${code}/status?from=2026-03-02`)).body.items.map(
      (one: { colour: string }) => one.colour,
    );

  it('is not questioned again by its return, whichever day the other value was of', async () => {
    await report('11737', '2026-03-02 09:00', '2026-03-02', 5);
    await report('11737', '2026-03-03 09:00', '2026-03-03', 5);
    await question('11737', '2026-03-03 10:00');
    expect(await colours('11737')).toEqual(['green', 'yellow']);
    await report('11737', '2026-03-03 11:00', '2026-03-02', 4);
    expect(await colours('11737')).toEqual(['green', 'green']);
    await report('11737', '2026-03-05 09:00', '2026-03-05', 5);
    expect(await colours('11737')).toEqual(['green', 'green', 'green', 'green']);
    await question('11737', '2026-03-05 10:00');
    expect(await colours('11737')).toEqual(['green', 'green', 'green', 'yellow']);
  });

  it('was questioned until the day of the other value, also when that one is taken back', async () => {
    await report('10507', '2026-03-05 09:00', '2026-03-05', 5);
    await question('10507', '2026-03-05 10:00');
    await report('10507', '2026-03-06 09:00', '2026-03-06', 4);
    await report('10507', '2026-03-06 09:30', '2026-03-06', 5);
    expect((await colours('10507')).slice(-2)).toEqual(['yellow', 'green']);
    t.clock.set('2026-03-06 09:31');
    await t.tick();
    expect((await colours('10507')).slice(-2)).toEqual(['yellow', 'green']);
    const { body } = await department.get('/api/v1/alerts?locality=10507&kind=value_questioned&state=open');
    expect(body.items).toEqual([]);
  });
});
