import { afterAll, beforeAll, expect, it } from 'vitest';
import { lockCurrent } from '../../../src/intake/store.ts';
import { markValues } from '../../../src/review/mark.ts';
import { admin } from '../admin.ts';
import { addContact } from '../alerting.ts';
import type { TestDatabase } from '../database.ts';
import { type MailServer, type ReceivedMail, startMailServer } from '../mail-server.ts';
import { greenValues } from '../records.ts';
import { type Caller, createCaller, startTestService, type TestService } from '../service.ts';
import { type Switch, startSwitch } from '../switch.ts';
import { differences, type Observed, readSaid } from './observe.ts';
import { Plan, type Report } from './plan.ts';
import { type Alert, type Person, Should } from './should.ts';
import { at, dayAt, isWorkday, MADE_UP, MINUTE, plusDays, show } from './time.ts';

/**
 * A month of all of Hải Phòng, with Tết in it: who reports when, what breaks, who is asked to be silent. What
 * should be said is worked out twice: by the service, and by `Should`, which knows the words of the design alone.
 * Told up to a day: the whole of it ends on 2 March.
 */

const SEED = Number(process.env.MONTH_SEED ?? 20_260_202);
const FIRST = '2026-02-01';
const DEADLINE = '2026-02-20';
/** The network of the province is cut from this time on, until the next morning. */
const CUT_OFF = '2026-02-05 10:00';
/** Our own service is off. */
const SERVICE_OFF = ['2026-02-11 09:00', '2026-02-12 05:00'] as const;
/** Days of which somebody remembers afterwards that they were none of work. */
const DAYS_OFF_LATE: Record<string, string> = { '2026-02-05': '2026-02-04', '2026-02-26': '2026-02-25' };
/** Days off of which somebody remembers afterwards that they were made days of work. */
const DAYS_MADE_LATE: Record<string, string> = { '2026-02-09': '2026-02-07', '2026-02-24': '2026-02-21' };
/** From a day on more is asked of some than they can have; some days later it is as it was. */
const ASKED_MORE = { told: '2026-02-09', from: '2026-02-10' };
const ASKED_LESS = { told: '2026-02-23', from: '2026-02-24' };
const MAIL_OFF = ['2026-02-23 06:00', '2026-02-23 15:10'] as const;

/**
 * When the scheduler has a round. Between two of these only reports change anything, so a round of every minute
 * would find nothing more to say, only sooner: each time at which a rule turns has one (the office opens and
 * closes, warnings begin, an hour of silence is full, the day closes), with some between.
 */
const ROUNDS = ['07:30', '10:00', '14:30', '15:00', '15:30', '16:01', '17:00', '20:00'];
const ROUNDS_OFF_DUTY = ['12:00'];

let t: TestService;
let mail: MailServer;
let line: Switch;
let department: Caller;
let should: Should;
let plan: Plan;
const observed: Observed[] = [];
const begun = performance.now();

export function tellUntil(lastDay: string): void {
  beforeAll(async () => {
    mail = await startMailServer();
    line = await startSwitch(mail.url);
    t = await start(`${FIRST} 08:00`);
    department = await t.caller('department', '31');
    await t.db.sql`
    insert into calendar_day (scope, day, kind, name_vi, status, source)
    values ('VN', ${MADE_UP}, 'makeup_workday', 'Làm bù', 'confirmed', 'test') on conflict do nothing`;
    // The story is of records; what is said of reports stands in reports-scheduled.
    await t.db.sql`update report_schedule set deadline = 'draft', monthly = 'draft', half_yearly = 'draft'`;
    await t.db.sql`update programme_settings set deadline = ${DEADLINE}`;
    // Reports that are drafted by themselves have tests of their own.
    await t.db
      .sql`update report_schedule set daily = 'off', deadline = 'off', monthly = 'off', half_yearly = 'off'`;
    await t.db.sql`update registry_version set version = version + 1`;
    const registry = await t.service.registry.fresh();
    const codes = [...registry.localities.values()]
      .filter((one) => one.province === '31')
      .map((one) => one.code);
    const people = peopleOf(codes);
    for (const { address, role, area } of people)
      await addContact(t.db, {
        ...(area === '31' ? { province: area } : area === '*' ? {} : { locality: area }),
        ...{ name: address, email: address, role },
      });
    for (const { address, perDay, area } of people)
      if (perDay !== undefined)
        await t.db.sql`
        insert into delivery_preference (recipient, area, language, channels, quiet_from, quiet_until, per_day, updated_at, updated_by)
        values (${address}, ${area}, 'vi', '{email}', '21:00', '06:00', ${perDay}, now(), 'test')`;
    const indicators = Object.keys(greenValues(registry, FIRST));
    should = new Should({
      ...{ province: '31', codes, indicators, people, firstDay: FIRST, lastDay },
      ...{ deadline: DEADLINE, daysAhead: 14 },
    });
    plan = new Plan(SEED, codes);
  });
  afterAll(async () => {
    await t.service.close();
    await t.drop();
    await line.off();
    await mail.stop();
  });

  it('says to everybody what he should hear, once, and nothing else', async () => {
    for (let day = FIRST; day <= lastDay; day = plusDays(day, 1)) {
      const rounds = isWorkday(day) ? ROUNDS : ROUNDS_OFF_DUTY;
      const todo: [time: number, what: () => Promise<void>][] = [];
      for (const [now, reports] of plan.reportsOf(day, { cutOff: CUT_OFF, off: SERVICE_OFF }))
        todo.push([now, () => send(now, reports)]);
      for (const [time, act] of actionsOf(day))
        todo.push([at(`${day} ${time}`), () => act(at(`${day} ${time}`))]);
      if (dayAt(at(SERVICE_OFF[1])) === day) todo.push([at(SERVICE_OFF[1]), () => wake(at(SERVICE_OFF[1]))]);
      for (const time of rounds) todo.push([at(`${day} ${time}`), () => round(at(`${day} ${time}`))]);
      todo.sort(([a], [b]) => a - b);
      for (const [now, act] of todo) if (!isOff(now, SERVICE_OFF)) await act();
    }
    const wrong = differences(should.said, observed);
    const kinds = new Map<string, number>();
    for (const { kind, what } of should.said)
      kinds.set(`${kind} ${what}`, (kinds.get(`${kind} ${what}`) ?? 0) + 1);
    console.info(
      `seed ${SEED}: ${should.alerts.length} alerts, ${should.said.length} things said in ${mail.received.length} messages, ${Math.round(performance.now() - begun)} ms\n` +
        [...kinds]
          .map(([kind, count]) => `  ${kind}: ${count}`)
          .sort()
          .join('\n'),
    );
    expect(wrong.join('\n')).toBe('');
  }, 900_000);

  it('in messages that each went out once, and name what they are about', async () => {
    const rows = await t.db.sql<{ id: string; address: string; state: string }[]>`
    select id, address, state from outbox order by created_at`;
    const idOf = (one: ReceivedMail) => one.header('message-id')?.replace(/^<|@.*$/g, '') ?? '';
    const sent = rows.filter((one) => one.state === 'sent').map((one) => `${one.id} ${one.address}`);
    expect(mail.received.map((one) => `${idOf(one)} ${one.to.join()}`).sort()).toEqual(sent.sort());
    expect(rows.filter((one) => ['failed', 'sending'].includes(one.state))).toEqual([]);

    const { localities } = await t.service.registry.fresh();
    const texts = new Map(mail.received.map((one) => [idOf(one), one.text.replace(/\s+/g, ' ')]));
    const unnamed = observed.filter(({ message = '', area }) => {
      const name = localities.get(area)?.names.at(-1)?.name;
      // Of many places a message names the first thirty.
      return name && !texts.get(message)?.includes(name) && !texts.get(message)?.includes('đơn vị khác');
    });
    expect(unnamed).toEqual([]);
  });
}

async function start(now: string, on?: TestDatabase): Promise<TestService> {
  const config = { smtpUrl: `smtp://127.0.0.1:${line.port}` };
  return await startTestService({ now, config, ...(on && { on }) });
}

/** An officer and a leader each; one officer has two localities, one locality two officers. */
function peopleOf(codes: readonly string[]): Person[] {
  const [first = '', second = ''] = codes;
  return [
    ...codes.map(
      (area): Person => ({
        address: `cb-${area === second ? first : area}@xa.example`,
        role: 'officer',
        area,
      }),
    ),
    { address: `cb2-${first}@xa.example`, role: 'officer', area: first },
    ...codes.map((area): Person => ({ address: `ld-${area}@xa.example`, role: 'leader', area })),
    { address: 'so-1@so.example', role: 'department', area: '31' },
    { address: 'so-2@so.example', role: 'department', area: '31', perDay: 2 },
    { address: 'truc@so.example', role: 'operator', area: '*' },
  ];
}

const isOff = (now: number, [from, until]: readonly [string, string]) => at(from) <= now && now < at(until);
const clockTo = (now: number) => t.clock.set(new Date(now * MINUTE));

async function round(now: number): Promise<void> {
  clockTo(now);
  const mailIsUp = !isOff(now, MAIL_OFF);
  if (mailIsUp) await line.on();
  else await line.off();
  await t.tick();
  observed.push(...(await readSaid(t.db.sql, now)));
  should.round(now, mailIsUp);
}

/** The service starts again where it stopped. */
async function wake(now: number): Promise<void> {
  const { db, connection, drop } = t;
  await t.service.close();
  t = await start(show(now), { db, connection, drop });
  department = createCaller(t.address, department.token);
  await round(now);
}

async function send(now: number, all: readonly Report[]): Promise<void> {
  clockTo(now);
  // Nobody sends what is of a day that was declared off since.
  const reports = all.filter(({ day }) => isWorkday(day));
  if (reports.length === 0) return;
  const registry = await t.service.registry.fresh();
  const records = reports.map(({ code: locality, day, bad, certificates }) => ({
    ...{ locality, day },
    values: {
      ...greenValues(registry, day),
      'certificate.personal': { have: certificates, need: certificates },
      ...Object.fromEntries(
        [...bad].map((lack) => [lack, lack === 'equipment.scanner' ? { have: 1, need: 5 } : false]),
      ),
    },
  }));
  const { status, body } = await department.post('/api/v1/records/batch', { records });
  expect({ status, rejected: body.rejected, unchanged: body.unchanged }).toEqual({
    status: 200,
    rejected: 0,
    unchanged: 0,
  });
  for (const { code, day, bad, certificates } of reports) should.report(code, day, now, bad, certificates);
  for (const { code } of reports) plan.sent(code, should.certificatesOf(code));
}

/** What reviewers, officers and the department do besides. */
function actionsOf(day: string): [time: string, act: (now: number) => Promise<void>][] {
  const acts: [string, (now: number) => Promise<void>][] = [];
  if (isWorkday(day) && day > '2026-02-03') {
    acts.push(['10:30', question], ['10:50', verify], ['11:30', takeOn], ['18:30', takeOn]);
  }
  const dayOff = DAYS_OFF_LATE[day];
  if (dayOff !== undefined)
    acts.push([
      '09:15',
      async (now) => {
        clockTo(now);
        await admin(t.db, t.clock.now(), 'calendar', 'set', dayOff, 'holiday', '--name', 'Nghỉ tránh bão');
        should.dayOff(dayOff);
      },
    ]);
  const dayMade = DAYS_MADE_LATE[day];
  if (dayMade !== undefined)
    acts.push([
      '09:40',
      async (now) => {
        clockTo(now);
        await admin(t.db, t.clock.now(), 'calendar', 'set', dayMade, 'makeup_workday', '--name', 'Làm bù');
        should.dayMade(dayMade);
      },
    ]);
  if (day === ASKED_MORE.told)
    acts.push([
      '11:15',
      (now) => ask(now, '99', ASKED_MORE.from, (code) => should.askMore(code, ASKED_MORE.from)),
    ]);
  if (day === ASKED_LESS.told)
    acts.push([
      '16:15',
      (now) => ask(now, '1', ASKED_LESS.from, (code) => should.askLess(code, ASKED_LESS.from)),
    ]);
  const typhoon = plan.typhoon;
  if (day === '2026-02-09')
    acts.push([
      '11:45',
      async (now) => {
        for (const area of typhoon) await silence(now, area, null, '2026-02-09 12:00', '2026-02-10 12:00');
      },
    ]);
  if (day === '2026-02-10')
    acts.push([
      '08:00',
      async (now) => {
        await silence(now, '31', 'gap_deadline', '2026-02-12 00:00', '2026-02-13 09:00');
        for (const area of typhoon.slice(0, 2))
          await silence(now, area, null, '2026-02-10 09:00', '2026-02-13 08:00');
      },
    ]);
  if (day === '2026-02-24') {
    let ended: () => Promise<void> = async () => {};
    acts.push([
      '12:50',
      async (now) => {
        const id = await silence(now, '31', null, '2026-02-24 13:00', '2026-02-24 18:00');
        ended = async () => {
          const { status } = await department.post(`/api/v1/silences/${id.id}/end`, {});
          expect(status).toBe(200);
          should.endSilence(id.known, at('2026-02-24 15:10'));
        };
      },
    ]);
    acts.push([
      '15:10',
      async (now) => {
        clockTo(now);
        await ended();
      },
    ]);
  }
  if (day === '2026-02-26')
    acts.push([
      '09:00',
      async (now) => {
        await silence(now, '31', 'record_due_soon', '2026-02-26 14:00', '2026-02-26 16:00');
      },
    ]);
  return acts;
}

/** What is asked of every ninth locality. */
async function ask(now: number, target: string, from: string, tell: (code: string) => void): Promise<void> {
  clockTo(now);
  for (const code of should.world.codes.filter((_, n) => n % 9 === 4)) {
    await admin(
      t.db,
      t.clock.now(),
      'requirement',
      'set',
      code,
      'certificate.personal',
      target,
      '--from',
      from,
    );
    tell(code);
  }
}

async function silence(
  now: number,
  area: string,
  kind: 'gap_deadline' | 'record_due_soon' | null,
  from: string,
  until: string,
) {
  clockTo(now);
  const iso = (text: string) => `${text.replace(' ', 'T')}:00+07:00`;
  const { status, body } = await department.post('/api/v1/silences', {
    ...{ area, kind, startsAt: iso(from), endsAt: iso(until), reason: 'Bão' },
  });
  expect(status).toBe(201);
  return { id: body.id as number, known: should.silence({ area, kind, from: at(from), until: at(until) }) };
}

async function mark(now: number, code: string, state: 'questioned' | 'verified'): Promise<void> {
  clockTo(now);
  const registry = await t.service.registry.fresh();
  const indicator = 'certificate.personal';
  await t.db.sql.begin(async (tx) => {
    const current = await lockCurrent(tx, [code]);
    const standing = current.get(code)?.[indicator];
    if (!standing) throw new Error(`${code} has said nothing yet.`);
    const author = { now: new Date(now * MINUTE), kind: 'person', actor: 'so', source: 'test' } as const;
    await markValues(
      tx,
      registry,
      [{ locality: code, indicator, ...standing }],
      { state, reason: 'Đề nghị kiểm tra' },
      current,
      author,
    );
  });
}
async function question(now: number): Promise<void> {
  for (const code of plan.toQuestion(now, (one) => should.isQuestioned(one))) {
    await mark(now, code, 'questioned');
    should.question(code, plan.certificatesOf(code), now);
  }
}
async function verify(now: number): Promise<void> {
  for (const code of plan.toVerify((one) => should.isQuestioned(one))) {
    await mark(now, code, 'verified');
    should.verify(code);
  }
}

/** Some of what is open is taken on; a promise broken is promised anew. */
async function takeOn(now: number): Promise<void> {
  clockTo(now);
  const kinds = [
    'gap_deadline',
    'regressed',
    'record_missing_streak',
    'value_questioned',
    'promise_passed',
  ] as const;
  const open = should.standing(...kinds).filter((one) => one.state === 'open');
  for (const [alert, days] of plan.toTakeOn(open)) {
    const id = await idOf(alert);
    const promisedOn = plusDays(dayAt(now), days);
    const { status } = await department.post(`/api/v1/alerts/${id}/acknowledgement`, {
      ...{ owner: 'Nguyễn Văn An', reason: 'Đang làm', promisedOn },
    });
    expect(status, `acknowledging ${alert.kind} of ${alert.area} at ${show(now)}`).toBe(200);
    should.acknowledge(alert, promisedOn);
  }
}

/** The service's own number of an alert that should be open. */
async function idOf({ kind, area, subject, work }: Alert): Promise<number> {
  const { body } = await department.get(`/api/v1/alerts?state=open&locality=${area}&kind=${kind}&limit=500`);
  const workId = work && (await idOfWork(work));
  const found = body.items.filter(
    (one: { subject: string }) => one.subject === (workId === null ? subject : String(workId)),
  );
  expect(found, `open ${kind} ${area} ${subject}`).toHaveLength(1);
  return found[0].id;
}

async function idOfWork({ kind, area, subject }: Alert): Promise<number> {
  const { body } = await department.get(
    `/api/v1/alerts?state=acknowledged&locality=${area}&kind=${kind}&limit=500`,
  );
  return body.items.find((one: { subject: string }) => one.subject === subject)?.id;
}
