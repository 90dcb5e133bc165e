import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { readCall } from '../src/admin/run.ts';
import type { KindOf } from '../src/alerts/kind.ts';
import type { createService } from '../src/app.ts';
import type { connect } from '../src/db/connect.ts';
import type { migrate } from '../src/db/migrate.ts';
import { LOOPBACK } from './support/calls.ts';
import { createTestDatabase, type TestDatabase } from './support/database.ts';
import { type Copy, copyOfSources } from './support/made-up/copy.ts';
import { type PageBrowser, pageBrowser } from './support/page-browser.ts';
import { createPerson } from './support/person.ts';
import { type Receiver, startReceiver } from './support/receiver.ts';
import { startTestService, type TestService } from './support/service.ts';

const text = (name: string) => readFile(join(import.meta.dirname, 'support/made-up', name), 'utf8');

/**
 * A kind of alert and a channel that nobody has thought of, each in one file, its line in its list, and a migration
 * with the ladder: the sources are copied, these are added, all is compiled with its types, and it works.
 */
describe('a kind of alert and a channel that are added', () => {
  let copy: Copy;
  let database: TestDatabase;
  let gateway: Receiver;
  let t: TestService;
  let admin: PageBrowser;
  beforeAll(async () => {
    copy = await copyOfSources();
    await copy.add('src/channels/sms.ts', await text('sms.ts.txt'));
    await copy.enlist('src/channels/all.ts', 'const ALL = [', 'sms', './sms.ts');
    await copy.add('src/alerts/kinds/no-leader.ts', await text('no-leader.ts.txt'));
    await copy.enlist('src/alerts/kinds/all.ts', 'const ALL = [', 'noLeader', './no-leader.ts');
    await copy.enlist('src/alerts/watches/all.ts', 'return [', 'noLeaderWatch', '../kinds/no-leader.ts');
    await copy.compile();
    type Kind = { noLeader: KindOf<'no_leader', unknown> };
    const { ladder } = (await copy.load<Kind>('alerts/kinds/no-leader.js')).noLeader;
    await copy.migration(
      '9999_no_leader',
      `insert into ladder (programme, kind, steps, settings, created_at, created_by)
        values ('*', 'no_leader', '${JSON.stringify(ladder.steps)}', '{}', now(), 'phu-xanh');`,
    );
    database = await createTestDatabase();
    await (await copy.load<{ migrate: typeof migrate }>('db/migrate.js')).migrate(database.connection);
    const db = (await copy.load<{ connect: typeof connect }>('db/connect.js')).connect(database.connection);
    gateway = await startReceiver();
    t = await startTestService({
      now: '2026-11-19 09:00',
      on: { ...database, db },
      config: { outgoingAllow: LOOPBACK },
      create: (await copy.load<{ createService: typeof createService }>('app.js')).createService,
    });
    await createPerson(t, { login: 'goc', role: 'admin', area: '*' });
    admin = await pageBrowser(t, 'goc');
    // All sources are compiled with their types, which a busy machine takes minutes for.
  }, 400_000);
  afterAll(async () => {
    await t?.stop();
    await t?.db.close();
    await gateway?.stop();
    await database?.drop();
    await copy?.remove();
  });

  it('are found where either is set up: pages, shell and metrics', async () => {
    const list = (await admin.get('/quan-tri/kenh')).text;
    expect(list).toContain('Tin nhắn SMS');
    const page = await admin.get('/quan-tri/kenh/sms');
    for (const word of ['Cổng tin nhắn của nhà mạng', 'Địa chỉ cổng', 'name="key"', 'name="address"'])
      expect(page.text).toContain(word);
    expect((await admin.get('/quan-tri/quy-trinh-nhac')).text).toContain('Chưa có lãnh đạo nhận tin');
    expect((await admin.get('/quan-tri/quy-trinh-nhac/no_leader')).text).toContain('qua SMS');
    expect((await admin.get('/canh-bao')).text).toContain('>Chưa có lãnh đạo nhận tin</option>');
    expect((await admin.get('/quan-tri/mau-thu?kind=no_leader')).text).toContain('Hiện có 1 cán bộ');
    const metrics = await (await fetch(`${t.address}/metrics`)).text();
    expect(metrics).toContain('phuxanh_channel_failing{channel="sms"} 0');
    expect(metrics).toContain('phuxanh_outbox_messages{channel="sms",state="waiting"} 0');
    const shell = await copy.load<{ readCall: typeof readCall }>('admin/run.js');
    const help = shell.readCall(['channel', 'set', '--help']);
    expect(help).toMatchObject({
      help: expect.stringMatching(/CHANNEL .* or sms$[\s\S]*--secrets FILE .*, key;/m),
    });
  });

  it('tell: opened by its watch, sent by the channel, shown on pages, ended and told of its end', async () => {
    const set = await admin.post('/quan-tri/kenh/sms', { url: `${gateway.url}/send`, key: 'k-1' });
    expect(set.status).toBe(303);
    await t.db.sql`insert into contact (locality, name, position, phone, role)
      values ('11737', 'Nguyễn Văn An', 'công chức', '0912 345 678', 'officer')`;
    await t.tick();
    const [opened] = await t.db.sql`select id, area, facts from alert where kind = 'no_leader'`;
    expect(opened).toMatchObject({ area: '11737', facts: { officers: 1 } });
    expect(
      gateway.received.map(({ path, headers, body }) => [path, headers.authorization, JSON.parse(body)]),
    ).toEqual([
      [
        '/send',
        'Bearer k-1',
        { to: '84912345678', text: expect.stringContaining('chưa có lãnh đạo nhận tin') },
      ],
    ]);
    const story = (await admin.get(`/canh-bao/${opened?.id}`)).text;
    expect(story).toContain('chưa có lãnh đạo nhận tin');
    expect(story).toContain('SMS');
    const answer = await (await t.caller('admin', '*')).get('/api/v1/alerts?kind=no_leader');
    expect(answer.body.items).toMatchObject([{ kind: 'no_leader', state: 'open' }]);

    await t.db.sql`insert into contact (locality, name, position, phone, role)
      values ('11737', 'Trần Thị Bình', 'chủ tịch', '0912 345 679', 'leader')`;
    t.clock.set('2026-11-19 09:05');
    await t.tick();
    const ended = await t.db.sql`select state, resolution from alert where kind = 'no_leader'`;
    expect(ended).toMatchObject([{ state: 'resolved', resolution: 'filled' }]);
    expect(JSON.parse(gateway.received.at(-1)?.body ?? '{}').text).toContain('đã có lãnh đạo nhận tin');
  });
});
