import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PageBrowser, pageBrowser } from './support/page-browser.ts';
import { createPerson } from './support/person.ts';
import { startTestService, type TestService } from './support/service.ts';

/** What administrators see of messages. */
describe('messages in administration', () => {
  let t: TestService;
  let nation: PageBrowser;
  beforeAll(async () => {
    t = await startTestService({ now: '2026-11-19 08:00' });
    await createPerson(t, { login: 'quantri', role: 'admin', area: '*' });
    nation = await pageBrowser(t, 'quantri');
    const rows = [
      ['email', 'a@xa.example', 'alerts'],
      ['email', 'a@xa.example', 'alerts'],
      ['email', 'b@xa.example', 'digest'],
      ['zalo_zns', '0912345678', 'test'],
    ] as const;
    for (const [channel, address, about] of rows)
      await t.db.sql`
        insert into outbox (id, channel, address, recipient, recipient_name, about, state, not_before, created_at, attempts, reason)
        values (gen_random_uuid(), ${channel}, ${address}, ${address}, 'Người nhận', ${about}, 'failed', now(), now(), 8, '{"code": "says", "said": "550 no"}')`;
  });
  afterAll(() => t.stop());

  it('say by which channel and what they are', async () => {
    const { text } = await nation.get('/quan-tri/tin-gui-di');
    for (const said of ['email', 'Zalo ZNS', 'Bản tổng hợp', 'Gửi thử']) expect(text).toContain(said);
  });

  it('are narrowed by channel, and the state stays', async () => {
    const { text } = await nation.get('/quan-tri/tin-gui-di?state=failed&channel=zalo_zns');
    expect(text).toContain('0912345678');
    expect(text).not.toContain('a@xa.example');
    expect(text).toContain('href="/quan-tri/tin-gui-di?state=failed&amp;channel=email"');
    expect((await nation.get('/quan-tri/tin-gui-di?channel=fax')).status).toBe(422);
  });

  it('that failed are all sent again, of one channel, those to one person as one', async () => {
    expect((await nation.get('/quan-tri/tin-gui-di')).text).not.toContain('Gửi lại tất cả');
    expect((await nation.get('/quan-tri/tin-gui-di?channel=email')).text).toContain(
      'Gửi lại tất cả tin lỗi của kênh này (3)',
    );
    const { status, to } = await nation.post('/quan-tri/tin-gui-di/gui-lai', { channel: 'email' });
    expect([status, to]).toEqual([303, '/quan-tri/tin-gui-di?channel=email&done=3']);
    expect((await nation.get(to ?? '')).text).toContain('3 tin được gửi lại');
    const rows = await t.db
      .sql`select channel, address, state, attempts from outbox order by channel, address`;
    expect(rows.map((one) => `${one.channel} ${one.address} ${one.state} ${one.attempts}`)).toEqual([
      'email a@xa.example waiting 0',
      'email b@xa.example waiting 0',
      'zalo_zns 0912345678 failed 8',
    ]);
    const [audit] = await t.db.sql`select count(*)::int as count from audit where action = 'outbox.retry'`;
    expect(audit?.count).toBe(3);
  });
});

describe('templates in administration', () => {
  let t: TestService;
  let nation: PageBrowser;
  beforeAll(async () => {
    t = await startTestService({ now: '2026-11-19 08:00' });
    await createPerson(t, { login: 'quantri', role: 'admin', area: '31' });
    nation = await pageBrowser(t, 'quantri');
  });
  afterAll(() => t.stop());

  it('show what a person gets: subject, small screen, text, and HTML in a frame', async () => {
    const { status, text } = await nation.get('/quan-tri/mau-thu?kind=gap_deadline');
    expect(status).toBe(200);
    expect(text).toContain('hiện có 4/16');
    expect(text).toContain(
      '<iframe class="mail" src="/quan-tri/mau-thu/xem?kind=gap_deadline&amp;language=vi&amp;shape=one" sandbox',
    );
  });

  it('show many summed, an end, and English', async () => {
    const many = (await nation.get('/quan-tri/mau-thu?kind=record_missing&shape=many')).text;
    expect(many).toContain('Chưa gửi báo cáo: 8 đơn vị.');
    expect((await nation.get('/quan-tri/mau-thu?kind=network_down&shape=ended')).text).toContain(
      'đã kết nối mạng trở lại',
    );
    expect((await nation.get('/quan-tri/mau-thu?kind=job_failed&language=en')).text).toContain(
      'The job “Work out statuses” failed',
    );
  });

  it('keep the policy of the page strict, and that of the frame its own', async () => {
    const cookie = { accept: 'text/html' };
    const page = await fetch(`${t.address}/quan-tri/mau-thu`, { headers: cookie });
    expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(page.headers.get('content-security-policy')).not.toContain('unsafe-inline');
    const { token } = await t.caller('admin', '*');
    const mail = await fetch(`${t.address}/quan-tri/mau-thu/xem?kind=regressed`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(mail.headers.get('content-security-policy')).toMatch(/^default-src 'none'.*sandbox$/);
    expect(await mail.text()).toContain('<!doctype html><html lang="vi">');
  });
});
