import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from './support/database.ts';
import { greenValues } from './support/records.ts';
import { type Caller, startTestService, type TestService } from './support/service.ts';

/** Records that arrive at the same time share transactions; nobody must be able to tell. */
describe('records that arrive at the same time', () => {
  const day = '2025-09-25';
  let database: TestDatabase;
  let t: TestService;
  /** Transactions of single records that are asked for at once, and the most that were. */
  const transactions = { running: 0, most: 0 };
  let department: Caller;
  let codes: string[];
  let values: Record<string, unknown>;
  beforeAll(async () => {
    database = await createTestDatabase();
    const { db } = database;
    const transaction: typeof db.lanes.transaction = async (work) => {
      transactions.most = Math.max(transactions.most, ++transactions.running);
      return await db.lanes.transaction(work).finally(() => transactions.running--);
    };
    const counted = { ...db, lanes: { ...db.lanes, transaction } };
    t = await startTestService({ now: '2025-09-25 08:00', on: { ...database, db: counted } });
    department = await t.caller('department', '31');
    const registry = await t.service.registry.fresh();
    codes = [...registry.localities.values()].filter((one) => one.province === '31').map((one) => one.code);
    values = greenValues(registry, day);
  });
  afterAll(async () => {
    await t.stop();
    await database.drop();
  });

  const post = (caller: Caller, locality: string, body: object = {}) =>
    caller.post('/api/v1/records', { locality, day, values, ...body });

  it('are each answered for themselves and stored under their own sender', async () => {
    const callers = await Promise.all(codes.map((code) => t.caller('officer', code)));
    const answers = await Promise.all(
      codes.map((code, place) => post(callers[place] as Caller, code, { note: `của ${code}` })),
    );
    expect(answers.map(({ status, body }) => [status, body.locality.code, body.revision])).toEqual(
      codes.map((code) => [201, code, 1]),
    );
    const { body: kept } = await department.get(`/api/v1/records?from=${day}&to=${day}&limit=5000`);
    expect(kept.items).toHaveLength(codes.length);
    for (const { locality, by, note } of kept.items)
      expect([by, note]).toEqual([`officer ${locality.code}`, `của ${locality.code}`]);
  });

  it('are refused one by one', async () => {
    const answers = await Promise.all(
      codes.map((code, place) => post(department, code, { note: 'lần hai', replaces: place % 2 })),
    );
    expect(answers.map((one) => one.status)).toEqual(codes.map((_, place) => (place % 2 === 0 ? 409 : 201)));
  });

  it('become revisions in turn when they are of one day', async () => {
    const [code = ''] = codes;
    const notes = ['a', 'b', 'c', 'd', 'e', 'f'];
    const answers = await Promise.all(notes.map((note) => post(department, code, { note })));
    const revisions = answers.map((one) => one.body.revision).sort();
    expect(revisions).toEqual([2, 3, 4, 5, 6, 7]);
    const again = await Promise.all(notes.map(() => post(department, code, { note: 'g' })));
    expect(again.map((one) => one.body.revision)).toEqual(notes.map(() => 8));
    expect(again.filter((one) => one.body.unchanged !== true)).toHaveLength(1);
  });

  it('do not fail for the sake of one that the database does not take', async () => {
    const [first = '', cursed = ''] = codes;
    await t.db.sql.unsafe(`
      create function refuse() returns trigger language plpgsql as $$ begin raise 'refused by the test'; end $$;
      create trigger refuse before insert on record for each row when (new.locality = '${cursed}')
        execute function refuse()`);
    const answers = await Promise.all(codes.map((code) => post(department, code, { note: 'lần cuối' })));
    expect(answers.map((one) => one.status)).toEqual(codes.map((code) => (code === cursed ? 500 : 201)));
    const { body } = await department.get(`/api/v1/localities/${cursed}/records/${day}`);
    expect(body.revisions.at(-1).note).not.toBe('lần cuối');
    const { body: other } = await department.get(`/api/v1/localities/${first}/records/${day}`);
    expect(other.revisions.at(-1).note).toBe('lần cuối');
    // The second try of a group, one by one, keeps to the limit as the first did.
    expect(transactions.most).toBe(2);
  });
});
