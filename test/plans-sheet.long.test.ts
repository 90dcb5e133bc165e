import { afterAll, beforeAll, expect, it } from 'vitest';
import { sheetXml, text, workbookParts, zip } from './sheets/zip.ts';
import { type Caller, startTestService, type TestService } from './support/service.ts';

/** Tasks as workbooks bring them: leads merged over rows, the template filled in, agencies that are no more. */

const XLSX = { 'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' };
const CSV = { 'content-type': 'text/csv' };
let t: TestService;
let department: Caller;

beforeAll(async () => {
  t = await startTestService({ now: '2025-09-27 16:30' });
  department = await t.caller('department', '31');
  for (const code of ['gop-o', 'het-han'])
    await department.post('/api/v1/plans', {
      ...{ code, title: 'Kế hoạch', province: '31', standing: 'so-khcn' },
      ...{ number: `${code}/KH`, day: '2025-09-01', kind: 'KH' },
    });
});
afterAll(() => t.stop());

const workbook = (rows: readonly (readonly string[])[], more = '') =>
  zip(
    workbookParts([
      {
        name: 'Nhiệm vụ',
        xml: sheetXml(
          rows
            .map((cells, at) => {
              const written = cells.map((cell, column) =>
                cell === '' ? '' : text(`${String.fromCharCode(65 + column)}${at + 1}`, cell),
              );
              return `<row r="${at + 1}">${written.join('')}</row>`;
            })
            .join(''),
        ).replace('</worksheet>', `${more}</worksheet>`),
      },
    ]),
  );
const tasksOf = async (plan: string) => (await department.get(`/api/v1/tasks?plan=${plan}`)).body.items;

it('leads in a cell merged over several rows are those of each row, and it is said', async () => {
  const sheet = workbook(
    [
      ['KẾ HOẠCH NĂM 2025'],
      ['TT', 'Nhiệm vụ', 'Cơ quan chủ trì', 'Cơ quan phối hợp', 'Thời hạn', 'Sản phẩm'],
      ['1', 'Rà soát', 'so-khcn; so-tai-chinh', '', 'Quý 4/2025', 'Báo cáo'],
      ['2', 'Cấp phát', '', 'Các xã, phường, đặc khu', 'trong tháng 12 năm 2025', ''],
      ['3', 'Theo dõi', 'so-tai-chinh', '', 'thường xuyên', ''],
    ],
    '<mergeCells count="1"><mergeCell ref="C3:C4"/></mergeCells>',
  );
  const { status, body } = await department.post('/api/v1/plans/gop-o/import', new Uint8Array(sheet), XLSX);
  expect([status, body]).toMatchObject([200, { accepted: 3, rejected: 0, mergedRows: 1 }]);
  expect(await tasksOf('gop-o')).toMatchObject([
    { no: '1', leads: ['so-khcn', 'so-tai-chinh'], deadline: { lastDay: '2025-12-31' } },
    {
      no: '2',
      leads: ['so-khcn', 'so-tai-chinh'],
      coordinators: ['all-localities'],
      deadline: { lastDay: '2025-12-31' },
    },
    { no: '3', leads: ['so-tai-chinh'], state: 'ongoing' },
  ]);
});

it('an agency that has ended leads nothing new, by sheet or by hand, and nothing is stored', async () => {
  await t.db.sql`update agency set valid_to = '2025-09-20' where code = 'so-tai-chinh'`;
  await t.db.sql`update registry_version set version = version + 1`;
  const sheet = 'no,title,leads,deadline\n1,Một,so-khcn,Quý 4/2025\n2,Hai,so-tai-chinh,Quý 4/2025';
  const refused = await department.post('/api/v1/plans/het-han/import', sheet, CSV);
  expect([refused.status, refused.body]).toMatchObject([
    422,
    { rejected: 1, results: [{ row: 2 }, { row: 3, errors: [{ column: 'leads' }] }] },
  ]);
  expect(refused.body.results[1].errors[0].messageVi).toContain('kết thúc hoạt động sau ngày 20/9/2025');
  const byHand = await department.post('/api/v1/plans/het-han/tasks', {
    ...{ no: '1', title: 'Một', leads: ['so-tai-chinh'], deadline: 'Quý 4/2025' },
  });
  expect([byHand.status, byHand.body.errors?.[0]?.pointer]).toEqual([422, '/leads']);
  expect(await tasksOf('het-han')).toEqual([]);
});
