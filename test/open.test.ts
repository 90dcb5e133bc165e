import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WebhookKind } from '../src/channels/webhook-kinds.ts';
import { createWebhook, disableWebhook } from '../src/channels/webhooks.ts';
import { gatherEvents } from '../src/events/gather.ts';
import { createVault } from '../src/secrets/vault.ts';
import { registryOf } from './support/admin.ts';
import { LOOPBACK } from './support/calls.ts';
import { startReceiver } from './support/receiver.ts';
import { greenValues } from './support/records.ts';
import { type Caller, SECRET_KEY, startTestService, type TestService } from './support/service.ts';

/** What others can take from us: events, views. */

const DAY = '2025-10-15';
const UNIT = '11737';
const OTHER = '10507';

let t: TestService;
let department: Caller;

beforeAll(async () => {
  t = await startTestService({ now: `${DAY} 09:00`, config: { outgoingAllow: LOOPBACK } });
  department = await t.caller('department', '31');
});
afterAll(() => t.stop());

const hook = async (area: string, kinds: WebhookKind[], url = 'https://lgsp.example/px') => {
  const author = { now: t.clock.now(), kind: 'shell', actor: 'root', source: 'shell' } as const;
  const one = { name: `${area} ${kinds}`, url, area, kinds };
  return await createWebhook(t.db.orm, createVault(SECRET_KEY), author, one, LOOPBACK);
};
const record = async (locality: string, have: number, day = DAY) =>
  await department.post('/api/v1/records', {
    locality,
    day,
    values: { ...greenValues(await registryOf(t.db), day), 'equipment.computer': { have, need: 9 } },
  });
const sentTo = async (id: number) => {
  const rows = await t.db.sql<{ content: { events: { kind: string; area: string }[] } }[]>`
    select content from outbox where about = 'events' and address = ${String(id)} order by created_at, id`;
  return rows.map(({ content }) => content.events.map(({ kind, area }) => `${kind} ${area}`));
};

describe('events', () => {
  it('are written while somebody asks for them, and reach nobody of another area', async () => {
    expect((await record(UNIT, 1)).status).toBe(201);
    expect(await t.db.sql`select from event`).toHaveLength(0);

    const province = await hook('31', ['record']);
    const unit = await hook(UNIT, ['record', 'status', 'review']);
    const another = await hook('01', ['record', 'status', 'review', 'report', 'task']);
    const alerts = await hook('31', ['alert']);
    await record(UNIT, 2);
    await record(OTHER, 2);
    // The same again is nothing that happened, and what is refused neither.
    await record(UNIT, 2);
    expect((await record(UNIT, -1)).status).toBe(422);
    const registry = await registryOf(t.db);
    expect(await gatherEvents(t.db.sql, registry, t.clock.now())).toBe(2);
    expect(await gatherEvents(t.db.sql, registry, t.clock.now())).toBe(0);
    expect(await sentTo(province.id)).toEqual([[`record ${UNIT}`, `record ${OTHER}`]]);
    expect((await sentTo(unit.id)).flat()).toContain(`record ${UNIT}`);
    expect((await sentTo(unit.id)).flat().join()).not.toContain(OTHER);
    expect([await sentTo(another.id), await sentTo(alerts.id)]).toEqual([[], []]);
    const author = { now: t.clock.now(), kind: 'shell', actor: 'root', source: 'shell' } as const;
    for (const { id } of [province, unit, another, alerts]) await disableWebhook(t.db.orm, author, id);
    await t.db.sql`update outbox set state = 'dropped'`;
  });

  it('are signed, told by the names of the API, and two hundred a message at most', async () => {
    const receiver = await startReceiver();
    await hook('*', ['record', 'status', 'review', 'report'], `${receiver.url}/px`);
    await t.db.sql`insert into mark (locality, indicator, set_on, state, value, reason, by, at)
      values (${UNIT}, 'network.lan', ${DAY}, 'questioned', 'true', 'Chưa thấy mạng', 'A', now())`;
    const draft = await department.post('/api/v1/reports', { kind: 'daily', province: '31', day: DAY });
    expect(draft.status).toBe(201);
    await record(UNIT, 3);
    await record('10525', 3);
    const day = '2025-10-14';
    await t.db.sql`insert into record (locality, day, revision, received_at, by, channel, "values")
      select code, ${day}, 1, now(), 'x', 'api', '{"network.lan": true}' from locality where province = '01' or code like '1%'`;
    t.clock.set(`${DAY} 09:01`);
    await t.tick();
    await receiver.stop();
    const bodies = receiver.received.map(({ body, headers }) => {
      expect(headers['webhook-signature']).toMatch(/^v1,/);
      return JSON.parse(body);
    });
    expect(bodies.length).toBeGreaterThan(1);
    const events = bodies.flatMap(({ type, data }) => (type === 'events' ? data.events : []));
    for (const { data } of bodies) expect(data.events.length).toBeLessThanOrEqual(200);
    events.sort((a: { id: number }, b: { id: number }) => a.id - b.id);
    const of = (kind: string, area: string) =>
      events.find((one: { kind: string; area: string }) => one.kind === kind && one.area === area);
    expect(of('record', UNIT)).toMatchObject({
      area: UNIT,
      locality: { code: UNIT, province: '31' },
      record: { day: DAY, revision: 3, channel: 'api' },
      at: expect.stringMatching(/\+07:00$/),
    });
    expect(of('review', UNIT).review).toEqual({
      indicator: 'network.lan',
      state: 'questioned',
      day: DAY,
      reason: 'Chưa thấy mạng',
    });
    expect(of('report', '31')).toMatchObject({
      locality: null,
      report: { kind: 'daily', state: 'draft', version: 1 },
    });
    expect(new Set(events.map((one: { kind: string }) => one.kind))).toEqual(
      new Set(['record', 'review', 'report', 'status']),
    );
    expect(new Set(events.map((one: { id: number }) => one.id)).size).toBe(events.length);
  });
});

describe('events of tasks', () => {
  it('tell progress, claims, decisions, deadlines and ends, in the area of the plan or of the unit', async () => {
    const { sql } = t.db;
    const { id } = await hook('31', ['task']);
    const at = `${DAY}T09:00:00+07:00`;
    const [plan] = await sql<
      { id: number }[]
    >`insert into plan (code, province, kind, title, standing, created_at, created_by)
      values ('kh-su-kien', '31', 'ke_hoach', 'Kế hoạch', 'so-khcn', ${at}, 'A') returning id`;
    const columns = await sql<{ name: string; type: string }[]>`select column_name as name, data_type as type
      from information_schema.columns where table_name = 'task' and is_nullable = 'NO' and column_default is null
        and is_identity = 'NO' and column_name not in ('plan', 'no', 'created_at')`;
    const filling = Object.fromEntries(
      columns.map(({ name, type }) => [name, type === 'ARRAY' ? [] : type === 'text' ? 'x' : 1]),
    );
    const [task] = await sql<
      { id: number }[]
    >`insert into task ${sql({ ...filling, plan: plan?.id ?? 0, no: '7', created_at: at })} returning id`;
    const of = task?.id ?? 0;
    await sql`insert into task_deadline (task, as_written, last_day, reason, at, by) values (${of}, 'x', ${DAY}, null, ${at}, 'A'),
      (${of}, 'y', '2025-11-30', 'Chờ giá', ${at}, 'A')`;
    await sql`insert into task_note (task, locality, text, at, by) values (${of}, ${UNIT}, 'x', ${at}, 'A')`;
    await sql`insert into task_claim (task, done_on, products, at, by) values (${of}, ${DAY}, '[]', ${at}, 'A')`;
    await sql`update task_claim set accepted = false, reason = 'Thiếu', decided_at = ${at}, decided_by = 'B' where task = ${of}`;
    await sql`update task set cancelled_at = ${at}, cancelled_by = 'B', cancel_reason = 'Gộp' where id = ${of}`;
    await gatherEvents(sql, await registryOf(t.db), t.clock.now());
    const [row] = await sql<{ content: { events: { area: string; subject: object }[] } }[]>`
      select content from outbox where address = ${String(id)} and about = 'events'`;
    const own = { id: of, plan: 'kh-su-kien', no: '7' };
    expect(row?.content.events.map(({ area, subject }) => [area, subject])).toEqual([
      ['31', { ...own, what: 'deadline', lastDay: '2025-11-30', reason: 'Chờ giá' }],
      [UNIT, { ...own, what: 'progress' }],
      ['31', { ...own, what: 'claimed', day: DAY }],
      ['31', { ...own, what: 'rejected', day: DAY, reason: 'Thiếu' }],
      ['31', { ...own, what: 'cancelled', reason: 'Gộp' }],
    ]);
  });
});

describe('the schema `export`', () => {
  it('has the views and columns that it promises', async () => {
    const rows = await t.db.sql<{ view: string; columns: string }[]>`
      select table_name as view, string_agg(column_name || ' ' || udt_name, ', ' order by ordinal_position) as columns
      from information_schema.columns where table_schema = 'export' group by 1 order by 1`;
    expect(Object.fromEntries(rows.map(({ view, columns }) => [view, columns]))).toEqual({
      alert:
        'id int8, kind text, programme text, area text, province text, subject text, state text, opened_at timestamptz, resolved_at timestamptz, resolution text',
      condition_status: 'programme text, province text, locality text, day date, condition text, state text',
      day_summary:
        'programme text, province text, day date, localities int4, green int4, yellow int4, red int4, grey int4, received int4, percent_green numeric',
      gap: 'programme text, province text, locality text, day date, indicator text, state text, since date, have numeric, need numeric, missing numeric',
      indicator:
        'code text, condition text, kind text, name_vi text, name_en text, unit text, agency text, required bool, threshold float8, direction text, valid_from date, valid_to date',
      locality:
        'code text, province text, name text, type text, valid_from date, valid_to date, longitude float8, latitude float8',
      programme: 'code text, name_vi text, name_en text, starts_on date, ends_on date',
      province: 'code text, name text',
      record: 'locality text, province text, day date, revision int4, received_at timestamptz, channel text',
      report:
        'id int8, kind text, province text, programme text, period_from date, period_to date, version int4, state text, submitted_at timestamptz, approved_at timestamptz',
      status:
        'programme text, province text, locality text, day date, colour text, percent numeric, required int2, met int2, given int2, received_at timestamptz',
      value:
        'locality text, province text, day date, indicator text, yes bool, number numeric, have numeric, need numeric, date date',
    });
  });

  it('says what the API says', async () => {
    const { body } = await department.get(`/api/v1/status?day=${DAY}&limit=5000`);
    const { sql } = t.db;
    const summary = await sql`select green, yellow, red, grey, localities from export.day_summary
      where day = ${DAY} and province = '31'`;
    const status = await sql`select locality, colour, percent::float8 from export.status
      where day = ${DAY} and province = '31' order by locality`;
    const value = await sql`select have::int, need::int from export.value
      where locality = ${UNIT} and day = ${DAY} and indicator = 'equipment.computer'`;
    for (const view of [
      'gap',
      'condition_status',
      'record',
      'alert',
      'report',
      'indicator',
      'programme',
      'locality',
    ])
      expect(await sql`select count(*)::int from export.${sql(view)}`).toHaveLength(1);
    const { green, yellow, red, grey } = body.summary;
    expect([...summary]).toEqual([{ green, yellow, red, grey, localities: body.items.length }]);
    expect([...status]).toEqual(
      body.items.map((one: { locality: { code: string }; colour: string; percent: number | null }) => ({
        locality: one.locality.code,
        colour: one.colour,
        percent: one.percent,
      })),
    );
    expect([...value]).toEqual([{ have: 3, need: 9 }]);
  });
});

describe('what anybody may read', () => {
  const anybody = async (path: string, headers: Record<string, string> = {}) => {
    const answer = await fetch(t.address + path, { headers });
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  };
  const settle = async (caller: Caller, on: boolean, province = '31', more: object = {}) =>
    await caller.post(`/api/v1/open/${province}/settings`, {
      on,
      licence: 'CC BY 4.0',
      publisher: 'Sở Khoa học và Công nghệ',
      ...more,
    });
  const PATHS = [
    '/cong-khai/31',
    '/api/v1/open/31',
    '/api/v1/open/31?format=csv',
    '/api/v1/open/31/dictionary',
  ];

  it('is nothing until a province is opened, and nothing again once it is closed', async () => {
    const admin = await t.caller('admin', '31');
    for (const path of PATHS) expect([path, (await anybody(path)).status]).toEqual([path, 404]);
    expect((await settle(department, true)).status).toBe(403);
    expect((await settle(await t.caller('admin', '01'), true)).status).toBe(422);
    expect((await settle(admin, true, '99')).status).toBe(422);
    expect((await settle(admin, true, '31', { licence: ' ' })).status).toBe(422);
    for (const path of PATHS) expect([path, (await anybody(path)).status]).toEqual([path, 404]);

    expect(await settle(admin, true)).toMatchObject({
      status: 200,
      body: { on: true, licence: 'CC BY 4.0' },
    });
    for (const path of PATHS) expect([path, (await anybody(path)).status]).toEqual([path, 200]);
    for (const path of [
      '/cong-khai/01',
      '/cong-khai/hai-phong',
      '/api/v1/open/01',
      '/api/v1/open/*',
      '/api/v1/open/31x',
    ])
      expect([path, (await anybody(path)).status]).toEqual([path, 404]);
    const { body } = await admin.get('/api/v1/audit?limit=1');
    expect(body.items[0]).toMatchObject({
      action: 'open_data.set',
      target: '31',
      area: '31',
      after: { on: true },
    });

    await settle(admin, false);
    for (const path of PATHS) expect([path, (await anybody(path)).status]).toEqual([path, 404]);
    await settle(admin, true);
  });

  it('is how the province stands, each field said, and no person', async () => {
    const { body } = await department.get('/api/v1/status?province=31&limit=5000');
    const { text } = await anybody('/api/v1/open/31');
    const open = JSON.parse(text);
    expect(open).toMatchObject({
      province: '31',
      day: DAY,
      licence: 'CC BY 4.0',
      publisher: 'Sở Khoa học và Công nghệ',
    });
    expect(open.summary).toEqual(body.summary);
    expect(
      open.localities.map((one: { code: string; colour: string; percent: number }) => [
        one.code,
        one.colour,
        one.percent,
      ]),
    ).toEqual(
      body.items.map((one: { locality: { code: string }; colour: string; percent: number }) => [
        one.locality.code,
        one.colour,
        one.percent,
      ]),
    );
    const csv = (await anybody('/api/v1/open/31?format=csv')).text.replace('\uFEFF', '').split('\r\n');
    expect(csv[0]?.split(',')).toEqual(open.dictionary.map((one: { field: string }) => one.field));
    expect(csv).toHaveLength(open.localities.length + 2);
    const page = (await anybody('/cong-khai/31', { accept: 'text/html' })).text;
    expect(page).toContain('Sở Khoa học và Công nghệ');
    expect(page).toContain('CC BY 4.0');
    for (const one of [text, page, csv.join()]) {
      expect(one).not.toMatch(/officer|department 31|đồng|Chưa thấy mạng|@/);
    }
  });

  it('may be kept for a minute, and is told apart by its tag', async () => {
    for (const path of PATHS) {
      const { headers } = await anybody(path);
      const etag = headers.get('etag') ?? '';
      expect([path, headers.get('cache-control')]).toEqual([path, 'public, max-age=60']);
      const again = await anybody(path, { 'if-none-match': etag });
      expect([path, again.status, again.text]).toEqual([path, 304, '']);
      expect((await anybody(path, { 'if-none-match': '"other"' })).status).toBe(200);
      for (const held of [`"other", W/${etag}`, '*'])
        expect([held, (await anybody(path, { 'if-none-match': held })).status]).toEqual([held, 304]);
    }
    expect((await anybody('/cong-khai/01')).headers.get('cache-control')).toBe('no-store');
    // A sign-in cookie makes no difference to what is kept.
    const english = await anybody('/cong-khai/31', { cookie: 'language=en' });
    expect(english.headers.get('etag')).not.toBe((await anybody('/cong-khai/31')).headers.get('etag'));
    expect(english.headers.get('vary')).toMatch(/cookie/i);
  });
});

describe('lists of the API', () => {
  it('are files, too, each of them', async () => {
    const { paths } = t.service.server.swagger() as unknown as {
      paths: Record<
        string,
        {
          get?: {
            parameters?: { name: string; required?: boolean; schema: { enum?: string[] } }[];
            responses: object;
          };
        }
      >;
    };
    const lists = Object.entries(paths).filter(([path, { get }]) => {
      const answer = JSON.stringify((get?.responses as Record<string, unknown> | undefined)?.['200'] ?? {});
      return path.startsWith('/api/v1/') && /"items":\{"type":"array"/.test(answer);
    });
    expect(lists.length).toBeGreaterThan(15);
    const without = lists.filter(
      ([, { get }]) =>
        !get?.parameters?.some(({ name, schema }) => name === 'format' && schema.enum?.includes('csv')),
    );
    expect(without.map(([path]) => path)).toEqual([]);
    const admin = await t.caller('admin', '*');
    const other = ['/api/v1/open/{province}/dictionary'];
    for (const [path, { get }] of lists.filter(([path]) => !other.includes(path))) {
      const address = path.replace(/\{(code|locality)\}/, UNIT).replace('{indicator}', 'network.lan');
      // What has to be named with them is another test's.
      if (address.includes('{') || get?.parameters?.some(({ name, required }) => required && name !== 'q'))
        continue;
      const asked = address.endsWith('/search') ? '&q=mang' : '';
      const answer = await admin.get(`${address}?format=csv${asked}`);
      expect([path, answer.status, answer.headers.get('content-type')]).toEqual([
        path,
        200,
        'text/csv; charset=utf-8',
      ]);
      expect([path, answer.body.slice(0, 200)]).toEqual([path, expect.stringMatching(/^\uFEFF?[^,\r]+,/)]);
    }
  });

  it('have a line an item and a column a field, and say how to go on', async () => {
    const lines = async (query: string) => {
      const { headers, body } = await department.get(query);
      return {
        link: headers.get('link'),
        lines: (body as string).replace('\uFEFF', '').trimEnd().split('\r\n'),
      };
    };
    const { body } = await department.get(`/api/v1/status?day=${DAY}&limit=5000`);
    const all = await lines(`/api/v1/status?day=${DAY}&format=csv`);
    expect(all.lines).toHaveLength(body.items.length + 1);
    expect(all.lines[0]).toMatch(/^locality\.code,locality\.name,locality\.type,locality\.province,/);
    expect(all.link).toBeNull();
    const two = await lines(`/api/v1/status?day=${DAY}&format=csv&limit=2`);
    expect(two.lines).toEqual(all.lines.slice(0, 3));
    const next = /^<(.*)>; rel="next"$/.exec(two.link ?? '')?.[1] ?? '';
    expect((await lines(next)).lines[1]).toBe(all.lines[3]);
    const records = await lines(`/api/v1/records?locality=${UNIT}&format=csv`);
    expect(records.lines[0]).toContain('values.equipment.computer.have,values.equipment.computer.need');
    expect((await department.get('/api/v1/records?format=pdf')).status).toBe(422);
  });
});
