import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { xlsxStream } from '../src/sheets/write.ts';
import { admin } from './support/admin.ts';
import { paragraphsOf } from './support/docx.ts';
import { sessionOf } from './support/person.ts';
import { type Caller, startTestService, type TestService } from './support/service.ts';

const [A, B] = ['11737', '11557'];
let t: TestService;
let department: Caller;
let cookie: string;
let folder: string;

beforeAll(async () => {
  t = await startTestService({ now: '2025-12-22 08:00' });
  department = await t.caller('department', '31');
  cookie = await sessionOf(t, department.token);
  folder = await mkdtemp(join(tmpdir(), 'criteria-'));
});
afterAll(async () => {
  await t.stop();
  await rm(folder, { recursive: true });
});

const page = async () =>
  await (await fetch(`${t.address}/cham-diem`, { headers: { cookie, accept: 'text/html' } })).text();
const HEAD = ['Nhóm', 'Điểm nhóm', 'Mã', 'Tiêu chí', 'Điểm tối đa', 'Cách chấm', 'Bậc điểm', 'Minh chứng'];
const GOOD = [
  ['Hạ tầng', '30', '1.1', 'Mạng nội bộ', '10', '', '', ''],
  ['', '', '1.2', 'Thiết bị', '20', 'chấm tay', '', 'Biên bản bàn giao'],
  ['Hoạt động', '70', '2.1', 'Dịch vụ công', '30', 'Tỷ lệ', '', ''],
  ['', '', '2.2', 'Số buổi tập huấn', '15,5', 'bậc điểm', '4–12: 15,5; 0–4: 5', ''],
  ['', '', '2.3', 'Báo cáo đúng hạn', '24,5', 'Ngày báo cáo đúng hạn', '', ''],
];
const csv = (rows: string[][]) =>
  [HEAD, ...rows].map((row) => row.map((one) => `"${one}"`).join(',')).join('\n');

/** Sends the form of the page, as a browser does. */
async function send(file: string | Buffer, over: Record<string, string> = {}) {
  const form = new FormData();
  const csrf = /name="csrf" value="([\w-]+)"/.exec(await page())?.[1] ?? '';
  const fields = {
    csrf,
    code: 'cds-xa',
    nameVi: 'Bộ tiêu chí cấp xã',
    province: '31',
    max: '100',
    grades: '',
  };
  for (const [name, value] of Object.entries({ ...fields, ...over })) form.set(name, value);
  form.set('file', new Blob([file as unknown as Uint8Array<ArrayBuffer>]), 'tieu-chi');
  const answer = await fetch(`${t.address}/cham-diem/bo-tieu-chi`, {
    ...{ method: 'POST', body: form, redirect: 'manual' },
    headers: { cookie, accept: 'text/html' },
  });
  const text = (await answer.text()).replace(/&quot;/g, '"');
  return { status: answer.status, text };
}
const sets = async () =>
  (await department.get('/api/v1/criteria-sets')).body.items as {
    code: string;
    version: number;
    max: number;
  }[];

it('a set of criteria comes as a sheet, with every fault told at its row, and nothing stored', async () => {
  const wrong = await send(
    csv([
      ['Hạ tầng', '35', '1.1', 'Mạng', '10', 'theo cảm tính', '', ''],
      ['', '', '1.2', 'Thiết bị', 'hai mươi', '', '', ''],
      ['', '', '1.3', '', '5', 'bậc điểm', 'cao: 5', ''],
    ]),
    { code: 'Sai Mã', grades: 'Tốt 80-100' },
  );
  expect(wrong.status).toBe(422);
  for (const words of [
    'Mã gồm chữ thường không dấu',
    'Xếp loại “Tốt 80-100” không đọc được',
    'Dòng 2: Cách chấm “theo cảm tính” không rõ',
    'Dòng 3: Điểm tối đa “hai mươi” không phải là số',
    'Dòng 4: Thiếu tên tiêu chí',
    'Dòng 4: Bậc “cao: 5” không đọc được',
  ])
    expect(wrong.text).toContain(words);
  // Read, but it does not add up: maxima, steps with a hole, bands one step of which is upside down.
  const odd = await send(
    csv([
      ['Hạ tầng', '35', '1.1', 'Mạng', '10', '', '', ''],
      ['', '', '1.2', 'Thiết bị', '20', 'steps', '80–100: 20; 50–79: 10', ''],
    ]),
    { grades: 'Tốt: 50–100\nKhá: 50–49\nYếu: 0–50' },
  );
  expect(odd.status).toBe(422);
  for (const words of [
    'Dòng 2: Nhóm “Hạ tầng” ghi tối đa 35 điểm, các tiêu chí cộng lại là 30',
    'Dòng 3: Có khoảng trống giữa 79 và 80',
    'Bậc 50–49 bị ngược',
    'Bộ tiêu chí ghi tối đa 100 điểm, các nhóm cộng lại là 35',
  ])
    expect(odd.text).toContain(words);
  expect((await send('')).text).toContain('Chọn một tệp Excel hoặc CSV');
  expect(await sets()).toEqual([]);
});

it('of CSV and of Excel the same set is read, the second as its next version', async () => {
  expect((await send(csv(GOOD), { grades: 'Tốt: 80–100\nKhá: 50–80\nYếu: 0–50' })).status).toBe(303);
  const [first] = await sets();
  expect(first).toMatchObject({
    ...{ code: 'cds-xa', version: 1, province: '31', max: 100 },
    groups: [
      {
        nameVi: 'Hạ tầng',
        max: 30,
        criteria: [{ code: '1.1', how: 'hand' }, { evidence: 'Biên bản bàn giao' }],
      },
      {
        max: 70,
        criteria: [
          { how: 'share' },
          {
            how: 'steps',
            max: 15.5,
            steps: [
              { from: 4, to: 12, points: 15.5 },
              { from: 0, to: 4, points: 5 },
            ],
          },
          { how: 'figure', figure: 'days_on_time' },
        ],
      },
    ],
    grades: [{ grade: 'Tốt' }, { grade: 'Khá' }, { grade: 'Yếu', from: 0, to: 50 }],
  });
  const columns = HEAD.map((header) => ({ header, width: 20 }));
  const book = await buffer(xlsxStream({ sheetName: 'Tiêu chí', columns }, GOOD));
  expect((await send(book)).status).toBe(303);
  const [second] = await sets();
  expect(second).toEqual({ ...first, version: 2, grades: [] });
  expect(await page()).toContain('/api/v1/criteria-sets/template');
  expect(await page()).toContain('Bản thứ 2: 2 nhóm, 5 tiêu chí, tối đa 100 điểm.');
});

it('at the shell a set of JSON is made, listed, or refused with each fault', async () => {
  const body = {
    ...{ code: 'thi-dua', province: '31', nameVi: 'Thi đua', max: 10 },
    groups: [{ nameVi: 'A', max: 10, criteria: [{ code: '1', nameVi: 'Một', max: 10 }] }],
  };
  const file = join(folder, 'set.json');
  await writeFile(file, JSON.stringify(body));
  const run = (...args: string[]) => admin(t.db, '2025-12-22 08:00', 'criteria', ...args);
  expect(await run('set', file)).toContain('“thi-dua” has version 1: 1 criteria, 10 points.');
  expect(await run('set', file)).toContain('version 2');
  expect((await run('list')).split('\n').map((line) => line.split(/\s{2,}/).slice(0, 4))).toEqual([
    ['CODE', 'VERSION', 'PROVINCE', 'MAX'],
    ['cds-xa', '2', '31', '100'],
    ['thi-dua', '2', '31', '10'],
  ]);
  await writeFile(file, JSON.stringify({ ...body, max: 9 }));
  await expect(run('set', file)).rejects.toThrow('its groups add up to 10');
  await writeFile(file, '{');
  await expect(run('set', file)).rejects.toThrow('is no JSON');
});

it('a unit that has ended keeps what was published of it, and is scored no more; the annex names all', async () => {
  const at = '/api/v1/scores/thi-dua/2025-Q3';
  for (const [code, points] of [
    [A, 9],
    [B, 7.5],
  ] as const) {
    const officer = await t.caller('officer', code);
    expect((await officer.post(`${at}/${code}/self`, { criteria: [{ code: '1', points }] })).status).toBe(
      200,
    );
    expect((await department.post(`${at}/${code}/verification`, {})).status).toBe(200);
  }
  expect((await department.post(`${at}/publication`, {})).status).toBe(200);
  const annex = async () => {
    const answer = await fetch(`${t.address}/api/v1/scores/file?set=thi-dua&period=2025-Q3&format=docx`, {
      headers: { authorization: `Bearer ${department.token}` },
    });
    return paragraphsOf(new Uint8Array(await answer.arrayBuffer())).join('\n');
  };
  const before = await annex();
  for (const words of ['Thi đua', 'Nam Đồ Sơn', '90']) expect(before).toContain(words);
  // Merged from the new year on.
  await t.db.sql`update locality set valid_to = '2025-12-31' where code = ${B}`;
  await t.db.sql`update registry_version set version = version + 1`;
  t.clock.set('2026-04-02 08:00');
  const scores = async (period: string) =>
    (await department.get(`/api/v1/scores?set=thi-dua&period=${period}&province=31&limit=5000`)).body
      .items as {
      locality: { code: string };
      rank: number;
      points: number;
    }[];
  const of = (all: Awaited<ReturnType<typeof scores>>) => all.find(({ locality }) => locality.code === B);
  expect(of(await scores('2025-Q3'))).toMatchObject({ rank: 2, points: 7.5 });
  expect(await annex()).toBe(before);
  const late = await (await t.caller('admin', '31')).post('/api/v1/scores/thi-dua/2026-Q1/11557/self', {
    criteria: [{ code: '1', points: 1 }],
  });
  expect(late.body.errors?.[0]?.code ?? late.body.code).toBe('locality_not_in_force');
  expect(of(await scores('2026-Q1'))).toBeUndefined();
});

it('the API takes the same sheet, offers it blank, and tells each fault at its row', async () => {
  const send = (sheet: string | Uint8Array, query: Record<string, string>, type = 'text/csv') =>
    department.post(
      `/api/v1/criteria-sets/import?${new URLSearchParams({ code: 'qua-api', province: '31', nameVi: 'Qua API', ...query })}`,
      sheet,
      { 'content-type': type },
    );
  const wrong = await send(
    csv([
      ['Hạ tầng', '35', '1.1', 'Mạng', '10', '', '', ''],
      ['', '', '1.2', 'Thiết bị', '20', 'steps', '80–100: 20; 50–79: 10', ''],
    ]),
    { grades: 'Tốt: 50–100; Khá: 50–49' },
  );
  expect([wrong.status, wrong.body.errors.map((one: { pointer: string }) => one.pointer)]).toEqual([
    422,
    ['/rows/3', '/rows/2', '/grades'],
  ]);
  expect((await send(csv([['Nhóm', '', '1', 'Một', 'x', '', '', '']]), {})).body.errors[0].pointer).toBe(
    '/rows/2',
  );
  expect((await send(csv(GOOD), { province: '79' })).status).toBe(404);
  expect((await send(csv(GOOD), {}, 'application/json')).status).toBe(415);
  const trial = await send(csv(GOOD), { dryRun: 'true' });
  expect([trial.status, trial.body.version, trial.body.max]).toEqual([200, 1, 100]);
  expect((await sets()).some(({ code }) => code === 'qua-api')).toBe(false);
  expect((await send(csv(GOOD), {})).body).toEqual(trial.body);

  // The blank sheet of either form is one that is taken, once it is filled in.
  const blank = async (format: string) => {
    const answer = await fetch(`${t.address}/api/v1/criteria-sets/template?format=${format}`, {
      headers: { authorization: `Bearer ${department.token}` },
    });
    return { type: answer.headers.get('content-type') ?? '', bytes: Buffer.from(await answer.arrayBuffer()) };
  };
  const sheet = await blank('csv');
  const filled = `${sheet.bytes.toString()}A,10,1,Một,10,,,,Sở Nội vụ\n`;
  const second = await send(filled, {});
  expect(second.body).toMatchObject({
    version: 2,
    max: 10,
    groups: [{ criteria: [{ verifier: 'Sở Nội vụ' }] }],
  });
  const book = await blank('xlsx');
  expect((await send(book.bytes, {}, book.type)).status).toBe(422);
});

it('evidence is sent as a file by the API, and read by its province alone', async () => {
  const set = {
    ...{ code: 'minh-chung', province: '31', nameVi: 'Minh chứng', max: 10 },
    groups: [
      { nameVi: 'A', max: 10, criteria: [{ code: '1', nameVi: 'Một', max: 10, evidence: 'Biên bản' }] },
    ],
  };
  expect((await department.post('/api/v1/criteria-sets', set)).status).toBe(201);
  const officer = await t.caller('officer', A);
  const at = `/api/v1/scores/minh-chung/2026-Q1/${A}`;
  const send = (bytes: Uint8Array, query: string, by = officer, type = 'application/pdf') =>
    by.post(`${at}/evidence?${query}`, bytes, { 'content-type': type });
  const pdf = Buffer.from('%PDF-1.4 biên bản');
  const criteria = [{ code: '1', points: 8 }];
  expect((await officer.post(`${at}/self`, { criteria })).body.errors[0].pointer).toBe(
    '/criteria/0/evidence',
  );
  expect((await send(Buffer.from('MZ'), 'criterion=1&name=a.pdf')).body.errors[0].pointer).toBe('/file');
  expect((await send(pdf, 'criterion=9&name=a.pdf')).body.errors[0].pointer).toBe('/criterion');
  expect((await send(pdf, 'criterion=1&name=a.pdf', await t.caller('officer', '11755'))).status).toBe(404);
  expect((await send(pdf, 'criterion=1&name=a.pdf', department)).status).toBe(403);
  const sent = await send(pdf, 'criterion=1&name=bien-ban.pdf');
  expect(sent.status).toBe(201);
  expect((await send(pdf, 'criterion=1&name=lan-hai.pdf')).body).toEqual(sent.body);
  expect((await officer.post(`${at}/self`, { criteria })).status).toBe(200);
  const { items } = (await department.get(`${at}/evidence`)).body;
  expect(items).toMatchObject([{ criterion: '1', name: 'bien-ban.pdf', size: pdf.length }]);
  expect((await department.get(`${at}/evidence/${sent.body.file}`)).body).toBe(pdf.toString());
  const other = `/api/v1/scores/minh-chung/2025-Q4/${A}/evidence/${sent.body.file}`;
  expect((await department.get(other)).status).toBe(404);
  expect((await (await t.caller('viewer', '79')).get(`${at}/evidence`)).status).toBe(404);
});

it('a commune that merges in the middle of a period is not waited for, and what was said of it stays', async () => {
  t.clock.set('2026-04-20 08:00');
  const at = '/api/v1/scores/thi-dua/2026-Q2';
  const [stays, ends] = [A, '11755'];
  const self = async (code: string, points: number) =>
    await (await t.caller('officer', code)).post(`${at}/${code}/self`, { criteria: [{ code: '1', points }] });
  expect([(await self(stays, 6)).status, (await self(ends, 9)).status]).toEqual([200, 200]);
  expect((await department.post(`${at}/${stays}/verification`, {})).status).toBe(200);
  expect((await department.post(`${at}/publication`, {})).body.errors[0].pointer).toBe(`/${ends}`);
  await t.db.sql`update locality set valid_to = '2026-05-15', successors = ${[stays]} where code = ${ends}`;
  await t.db.sql`update registry_version set version = version + 1`;
  t.clock.set('2026-07-02 08:00');
  expect((await department.post(`${at}/${ends}/verification`, {})).body.errors[0].code).toBe(
    'locality_not_in_force',
  );
  const published = await department.post(`${at}/publication`, {});
  expect(published.status).toBe(200);
  const codes = published.body.items.map(({ locality }: { locality: { code: string } }) => locality.code);
  expect([codes[0], codes.includes(ends)]).toEqual([stays, false]);
  expect(
    (await department.get(`/api/v1/scores?set=thi-dua&period=2026-Q2&locality=${ends}`)).body.items,
  ).toEqual([]);
  for (const query of ['locality=99999', 'locality=xa', 'province=99', 'province=79'])
    expect((await department.get(`/api/v1/scores?set=thi-dua&period=2026-Q2&${query}`)).status, query).toBe(
      404,
    );
});

it('a set is written on a page criterion by criterion, rows coming and going, and changed there', async () => {
  const FORM = '/cham-diem/lap-bo-tieu-chi';
  const headers = { cookie: await sessionOf(t, department.token), accept: 'text/html' };
  const read = async (query: string) => (await fetch(`${t.address}${FORM}${query}`, { headers })).text();
  const attribute = (tag: string, name: string) => new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1];
  const fieldsOf = (html: string): Record<string, string> =>
    Object.fromEntries([
      ...(html.match(/<input[^>]*>/g) ?? []).map((tag) => [
        attribute(tag, 'name'),
        attribute(tag, 'value') ?? '',
      ]),
      ...[...html.matchAll(/(<textarea[^>]*>)([^<]*)/g)].map(([, tag = '', text]) => [
        attribute(tag, 'name'),
        text,
      ]),
      ...(html.match(/<select.*?<\/select>/gs) ?? []).map((tag) => {
        const options = tag.match(/<option[^>]*>/g) ?? [];
        const chosen = options.find((one) => / selected/.test(one)) ?? options[0] ?? '';
        return [attribute(tag, 'name'), attribute(chosen, 'value')];
      }),
    ]);
  const write = async (fields: Record<string, string>) => {
    const body = new URLSearchParams({ ...fields });
    const answer = await fetch(t.address + FORM, { method: 'POST', body, redirect: 'manual', headers });
    return { status: answer.status, text: (await answer.text()).replace(/&quot;/g, '"') };
  };
  const stored = async (code: string) => (await sets()).find((one) => one.code === code);
  const blank = fieldsOf(await read(''));
  expect(blank).toMatchObject({ rows: '4', 'row-3-how': 'hand', province: '31' });
  const rows = [
    { group: 'Hạ tầng', groupMax: '30', code: '1.1', nameVi: 'Mạng', max: '10', how: 'share' },
    { code: '1.2', nameVi: 'Thiết bị', max: '20', how: 'steps', steps: '80–100: 20\n0–79: 10' },
    { group: 'Hoạt động', code: '2.1', nameVi: 'Báo cáo', max: '70,5', how: 'days_on_time' },
  ];
  const typed = {
    ...blank,
    ...{ code: 'tren-trang', nameVi: 'Bộ soạn trên trang', max: '100' },
    ...Object.fromEntries(
      rows.flatMap((cells, place) =>
        Object.entries(cells).map(([column, text]) => [`row-${place}-${column}`, text]),
      ),
    ),
  };
  // A hole between steps, and maxima that do not add up: each at its row, with all that was typed.
  const wrong = await write({ ...typed, intent: 'save' });
  expect(wrong.status).toBe(422);
  for (const words of [
    'Có khoảng trống giữa 79 và 80',
    'Bộ tiêu chí ghi tối đa 100 điểm',
    'row-1-nameVi',
    'Thiết bị',
  ])
    expect(wrong.text).toContain(words);
  const right = { ...typed, 'row-1-steps': '80–100: 20\n0–80: 10', 'row-2-max': '70' };
  // Rows come and go without a word typed being lost.
  const below = fieldsOf((await write({ ...right, intent: 'below-0' })).text);
  expect(below).toMatchObject({
    rows: '5',
    'row-0-nameVi': 'Mạng',
    'row-1-nameVi': '',
    'row-2-nameVi': 'Thiết bị',
  });
  expect(fieldsOf((await write({ ...below, intent: 'add' })).text)).toMatchObject({ rows: '9' });
  const fewer = fieldsOf((await write({ ...below, intent: 'remove-1' })).text);
  expect(fewer).toMatchObject({
    rows: '4',
    'row-1-steps': '80–100: 20\n0–80: 10',
    'row-2-how': 'days_on_time',
  });
  expect((await write({ ...fewer, intent: 'save' })).status).toBe(303);
  const first = await stored('tren-trang');
  expect(first).toMatchObject({ version: 1, max: 100, groups: [{ max: 30 }, { max: 70 }] });
  // What the form shows of it is stored as it is.
  const again = fieldsOf(await read('?set=tren-trang'));
  expect((await write({ ...again, nameVi: 'Bộ đã sửa', intent: 'save' })).status).toBe(303);
  const second = await stored('tren-trang');
  expect(second).toEqual({ ...first, version: 2, nameVi: 'Bộ đã sửa' });
  expect((await fetch(`${t.address}${FORM}?set=khong-co`, { headers })).status).toBe(404);
  expect((await write({ ...again, province: '01', intent: 'save' })).status).toBe(404);
});
