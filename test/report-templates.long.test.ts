import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { admin } from './support/admin.ts';
import { greenValues } from './support/records.ts';
import { type Caller, startTestService, type TestService } from './support/service.ts';
import { docxWith, type Made, wordsOf } from './support/word.ts';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const DAY = '2025-09-22';

describe('templates of a province', () => {
  let t: TestService;
  let department: Caller;
  let leader: Caller;
  let elsewhere: Caller;
  let officer: Caller;

  beforeAll(async () => {
    t = await startTestService({ now: `${DAY} 08:00` });
    department = await t.caller('department', '31');
    leader = await t.caller('leader', '31');
    elsewhere = await t.caller('department', '79');
    officer = await t.caller('officer', '11737');
    const values = greenValues(await t.service.registry.fresh(), DAY);
    await department.post('/api/v1/records', { locality: '11737', day: DAY, values });
    t.clock.set(`${DAY} 16:05`);
    await t.tick();
  });
  afterAll(() => t.stop());

  const upload = async (
    body: Buffer,
    { who = department, query = 'province=31&kind=daily', type = DOCX } = {},
  ) => {
    const answer = await fetch(`${t.address}/api/v1/report-templates?${query}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${who.token}`, 'content-type': type },
      body: new Uint8Array(body),
    });
    return { status: answer.status, body: await answer.json() };
  };
  const bytesOf = async (path: string, who = department) => {
    const answer = await fetch(t.address + path, { headers: { authorization: `Bearer ${who.token}` } });
    return {
      status: answer.status,
      bytes: Buffer.from(await answer.arrayBuffer()),
      etag: answer.headers.get('etag'),
    };
  };
  const template = (...body: NonNullable<Made['body']>) => docxWith({ body });

  it('are uploaded by version, tried, used, and given up again; what was submitted stays', async () => {
    const one = await upload(template('MẪU MỘT: {so_xanh}/{so_don_vi} đơn vị, {loi_de_xuat}'));
    expect(one.status).toBe(201);
    expect(one.body).toMatchObject({ province: '31', kind: 'daily', version: 1, inUse: false });
    const { id } = one.body;

    const tried = await bytesOf(`/api/v1/report-templates/${id}/trial`);
    expect(wordsOf(tried.bytes)).toEqual(['MẪU MỘT: 1/114 đơn vị, ']);

    const report = await department.post('/api/v1/reports', { kind: 'daily', province: '31', day: DAY });
    const file = `/api/v1/reports/${report.body.id}/file?format=docx`;
    expect(wordsOf((await bytesOf(file)).bytes).join('')).toContain('Kính gửi');
    expect((await department.post(`/api/v1/report-templates/${id}/use`, {})).body.inUse).toBe(true);
    const drafted = await bytesOf(file);
    expect(wordsOf(drafted.bytes)).toEqual(['MẪU MỘT: 1/114 đơn vị, ']);
    expect((await bytesOf(file)).bytes.equals(drafted.bytes)).toBe(true);
    expect((await department.get(`/api/v1/reports/${report.body.id}`)).body.template).toEqual({
      id,
      version: 1,
    });

    const path = `/api/v1/reports/${report.body.id}`;
    await department.post(`${path}/submission`, {});
    const two = await upload(template('MẪU HAI: {so_xanh}'));
    expect(two.body.version).toBe(2);
    await department.post(`/api/v1/report-templates/${two.body.id}/use`, {});
    // What the leader read is what he approves.
    const approved = await leader.post(`${path}/approval`, {});
    expect(approved.body).toMatchObject({ state: 'approved', template: { id, version: 1 } });
    await department.post('/api/v1/report-templates/built-in', { province: '31', kind: 'daily' });
    const kept = await bytesOf(file, officer);
    expect(wordsOf(kept.bytes)).toEqual(['MẪU MỘT: 1/114 đơn vị, ']);
    expect(kept.etag).toBe(`"${approved.body.sha256}"`);

    const corrected = await department.post(`${path}/correction`, {});
    expect(corrected.body.template).toBeNull();
    const next = await bytesOf(`/api/v1/reports/${corrected.body.id}/file?format=docx`);
    expect(wordsOf(next.bytes).join('')).toContain('Kính gửi');
    const { items } = (await department.get('/api/v1/report-templates?province=31&kind=daily')).body;
    expect(items.map((row: { version: number; inUse: boolean }) => [row.version, row.inUse])).toEqual([
      [2, false],
      [1, false],
    ]);
    const [row] = await t.db.sql<{ actions: string[] }[]>`
      select array_agg(action order by id) as actions from audit where target = 'report_template 31 daily'`;
    expect(row?.actions).toEqual([
      'report_template.add',
      'report_template.use',
      'report_template.add',
      'report_template.use',
      'report_template.use',
    ]);
    await expect(t.db.sql`update report_template set bytes = ''`).rejects.toThrow('never changed');
  }, 240_000);

  it('are of one’s own area, for who writes reports', async () => {
    const body = template('{so_xanh}');
    expect((await upload(body, { who: elsewhere })).status).toBe(404);
    expect((await upload(body, { who: officer })).status).toBe(403);
    expect((await upload(body, { who: leader })).status).toBe(403);
    expect((await upload(body, { query: 'province=*&kind=daily' })).status).toBe(404);
    expect((await upload(body, { query: 'province=31&kind=weekly' })).status).toBe(422);
    const { items } = (await department.get('/api/v1/report-templates')).body;
    const path = `/api/v1/report-templates/${items[0].id}`;
    for (const below of ['/file', '/trial']) expect((await elsewhere.get(path + below)).status).toBe(404);
    expect((await elsewhere.post(`${path}/use`, {})).status).toBe(404);
    expect((await department.get('/api/v1/report-templates/0/file')).status).toBe(404);
    expect((await elsewhere.get('/api/v1/report-templates')).body.items).toEqual([]);
  });

  it('list their tags with what each would say', async () => {
    const { body } = await department.get('/api/v1/report-templates/tags?province=31&kind=daily');
    const of = (name: string) => body.items.find((one: { name: string }) => one.name === name);
    expect(of('so_xanh')).toEqual({
      tag: '{so_xanh}',
      name: 'so_xanh',
      nameVi: 'số đơn vị phủ xanh',
      nameEn: 'green',
      example: '1',
    });
    expect(of('don_vi').tags.find((one: { name: string }) => one.name === 'ten').example).toMatch(
      /^(xã|phường|đặc khu) /,
    );
    const other = await department.get('/api/v1/report-templates/tags?province=31&kind=monthly');
    expect(other.body.report).toBeNull();
  });

  it('are kept, used and given up at the shell, as the layout is set there', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'phuxanh-template-'));
    const at = `${DAY} 17:00`;
    try {
      const file = join(folder, 'mau.docx');
      await writeFile(file, template('{so_xan}', '{@x}'));
      await expect(admin(t.db, at, 'report-template', 'add', 'monthly', '31', file)).rejects.toThrow(
        /Is \{so_xanh\} meant\?\n?.*raw XML|raw XML/s,
      );
      await writeFile(file, template('{so_xanh}'));
      const checked = await admin(t.db, at, 'report-template', 'add', 'monthly', '31', file, '--dry-run');
      expect(checked).toContain('can be used');
      const added = await admin(t.db, at, 'report-template', 'add', 'monthly', '31', file);
      const [id = ''] = /\d+/.exec(added) ?? [];
      await admin(t.db, at, 'report-template', 'use', id);
      expect(await admin(t.db, at, 'report-template', 'list', '--province', '31')).toMatch(/monthly +1 +yes/);
      await admin(t.db, at, 'report-template', 'built-in', 'monthly', '31');
      expect(await admin(t.db, at, 'report-template', 'list')).not.toContain('yes');

      const layout = join(folder, 'layout.json');
      await writeFile(layout, JSON.stringify({ margins: { left: 33 } }));
      const set = await admin(t.db, at, 'report', 'layout', '31', '--file', layout);
      expect(JSON.parse(set).margins).toMatchObject({ left: 33, right: 15 });
      await writeFile(layout, JSON.stringify({ margins: { left: 3 } }));
      await expect(admin(t.db, at, 'report', 'layout', '31', '--file', layout)).rejects.toThrow(
        'margins.left',
      );
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }, 120_000);

  it('are refused with all that is wrong with them, and nothing is kept', async () => {
    const before = (await department.get('/api/v1/report-templates')).body.items.length;
    const bad = await upload(
      docxWith({
        body: ['{@x}', '{constructor}', '{#don_vi}'],
        relationships: [['hyperlink', 'https://example.com', 'External']],
        parts: { 'word/vbaProject.bin': new Uint8Array([1]) },
      }),
    );
    expect(bad.status).toBe(422);
    expect(bad.body.code).toBe('invalid_template');
    expect(bad.body.errors.map((one: { code: string }) => one.code).sort()).toEqual([
      'template_external',
      'template_macros',
      'template_raw_xml',
      'template_unclosed_loop',
      'template_unknown_tag',
    ]);
    for (const [what, body, code] of [
      ['text', Buffer.from('hello'), 'template_not_word'],
      ['an old document', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'template_not_word'],
      ['a PDF', Buffer.from('%PDF-1.7'), 'template_not_word'],
      ['half a document', template('{so_xanh}').subarray(0, 300), 'template_damaged'],
      [
        'a bomb',
        docxWith({ parts: { 'word/media/a.png': new Uint8Array(70 * 1024 * 1024) } }),
        'template_too_complex',
      ],
      [
        '100,000 tags',
        template(Array.from({ length: 100_000 }, () => '{so_xanh}').join('')),
        'template_too_complex',
      ],
      [
        '100,000 paragraphs of tags',
        template(...Array.from({ length: 100_000 }, () => '{so_xanh}')),
        'template_too_many_tags',
      ],
    ] as const) {
      const began = performance.now();
      const answer = await upload(body);
      expect([what, answer.status, answer.body.errors?.[0]?.code]).toEqual([what, 422, code]);
      expect(performance.now() - began).toBeLessThan(40_000);
    }
    const large = await upload(Buffer.alloc(50 * 1024 * 1024)).catch(() => ({ status: 413 }));
    expect(large.status).toBe(413);
    expect((await upload(template('x'), { type: 'image/png' })).status).toBe(415);
    expect((await department.get('/api/v1/report-templates')).body.items).toHaveLength(before);
    expect(
      (await upload(template('{so_xanh}'), { query: 'province=31&kind=daily&dryRun=true' })).body,
    ).toEqual({
      checked: true,
    });
    expect((await department.get('/api/v1/report-templates')).body.items).toHaveLength(before);
  }, 240_000);
});
