import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

/** A transaction that goes to the database twice is one all the same, whatever breaks in it. */
describe('a lane', () => {
  let database: TestDatabase;
  const lanes = () => database.db.lanes;
  beforeAll(async () => {
    database = await createTestDatabase();
    await database.db.sql.unsafe(`
      create table scratch (id integer primary key, note text not null);
      create function scratch_check() returns trigger language plpgsql as $$ begin
        if new.note = 'die' then perform pg_terminate_backend(pg_backend_pid()); end if;
        return new;
      end $$;
      create trigger scratch_check before insert on scratch for each row execute function scratch_check()`);
  });
  afterAll(() => database.drop());

  const stored = async () =>
    (await database.db.sql<{ id: number }[]>`select id from scratch order by id`).map(({ id }) => id);

  it('stores all that is written, and gives what was read', async () => {
    const read = await lanes().transaction(async (tx) => {
      const [row] = await tx<{ one: number }[]>`select 1 as one, ${'x'}::text`;
      const write = () =>
        Promise.all([
          tx`insert into scratch values (${1}, ${'a'})`,
          // Longer than a socket takes at once: what follows stands in the driver's queue.
          tx`insert into scratch values (${2}, ${'b'.repeat(2_000_000)})`,
          tx`insert into scratch values (${3}, ${'c'})`,
        ]);
      return { result: row?.one, write };
    });
    expect(read).toBe(1);
    expect(await stored()).toEqual([1, 2, 3]);
  });

  it.each([
    ['first', [1, 10, 11]],
    ['last', [10, 11, 1]],
  ])('stores nothing when a statement fails, the %s', async (_, ids) => {
    const failing = lanes().transaction(async (tx) => ({
      result: null,
      write: () => Promise.all(ids.map((id) => tx`insert into scratch values (${id}, ${'d'})`)),
    }));
    await expect(failing).rejects.toMatchObject({ code: '23505' });
    expect(await stored()).toEqual([1, 2, 3]);
  });

  it('stores nothing when reading fails, and says what failed first', async () => {
    const failing = lanes().transaction(async (tx) => {
      const deep = async (one: PromiseLike<unknown>): Promise<unknown> => await (async () => await one)();
      await Promise.all([tx`select 1`, deep(deep(tx`select 1 / ${0}::int`)), tx`select 2`]);
      return { result: null, write: () => tx`insert into scratch values (${10}, ${'e'})` };
    });
    await expect(failing).rejects.toMatchObject({ code: '22012' });
    expect(await stored()).toEqual([1, 2, 3]);
  });

  it('stores nothing of a transaction whose connection is lost before it writes', async () => {
    const failing = lanes().transaction(async (tx) => {
      const [row] = await tx<{ pid: number }[]>`select pg_backend_pid() as pid`;
      await database.db.sql`select pg_terminate_backend(${row?.pid ?? 0})`;
      await expect.poll(async () => (await alive(row?.pid ?? 0)).length).toBe(0);
      return { result: null, write: () => tx`insert into scratch values (${10}, ${'f'})` };
    });
    await expect(failing).rejects.toThrow();
    expect(await stored()).toEqual([1, 2, 3]);
  });

  it('stores nothing when the connection is lost in the midst of what it writes', async () => {
    // Each statement is new to the connection, so that those after it wait in the driver's queue.
    const failing = lanes().transaction(async (tx) => ({
      result: null,
      write: () =>
        Promise.all([
          tx`insert into scratch values (${10}, ${'g'}) returning 1 as first`,
          tx`insert into scratch values (${11}, ${'die'}) returning 2 as second`,
          tx`insert into scratch values (${12}, ${'h'}) returning 3 as third`,
        ]),
    }));
    await expect(failing).rejects.toThrow();
    // Both lanes have had their turn on a new connection, and neither has brought anything along.
    const empty = () => lanes().transaction(async (tx) => ({ result: 0, write: () => tx`select 1` }));
    await Promise.all([empty(), empty(), empty(), empty()]);
    expect(await stored()).toEqual([1, 2, 3]);
  });

  it('refuses a statement that would come after the COMMIT', async () => {
    const late = lanes().transaction(async (tx) => ({
      result: null,
      write: async () => {
        await tx`select 1`;
        await tx`insert into scratch values (${10}, ${'i'})`;
      },
    }));
    await expect(late).rejects.toThrow(/after the COMMIT/);
    expect(await stored()).toEqual([1, 2, 3]);
  });

  const alive = (pid: number) => database.db.sql`select from pg_stat_activity where pid = ${pid}`;
});
