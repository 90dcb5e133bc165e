import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bumpRegistry } from '../src/registry/store.ts';
import { CSV, type ImportService, type Person, startImports, XLSX } from './support/imports.ts';

/** A Thursday. */
const NOW = '2025-09-25 10:00';
const DAY = '2025-09-25';
const HEADER =
  'locality,day,name,certificate.personal.have,certificate.personal.need,network.lan,certificate.earliest_expiry,network.load_p95,note';

let service: ImportService;
let department: Person;
let officer: Person;

beforeAll(async () => {
  service = await startImports(NOW);
  department = await service.person('department', '31');
  officer = await service.person('officer', '10525');
});
afterAll(() => service.stop());
beforeEach(() => service.reset());

const sheet = (...rows: string[]) => [HEADER, ...rows].join('\r\n');
const codesOf = (result: { errors?: { column: string; code: string }[] }) =>
  (result.errors ?? []).map(({ column, code }) => `${column} ${code}`);

describe('a good sheet', () => {
  it('stores its rows and says of each what became of it', async () => {
    const body = sheet(
      `10507,${DAY},Thành Đông,14,16,có,1/3/2027,"85,5",Chờ cấp 2 chứng thư`,
      `10525,25/9/2025,,,,không,,,`,
      `10532,${DAY},Lê Thanh Nghị,,,,,,`,
    );
    const { status, body: answer } = await department.post(body, CSV);
    expect(status).toBe(200);
    expect(answer).toEqual({
      accepted: 2,
      unchanged: 0,
      skipped: 1,
      rejected: 0,
      results: [
        { row: 2, outcome: 'accepted', revision: 1 },
        { row: 3, outcome: 'accepted', revision: 1 },
        { row: 4, outcome: 'skipped' },
      ],
    });
    expect([...(await service.records())]).toEqual([
      {
        locality: '10507',
        day: DAY,
        revision: 1,
        by: 'department 31',
        channel: 'import',
        note: 'Chờ cấp 2 chứng thư',
        values: {
          'certificate.personal': { have: 14, need: 16 },
          'network.lan': true,
          'certificate.earliest_expiry': '2027-03-01',
          'network.load_p95': 85.5,
        },
      },
      {
        locality: '10525',
        day: DAY,
        revision: 1,
        by: 'department 31',
        channel: 'import',
        note: null,
        values: { 'network.lan': false },
      },
    ]);
  });

  it('is unchanged the second time, and a change is a revision', async () => {
    await department.post(sheet(`10507,${DAY},,14,16,,,,`), CSV);
    const again = await department.post(sheet(`10507,${DAY},,14,16,,,,`), CSV);
    expect(again.body).toMatchObject({
      accepted: 0,
      unchanged: 1,
      results: [{ outcome: 'unchanged', revision: 1 }],
    });
    const changed = await department.post(sheet(`10507,${DAY},,15,16,,,,`), CSV);
    expect(changed.body.results).toEqual([{ row: 2, outcome: 'accepted', revision: 2 }]);
  });

  it('leads to a status at once', async () => {
    await department.post(sheet(`10507,${DAY},,14,16,có,,,`), CSV);
    const rows = await service.db.sql`select locality, day from status`;
    expect(rows).toEqual(expect.arrayContaining([{ locality: '10507', day: DAY }]));
  });

  it.each([
    ['semicolons', ';', ''],
    ['tabs', '\t', ''],
    ['commas with a byte order mark', ',', '\uFEFF'],
  ])('may use %s', async (_, delimiter, mark) => {
    const body = `${mark}${['locality', 'day', 'network.lan'].join(delimiter)}\n${['10507', DAY, 'x'].join(delimiter)}\n`;
    expect((await department.post(body, `${CSV}; charset=utf-8`)).body).toMatchObject({ accepted: 1 });
  });

  it('may name its columns in capitals and in any order, and hold blank rows', async () => {
    const body = `Network.LAN,DAY,STT,Locality\r\n\r\nTRUE,${DAY},1,10507\r\n,,,\r\nFALSE,${DAY},2,10525`;
    const { body: answer } = await department.post(body, CSV);
    expect(answer).toMatchObject({ accepted: 2, skipped: 0 });
    expect(answer.results.map((one: { row: number }) => one.row)).toEqual([3, 5]);
  });

  it('says "I do not know" with a question mark, for both halves of a ratio', async () => {
    await department.post(sheet(`10507,${DAY},,?,16,không rõ,?,?,`), CSV);
    expect((await service.records())[0]?.values).toEqual({
      'certificate.personal': null,
      'network.lan': null,
      'certificate.earliest_expiry': null,
      'network.load_p95': null,
    });
  });

  it('finds localities whose codes lost their zeros', async () => {
    const hanoi = await service.person('department', '01');
    const { body } = await hanoi.post(`locality,day,network.lan\n4,${DAY},x`, CSV);
    expect(body.results).toEqual([{ row: 2, outcome: 'accepted', revision: 1 }]);
    expect((await service.records())[0]?.locality).toBe('00004');
  });

  it('with a header alone stores nothing', async () => {
    const { status, body } = await department.post(HEADER, CSV);
    expect([status, body]).toEqual([
      200,
      { accepted: 0, unchanged: 0, skipped: 0, rejected: 0, results: [] },
    ]);
  });
});

describe('faults of rows', () => {
  it.each<[string, string, string[]]>([
    ['no locality', `,${DAY},,,,x,,,`, ['locality required']],
    ['no day', '10507,,,,,x,,,', ['day required']],
    ['an unknown locality', `99999,${DAY},,,,x,,,`, ['locality not_found']],
    ['a locality of elsewhere', `00004,${DAY},,,,x,,,`, ['locality not_found']],
    ['a day that does not exist', '10507,30/2/2025,,,,x,,,', ['day invalid_day']],
    ['tomorrow', '10507,2025-09-26,,,,x,,,', ['day future_day']],
    ['a locked day', '10507,2025-09-01,,,,x,,,', ['day day_locked']],
    ['no boolean', `10507,${DAY},,,,có lẽ,,,`, ['network.lan wrong_kind']],
    ['no number', `10507,${DAY},,,,,,cao,`, ['network.load_p95 wrong_kind']],
    ['a number in two ways', `10507,${DAY},,,,,,1.234,`, ['network.load_p95 ambiguous_number']],
    ['a date that is none', `10507,${DAY},,,,,31/2/2027,,`, ['certificate.earliest_expiry invalid_day']],
    ['half a ratio', `10507,${DAY},,14,,,,,`, ['certificate.personal.need half_ratio']],
    ['the other half', `10507,${DAY},,,16,,,,`, ['certificate.personal.have half_ratio']],
    ['more than needed', `10507,${DAY},,17,16,,,,`, ['certificate.personal.have have_exceeds_need']],
    ['need of none', `10507,${DAY},,0,0,,,,`, ['certificate.personal.need need_zero']],
    ['a count with decimals', `10507,${DAY},,"1,5",16,,,,`, ['certificate.personal.have not_a_count']],
    ['a negative count', `10507,${DAY},,-1,16,,,,`, ['certificate.personal.have not_a_count']],
    ['a count in two ways', `10507,${DAY},,14,1.600,,,,`, ['certificate.personal.need ambiguous_number']],
    ['text in a count', `10507,${DAY},,mười,16,,,,`, ['certificate.personal.have not_a_count']],
    ['a long note', `10507,${DAY},,,,x,,,${'a'.repeat(2001)}`, ['note note_too_long']],
    [
      'all at once',
      '99999,31/9/2025,,a,,b,c,d,',
      [
        'certificate.personal.need half_ratio',
        'day invalid_day',
        'locality not_found',
        'network.lan wrong_kind',
        'certificate.earliest_expiry invalid_day',
        'network.load_p95 wrong_kind',
        'certificate.personal.have not_a_count',
      ],
    ],
  ])('%s', async (_, row, faults) => {
    const { status, body } = await department.post(sheet(row, `10525,${DAY},,,,x,,,`), CSV);
    expect(status).toBe(200);
    expect(codesOf(body.results[0]).sort()).toEqual([...faults].sort());
    expect(body.results[0]).toMatchObject({ row: 2, outcome: 'rejected' });
    for (const { message, messageVi } of body.results[0].errors) {
      expect(message).toMatch(/\S.*[.]$/s);
      expect(messageVi).toMatch(/\S.*[.]$/s);
    }
    expect(body).toMatchObject({ accepted: 1, rejected: 1 });
    expect((await service.records()).map((one) => one.locality)).toEqual(['10525']);
  });

  it('two rows of one locality and day are both rejected, however they are written', async () => {
    const hanoi = await service.person('department', '01');
    const body = `locality,day,network.lan\n4,25/9/2025,x\n00004,${DAY},x\n00008,${DAY},x`;
    const { body: answer } = await hanoi.post(body, CSV);
    expect(answer).toMatchObject({ accepted: 1, rejected: 2 });
    expect(answer.results.map(codesOf)).toEqual([
      ['locality duplicate_in_batch'],
      ['locality duplicate_in_batch'],
      [],
    ]);
  });

  it('a note without a value is said not to be kept', async () => {
    const { body } = await department.post(sheet(`10507,${DAY},,,,,,,Chờ số liệu`), CSV);
    expect(body).toMatchObject({ skipped: 1, rejected: 0 });
    expect(codesOf(body.results[0])).toEqual(['note no_values']);
    expect(await service.records()).toHaveLength(0);
  });

  it('a sheet that is wrong from the ground up tells of each row its first fault', async () => {
    const rows = Array.from({ length: 4_000 }, () => `10507,${DAY},,a,b,c,d,e,`);
    const { status, body } = await department.post(sheet(...rows), CSV);
    expect([status, body.rejected]).toEqual([200, 4_000]);
    const told = body.results.map((one: { errors: unknown[] }) => one.errors.length);
    expect([told[0], told.at(-1), Math.min(...told)]).toEqual([6, 1, 1]);
    expect(told.reduce((sum: number, count: number) => sum + count)).toBeLessThan(15_000);
  });

  it("an officer's rows for other communes are as if these were not there", async () => {
    const body = sheet(`10507,${DAY},,,,x,,,`, `10525,${DAY},,,,x,,,`);
    const { body: answer } = await officer.post(body, CSV);
    expect(answer.results.map(codesOf)).toEqual([['locality not_found'], []]);
  });

  it('an indicator that is not asked any more is known, and refused where a day is later', async () => {
    const { sql, orm } = service.db;
    await sql`update indicator set valid_to = '2025-09-24' where code = 'network.backup'`;
    await bumpRegistry(orm);
    const body = `locality,day,network.backup\n10507,2025-09-24,x\n10507,${DAY},x`;
    const { body: answer } = await department.post(body, CSV);
    await sql`update indicator set valid_to = null where code = 'network.backup'`;
    await bumpRegistry(orm);
    expect(answer.results.map(codesOf)).toEqual([[], ['network.backup indicator_not_in_force']]);
  });
});

describe('a sheet that is refused as a whole', () => {
  it.each<[string, string, string[]]>([
    ['no locality', 'day,network.lan', ['/locality missing_column']],
    ['no day', 'locality,network.lan', ['/day missing_column']],
    ['no value', 'locality,day,name,note', [' no_value_column']],
    ['nothing that is needed', 'a', [' no_head']],
    ['a slip in a name', 'locality,day,network.lan,network.lann', ['/network.lann unknown_column']],
    [
      'a ratio without its halves',
      'locality,day,network.lan,certificate.personal',
      ['/certificate.personal unknown_column'],
    ],
    ['a column twice', 'locality,day,network.lan,NETWORK.LAN', ['/network.lan duplicate_column']],
    ['a value without a name', 'locality,day,network.lan\n10507,2025-09-25,x,,5', ['/E nameless_column']],
  ])('%s', async (_, body, faults) => {
    const answer = await department.post(body, CSV);
    expect([answer.status, answer.body.code]).toEqual([422, 'invalid_import']);
    expect(
      answer.body.errors.map((one: { pointer: string; code: string }) => `${one.pointer} ${one.code}`),
    ).toEqual(faults);
    expect(await service.records()).toHaveLength(0);
  });

  it.each<[string, string | Buffer, string, number, string]>([
    ['nothing at all', '', CSV, 422, 'invalid_import'],
    ['only blanks', ' \n ; ; \n', CSV, 422, 'invalid_import'],
    ['bytes that are no UTF-8', Buffer.from([0x6c, 0xff, 0xfe]), CSV, 422, 'invalid_import'],
    ['text that is no sheet', 'x', XLSX, 422, 'invalid_import'],
    ['JSON', '{"records":[]}', 'application/json', 415, 'unsupported_media_type'],
    ['a form', 'a=b', 'application/x-www-form-urlencoded', 415, 'unsupported_media_type'],
    ['an old workbook', 'x', 'application/vnd.ms-excel', 415, 'unsupported_media_type'],
    [
      'more rows than are taken',
      `${HEADER}\n${`10507,${DAY},,,,x,,,\n`.repeat(5_100)}`,
      CSV,
      413,
      'too_large',
    ],
    ['more bytes than are taken', Buffer.alloc(9 * 1024 * 1024, 'a'), CSV, 413, 'too_large'],
    ['more bytes than are received', Buffer.alloc(17 * 1024 * 1024, 'a'), CSV, 413, 'too_large'],
  ])('%s', async (_, body, type, status, code) => {
    const answer = await department.post(body, type);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(await service.records()).toHaveLength(0);
  });

  it('says why in both languages', async () => {
    const { body } = await department.post('PK', XLSX);
    expect(body.errors).toEqual([
      {
        pointer: '',
        code: 'unreadable_sheet',
        message: 'This is not an XLSX workbook.',
        messageVi:
          'Đây không phải tệp bảng tính XLSX: mở bằng Excel, chọn Lưu thành (Save As), kiểu “Excel Workbook (.xlsx)”.',
      },
    ]);
  });

  it('without a content type there is no telling what it is', async () => {
    expect((await department.post(HEADER, '')).status).toBe(415);
  });

  it.each(['?dryrun=true', '?atomic=1', '?atomic=true&x=1'])(
    'a query that is not known: %s',
    async (query) => {
      const answer = await department.post(HEADER, CSV, query);
      expect([answer.status, answer.body.code]).toEqual([422, 'invalid_query']);
    },
  );
});

describe('who may import', () => {
  it.each(['finance', 'leader', 'viewer'] as const)('not a %s', async (role) => {
    const person = await service.person(role, '31');
    expect((await person.post(HEADER, CSV)).status).toBe(403);
    expect((await person.template('?locality=10507')).status).toBe(200);
  });

  it('nobody without a token', async () => {
    const answer = await fetch(`${service.address}/api/v1/imports`, { method: 'POST', body: HEADER });
    expect(answer.status).toBe(401);
  });
});

describe('dry and atomic', () => {
  const mixed = () => sheet(`10507,${DAY},,14,16,,,,`, `10525,${DAY},,17,16,,,,`);

  it('a dry run says what would be and stores nothing', async () => {
    const { status, body } = await department.post(mixed(), CSV, '?dryRun=true');
    expect([status, body.accepted, body.rejected]).toEqual([200, 1, 1]);
    expect(body.results[0]).toMatchObject({
      changes: [{ indicator: 'certificate.personal', to: { have: 14, need: 16 } }],
      colour: { from: null, to: 'red' },
    });
    expect(await service.records()).toHaveLength(0);
    expect(await service.db.sql`select from status`).toHaveLength(0);
  });

  it('atomic with a fault stores nothing', async () => {
    const { status, body } = await department.post(mixed(), CSV, '?atomic=true');
    expect([status, body.accepted, body.rejected]).toEqual([422, 1, 1]);
    expect(codesOf(body.results[1])).toEqual(['certificate.personal.have have_exceeds_need']);
    expect(await service.records()).toHaveLength(0);
  });

  it('atomic with a locked day stores nothing', async () => {
    const body = sheet(`10507,${DAY},,14,16,,,,`, '10525,2025-09-01,,14,16,,,,');
    expect((await department.post(body, CSV, '?atomic=true')).status).toBe(422);
    expect(await service.records()).toHaveLength(0);
  });

  it('atomic without a fault stores all', async () => {
    const body = sheet(`10507,${DAY},,14,16,,,,`, `10525,${DAY},,14,16,,,,`, `10532,${DAY},,,,,,,`);
    expect(await department.post(body, CSV, '?atomic=true')).toMatchObject({
      status: 200,
      body: { accepted: 2, skipped: 1 },
    });
  });
});
