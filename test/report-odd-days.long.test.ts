import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Values } from '../src/intake/types.ts';
import { admin } from './support/admin.ts';
import { createPerson, PASSWORD, postAsGuest } from './support/person.ts';
import { greenValues } from './support/records.ts';
import { reportPages } from './support/report-pages.ts';
import { type Caller, startTestService, type TestService } from './support/service.ts';

describe('the report form, when the registry moves', () => {
  let t: TestService;
  let green: Values;
  beforeAll(async () => {
    t = await startTestService({ now: '2025-09-25 09:00' });
    green = greenValues(await t.service.registry.fresh(), '2025-09-25');
  });
  afterAll(() => t.stop());

  const officerOf = async (place: string) => {
    const officer = await t.caller('officer', place);
    return { officer, pages: await reportPages(t, officer.token) };
  };
  const report = (officer: Caller, locality: string, day: string, values: Values) =>
    officer.post('/api/v1/records', { locality, day, values });
  const offered = (html: string) =>
    [...(/<nav class="days"[\s\S]*?<\/nav>/.exec(html)?.[0] ?? '').matchAll(/\?day=([\d-]+)/g)].map(
      ([, day]) => day,
    );

  it('offers no day before the programme began', async () => {
    const { pages } = await officerOf('10507');
    expect(offered((await pages.open('/bao-cao')).text)).toEqual([]);
    t.clock.set('2025-09-26 09:00');
    expect(offered((await (await officerOf('10507')).pages.open('/bao-cao')).text)).toEqual(['2025-09-25']);
  });

  it('a report that holds what was retired since can still be corrected', async () => {
    t.clock.set('2025-09-26 09:00');
    const { officer, pages } = await officerOf('10525');
    expect((await report(officer, '10525', '2025-09-26', green)).status).toBe(201);
    await admin(t.db, '2025-09-26 10:00', 'indicator', 'end', 'network.backup', '--last-day', '2025-09-25');
    const form = await pages.open('/bao-cao');
    expect(form.text).not.toContain('q-network-backup');
    const sent = await pages.send(form, { 'network.lan': false });
    expect(sent.status).toBe(303);
    // What began today is as old as everywhere else: no days yet.
    expect((await pages.open(sent.location)).text).toContain('Từ 26/9/2025. Cơ quan phụ trách');
    const { revisions } = (await officer.get('/api/v1/localities/10525/records/2025-09-26')).body;
    expect(revisions.at(-1).values).toMatchObject({ 'network.lan': false });
    expect(revisions.at(-1).values).not.toHaveProperty('network.backup');
  });

  it('a reopened day says until when, and is offered however old it is', async () => {
    const exception = ['--until', '2025-10-20T17:00:00+07:00', '--reason', 'Mất điện do bão'];
    await admin(t.db, '2025-10-17 08:00', 'exception', 'open', '10543', '2025-09-26', ...exception);
    t.clock.set('2025-10-17 09:00');
    const { pages } = await officerOf('10543');
    expect(offered((await pages.open('/bao-cao')).text)).toContain('2025-09-26');
    const form = await pages.open('/bao-cao?day=2025-09-26');
    expect(form.text).toContain('hệ thống vẫn nhận báo cáo muộn đến 17:00 ngày 20/10/2025.');
    expect((await pages.send(form, green)).status).toBe(303);
    expect(offered((await (await officerOf('10546')).pages.open('/bao-cao')).text)).not.toContain(
      '2025-09-26',
    );
  });

  it('the days before a long holiday are offered while they are open', async () => {
    for (const day of ['16', '17', '18', '19', '20'])
      await admin(t.db, '2025-11-03 08:00', 'calendar', 'set', `2026-02-${day}`, 'holiday', '--name', 'Tết');
    t.clock.set('2026-02-25 08:00');
    const { pages } = await officerOf('10549');
    expect(offered((await pages.open('/bao-cao')).text)).toEqual(['2026-02-24', '2026-02-23', '2026-02-13']);
  });

  it('a unit that is still to begin is led to its page', async () => {
    await t.db.sql`update locality set valid_from = '2026-03-20' where code = '10552'`;
    await t.db.sql`update registry_version set version = version + 1`;
    t.clock.set('2026-02-25 08:00');
    const { pages } = await officerOf('10552');
    const opened = await pages.open('/bao-cao');
    expect([opened.status, opened.location]).toEqual([303, '/don-vi/10552']);
    const page = await pages.open(opened.location);
    expect(page.status).toBe(200);
    expect(page.text).toContain('Đơn vị bắt đầu hoạt động ngày 20/3/2026.');
    expect(page.text).not.toContain('Mở báo cáo hôm nay');
  });

  describe('of a unit that has ended', () => {
    beforeAll(async () => {
      t.clock.set('2026-03-05 08:00');
      await createPerson(t, { login: 'cu', role: 'officer', area: '11560' });
      const options = ['--last-day', '2026-03-06', '--successor', '11557'];
      await admin(t.db, '2026-03-06 08:00', 'locality', 'end', '11560', ...options);
      t.clock.set('2026-03-09 09:00');
    });

    it('leads its officer to the page of the unit, which says so', async () => {
      const signedIn = await postAsGuest(t, '/dang-nhap', { login: 'cu', password: PASSWORD });
      expect(signedIn.headers.get('location')).toBe('/bao-cao');
      const { pages } = await officerOf('11560');
      const opened = await pages.open('/bao-cao');
      expect([opened.status, opened.location]).toEqual([303, '/don-vi/11560']);
      expect((await pages.open(opened.location)).text).toContain('Đơn vị ngừng hoạt động sau ngày 6/3/2026.');
    });

    it('shows him its last days and why they take nothing more', async () => {
      const { text } = await (await officerOf('11560')).pages.open('/bao-cao?day=2026-03-06');
      expect(text).toContain('Đơn vị đã ngừng hoạt động nên báo cáo chỉ còn xem được.');
    });
  });
});
