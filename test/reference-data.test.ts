import { readFile } from 'node:fs/promises';
import type postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../src/db/connect.ts';
import { createTestDatabase, type TestDatabase } from './support/database.ts';

let test: TestDatabase;
let db: Database;
beforeAll(async () => {
  test = await createTestDatabase();
  db = test.db;
});
afterAll(() => test.drop());

/** Units by type on a day, in one province or (`%`) the nation. */
async function units(day: string, province = '%'): Promise<Record<string, number>> {
  const rows = await db.sql<{ type: string; count: number }[]>`
    select named.type, count(*)::int as count
    from locality
    join lateral (
      select type from locality_name
      where locality_name.locality = locality.code and valid_from <= ${day}
      order by valid_from desc limit 1
    ) named on true
    where locality.valid_from <= ${day} and coalesce(locality.valid_to >= ${day}, true)
      and locality.province like ${province}
    group by named.type`;
  return Object.fromEntries(rows.map(({ type, count }) => [type, count]));
}

/** Rows of a table, or of what follows `from`. */
async function count(what: postgres.PendingQuery<postgres.Row[]>): Promise<number> {
  const [row] = await db.sql<{ count: number }[]>`select count(*)::int as count from ${what}`;
  return row?.count ?? Number.NaN;
}

describe('localities', () => {
  it('are 3,321 in 34 provinces, none of them empty', async () => {
    expect(await count(db.sql`province`)).toBe(34);
    expect(await count(db.sql`locality`)).toBe(3321);
    const [used] = await db.sql`select count(distinct province)::int as count from locality`;
    expect(used).toEqual({ count: 34 });
  });

  it.each([
    ['Hải Phòng', '31', { xã: 67, phường: 45, 'đặc khu': 2 }],
    ['Hồ Chí Minh City', '79', { xã: 54, phường: 113, 'đặc khu': 1 }],
    ['An Giang', '91', { xã: 85, phường: 14, 'đặc khu': 3 }],
  ])('of %s have the types that were announced', async (_name, province, expected) => {
    expect(await units('2025-07-01', province)).toEqual(expected);
  });

  it.each([
    ['nothing is in force before the merger', '2025-06-30', {}],
    ['the merged units start', '2025-07-01', { xã: 2621, phường: 687, 'đặc khu': 13 }],
    ['the eve of the change in Đồng Nai', '2026-04-29', { xã: 2621, phường: 687, 'đặc khu': 13 }],
    ['ten xã of Đồng Nai are phường', '2026-04-30', { xã: 2611, phường: 697, 'đặc khu': 13 }],
  ])('by type: %s (%s)', async (_case, day, expected) => {
    expect(await units(day)).toEqual(expected);
  });

  it('change type in Đồng Nai alone, and keep their names', async () => {
    const changed = await db.sql`
      select distinct locality.province, earlier.type as from, later.type as to,
        earlier.name = later.name as same_name, count(*)::int as count
      from locality_name later
      join locality_name earlier on earlier.locality = later.locality and earlier.valid_from < later.valid_from
      join locality on locality.code = later.locality
      group by 1, 2, 3, 4`;
    expect([...changed]).toEqual([{ province: '75', from: 'xã', to: 'phường', same_name: true, count: 10 }]);
  });

  it('have codes of five digits, leading zeros kept', async () => {
    expect(await count(db.sql`locality where code !~ '^[0-9]{5}$'`)).toBe(0);
    expect(await count(db.sql`province where code !~ '^[0-9]{2}$'`)).toBe(0);
    const [first] = await db.sql`
      select name, type, province from locality join locality_name on locality = code where code = '00004'`;
    expect(first).toEqual({ name: 'Ba Đình', type: 'phường', province: '01' });
  });

  it('are told apart by code where only an accent differs', async () => {
    const rows = await db.sql`
      select locality, name from locality_name where locality in ('10888', '10903') order by locality`;
    expect([...rows]).toEqual([
      { locality: '10888', name: 'Cẩm Giang' },
      { locality: '10903', name: 'Cẩm Giàng' },
    ]);
  });

  it('have names in composed form without stray blanks', async () => {
    expect(await count(db.sql`locality_name where name is not nfc normalized or name <> trim(name)`)).toBe(0);
  });

  it('each have the row that writers lock, still empty', async () => {
    expect(await count(db.sql`current_values where values = '{}' and last_day is null`)).toBe(3321);
  });
});

describe('the tile map of Hải Phòng', () => {
  it('gives each of the 114 units a place of its own and a point in the city', async () => {
    const [places] = await db.sql`
      select count(*)::int as units, count(distinct (tile_column, tile_row))::int as tiles,
        count(*) filter (where lon between 105.9 and 107.9 and lat between 20 and 21.3)::int as points
      from locality where province = '31'`;
    expect(places).toEqual({ units: 114, tiles: 114, points: 114 });
  });

  it('places nobody else', async () => {
    const placed = db.sql`locality where province <> '31' and num_nonnulls(tile_column, tile_row, lon, lat) > 0`;
    expect(await count(placed)).toBe(0);
  });
});

describe('the calendar', () => {
  it.each([
    ['Culture Day, a holiday from 2026', '2026-11-24', 'holiday', 'confirmed'],
    ['a Saturday worked for 31/8', '2026-08-22', 'makeup_workday', 'confirmed'],
    ['the Monday off in exchange', '2026-08-31', 'swapped_off', 'confirmed'],
    ['a swap read in no source', '2026-01-10', 'makeup_workday', 'unverified'],
    ['a year not announced yet', '2027-09-02', 'holiday', 'computed'],
  ])('knows %s (%s)', async (_case, day, kind, status) => {
    const [row] = await db.sql`
      select kind, status from calendar_day where scope = 'VN' and day = ${day}`;
    expect(row).toEqual({ kind, status });
  });

  it('makes up on weekends only, and gives days off in exchange on weekdays only', async () => {
    const wrong = db.sql`calendar_day where kind <> 'holiday'
      and (extract(isodow from day) >= 6) <> (kind = 'makeup_workday')`;
    expect(await count(wrong)).toBe(0);
    expect(await count(db.sql`calendar_day where scope = 'VN'`)).toBe(38);
  });
});

describe('the catalogue', () => {
  it('has the conditions in the order of the board', async () => {
    const rows = await db.sql<{ code: string }[]>`select code from condition order by position`;
    expect(rows.map((row) => row.code)).toEqual([
      'signature',
      'certificate',
      'network',
      'equipment',
      'premises',
      'leadership',
      'staffing',
      'procedures',
      'national_system',
    ]);
  });

  it('has 30 indicators on a day, 19 of them required, in each condition but the informative one', async () => {
    const rows = await db.sql`
      select count(*)::int as indicators, count(*) filter (where required)::int as required,
        count(distinct condition) filter (where required)::int as conditions
      from indicator where valid_from <= '2025-09-27' and coalesce(valid_to >= '2025-09-27', true)`;
    expect(rows[0]).toEqual({ indicators: 30, required: 19, conditions: 8 });
    expect(await count(db.sql`indicator where condition = 'national_system' and required`)).toBe(0);
  });

  it('keeps the board order when sorted by position alone', async () => {
    const rows = await db.sql<{ condition: string }[]>`
      select condition.code as condition from indicator join condition on condition.code = indicator.condition
      order by indicator.position`;
    const positions = await db.sql<{ condition: string }[]>`
      select condition.code as condition from indicator join condition on condition.code = indicator.condition
      order by condition.position`;
    expect(rows.map((row) => row.condition)).toEqual(positions.map((row) => row.condition));
  });

  it('names things by nouns, which can be lacking: no name asserts that it is there', async () => {
    const asserts = '^(đã|có|được|chưa|không) ';
    expect(await count(db.sql`indicator where name_vi ~* ${asserts}`)).toBe(0);
    expect(await count(db.sql`condition where name_vi ~* ${asserts}`)).toBe(0);
    const finished = '( in place| appointed| assigned| arranged| posted| working)( |$)';
    expect(await count(db.sql`indicator where name_en ~* ${finished}`)).toBe(0);
  });

  it('took the first names off no one who had written his own', async () => {
    const names = (sql: postgres.TransactionSql) =>
      sql`select name_vi from indicator where code in ('equipment.camera', 'equipment.kiosk') order by code`;
    const rename = await readFile('drizzle/0018_nouns.sql', 'utf8');
    await db.sql.begin(async (sql) => {
      await sql`update indicator set name_vi = 'Đã có camera giám sát' where code = 'equipment.camera'`;
      await sql`update indicator set name_vi = 'Đã có ki-ốt của xã' where code = 'equipment.kiosk'`;
      await sql.unsafe(rename);
      expect([...(await names(sql))]).toEqual([
        { name_vi: 'Camera giám sát' },
        { name_vi: 'Đã có ki-ốt của xã' },
      ]);
      await sql`rollback`;
    });
  });

  it('names each code after its condition', async () => {
    expect(await count(db.sql`indicator where code !~ ('^' || condition || '[.][a-z0-9_]+$')`)).toBe(0);
  });

  it('has no two versions of a code in force on one day', async () => {
    const overlaps = db.sql`indicator one join indicator other
      on other.code = one.code and other.valid_from > one.valid_from
      and other.valid_from <= coalesce(one.valid_to, 'infinity')`;
    expect(await count(overlaps)).toBe(0);
    expect(await count(db.sql`indicator where valid_to < valid_from`)).toBe(0);
  });

  it('changes the rule for the director on 15/10/2025, without a day between', async () => {
    const rows = await db.sql`
      select valid_from, valid_to, basis like '%332/NQ-CP%' as by_resolution, position
      from indicator where code = 'leadership.director' order by valid_from`;
    expect([...rows]).toEqual([
      { valid_from: '2025-07-01', valid_to: '2025-10-14', by_resolution: false, position: 601 },
      { valid_from: '2025-10-15', valid_to: null, by_resolution: true, position: 601 },
    ]);
  });

  it('compares figures only with a figure that exists and is a number', async () => {
    const rows = await db.sql`
      select one.code, other.code as bound, other.kind
      from indicator one left join indicator other on other.code = one.at_most_of
      where one.at_most_of is not null`;
    expect([...rows]).toEqual([
      { code: 'certificate.personal', bound: 'certificate.issued', kind: 'number' },
    ]);
  });

  it('sets a threshold where the kind has one, a direction for numbers alone, and no price', async () => {
    const wrong = db.sql`indicator where (threshold is not null) <> (kind in ('number', 'date'))
      or (direction is not null) <> (kind = 'number') or unit_cost is not null`;
    expect(await count(wrong)).toBe(0);
  });

  it('has a unit for what is counted; surplus and no need at all are for ratios', async () => {
    const wrong = db.sql`indicator where (unit is null) <> (kind = 'boolean')
      or ((allows_surplus or allows_zero_need) and kind <> 'ratio')`;
    expect(await count(wrong)).toBe(0);
  });
});

describe('the programme', () => {
  it('asks the whole catalogue of Hải Phòng, and has neither a start nor a deadline yet', async () => {
    const [row] = await db.sql`
      select code, provinces, starts_on, final_through, valid_from, cutoff, lock_days, reporting_days, freshness,
        amber_threshold, deadline, missing_streak, due_soon_minutes, indicators
      from programme join programme_settings on programme = code`;
    expect(row).toEqual({
      code: 'haiphong-daily',
      provinces: ['31'],
      starts_on: null,
      final_through: null,
      valid_from: '2025-07-01',
      cutoff: '16:00',
      lock_days: 3,
      reporting_days: 'working',
      freshness: 3,
      amber_threshold: 70,
      deadline: null,
      missing_streak: 3,
      due_soon_minutes: 90,
      indicators: null,
    });
  });

  it('starts with the third version of the registry: its first names were changed, and who follows whom came to be a list', async () => {
    expect([...(await db.sql`select id, version from registry_version`)]).toEqual([{ id: true, version: 3 }]);
  });
});
