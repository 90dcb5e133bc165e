import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SHEET_LIMITS } from '../../src/sheets/table.ts';
import { parseWorkbook } from '../../src/sheets/xlsx-parse.ts';
import { pageAddresses } from '../support/page-addresses.ts';
import { cookieOf, createPerson, signIn } from '../support/person.ts';
import { greenValues } from '../support/records.ts';
import { type Caller, startTestService, type TestService } from '../support/service.ts';
import { convertAll, HAS_OFFICE } from './office.ts';
import { partOf } from './zip.ts';

const PLACE = '11737';
const ISSUER = 'Cơ quan chứng thực số chuyên dùng Chính phủ G2';

/** A cell that a person sees as a day, a time or a percentage, and a spreadsheet as letters. */
const FIGURE_AS_TEXT =
  />(?:\d{1,2}:\d{2} )?(?:\d{1,2}\/\d{1,2}\/\d{4}|\d{4}-\d\d-\d\d)<|>[\d.,]+ ?%<|>\d+,\d+</;

describe('every sheet that goes out', { timeout: 240_000 }, () => {
  let t: TestService;
  let department: Caller;
  let cookie: string;
  const files = new Map<string, Buffer>();
  const fetched = async (path: string) => {
    const answer = await fetch(t.address + path, { headers: { cookie, accept: 'text/html' } });
    return { type: answer.headers.get('content-type') ?? '', body: Buffer.from(await answer.arrayBuffer()) };
  };

  beforeAll(async () => {
    t = await startTestService({ now: '2025-09-25 10:00' });
    department = await t.caller('department', '31');
    const values = greenValues(await t.service.registry.fresh(), '2025-09-25');
    const record = { locality: PLACE, day: '2025-09-25', values };
    expect((await department.post('/api/v1/records', record)).status).toBe(201);
    const certificate = [`${PLACE},cá nhân,Chủ tịch,${ISSUER},219E01,15/1/2024,15/1/2027`];
    certificate.push(`${PLACE},tổ chức,,${ISSUER},54012345678901,15/1/2024,15/1/2026`);
    const head = 'locality,kind,holder,issuer,serial,valid_from,valid_to';
    await department.post('/api/v1/certificates/imports', [head, ...certificate].join('\n'), {
      'content-type': 'text/csv',
    });
    await createPerson(t, { login: 'goc', role: 'admin', area: '*' });
    cookie = cookieOf(await signIn(t, 'goc'));
    const addresses = await pageAddresses(t);
    addresses.push('/con-thieu?view=matrix');
    for (const address of addresses) {
      const { type, body } = await fetched(address);
      if (!type.startsWith('text/html')) continue;
      const links = [...body.toString().matchAll(/href="([^"#]+)[^"]*"/g)].map(([, href = '']) =>
        href.replaceAll('&amp;', '&'),
      );
      // Its tables sort as well: one link a table.
      for (const link of new Map(
        links.map((one) => [/[?&]([\w-]+\.)?sort=/.exec(one)?.[0] ?? '', one]),
      ).values())
        if (/[?&.]sort=/.test(link))
          expect([
            link,
            (await fetch(new URL(link, t.address + address), { headers: { cookie } })).status,
          ]).toEqual([link, 200]);
      for (const href of links.filter((one) => one.includes('format=xlsx'))) {
        const path = new URL(href, t.address + address);
        const file = await fetched(path.pathname + path.search);
        expect([path.href, file.body.subarray(0, 2).toString()]).toEqual([path.href, 'PK']);
        files.set(path.pathname + path.search, file.body);
      }
    }
    for (const path of [
      '/api/v1/gaps?format=xlsx',
      '/api/v1/imports/template?format=xlsx&province=31&prefill=true',
      `/api/v1/certificates/template?locality=${PLACE}`,
    ]) {
      const answer = await fetch(t.address + path, {
        headers: { authorization: `Bearer ${department.token}` },
      });
      files.set(path, Buffer.from(await answer.arrayBuffer()));
    }
  });
  afterAll(() => t.stop());

  it('of the pages as of the API has days, times and percentages as such, a frozen head and widths', async () => {
    expect(files.size).toBeGreaterThan(15);
    for (const [path, body] of files) {
      const sheet = await partOf(body, 'xl/worksheets/sheet1.xml');
      // A head may name the day that its column is of.
      const below = sheet.replace(/<row r="1"[\s\S]*?<\/row>/, '');
      expect([path, FIGURE_AS_TEXT.exec(below)?.[0]]).toEqual([path, undefined]);
      expect([path, /<pane [^>]*state="frozen"/.test(sheet)]).toEqual([path, true]);
      const columns = sheet.match(/<col [^>]*customWidth="(?:true|1)"/g)?.length ?? 0;
      expect([path, columns]).toEqual([path, (await rowsOf(body))[0]?.length]);
    }
  });

  it('shows days as offices write them, times with them, percentages with their sign', async () => {
    const styles = async (path: string) => partOf(files.get(path) ?? Buffer.alloc(0), 'xl/styles.xml');
    expect(await styles('/api/v1/gaps?format=xlsx')).toContain('formatCode="dd/mm/yyyy"');
    const alerts = [...files.keys()].find((path) => path.startsWith('/canh-bao?')) ?? '';
    expect(await styles(alerts)).toContain('formatCode="dd/mm/yyyy hh:mm"');
    const boards = [...files.keys()].filter((path) => path.startsWith('/bang-theo-doi?'));
    expect((await Promise.all(boards.map(styles))).join('')).toMatch(/numFmtId="\d+" formatCode="0.0%"/);
  });

  it('is read back where a reader takes it: records, certificates', async () => {
    const type = { 'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' };
    const sent = async (to: string, path: string) =>
      (await department.post(to, new Uint8Array(files.get(path) ?? Buffer.alloc(0)), type)).body;
    const [register] = [...files.keys()].filter((path) => path.startsWith('/chung-thu-so'));
    expect(await sent('/api/v1/certificates/imports', register ?? '')).toMatchObject({
      unchanged: 2,
      rejected: 0,
    });
    const template = '/api/v1/imports/template?format=xlsx&province=31&prefill=true';
    expect(await sent('/api/v1/imports', template)).toMatchObject({ unchanged: 1, rejected: 0 });
  });

  it.skipIf(!HAS_OFFICE)('opens in LibreOffice, which sees days as days', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'exports-'));
    try {
      const names = [...files.keys()].map((_, at) => `sheet-${at}.xlsx`);
      for (const [at, body] of [...files.values()].entries())
        await writeFile(join(folder, names[at] ?? ''), body);
      await convertAll(folder, names, 'fods');
      for (const [at, path] of [...files.keys()].entries()) {
        const seen = await readFile(join(folder, `sheet-${at}.fods`), 'utf8');
        const rows = await rowsOf(files.get(path) ?? Buffer.alloc(0));
        expect([path, seen.includes(`<text:p>${escaped(rows[0]?.[0] ?? '')}</text:p>`)]).toEqual([
          path,
          true,
        ]);
        const days = rows.flat().filter((cell) => /^\d{4}-\d\d-\d\d$/.test(cell));
        expect([path, (seen.match(/office:date-value=/g)?.length ?? 0) >= days.length]).toEqual([path, true]);
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

/** Our own files, so without a process of their own. */
const rowsOf = async (body: Buffer) => (await parseWorkbook(body, SHEET_LIMITS)).grids[0]?.rows ?? [];
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
