import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Caller, createCaller, startTestService, type TestService } from './support/service.ts';

/**
 * Half a year of a plan of 300 tasks and 114 communes, lived day by day: what the service says each evening is held
 * against what one SQL statement makes of the raw facts, which knows nothing of the sources. Facts are made by a seed.
 */
const FIRST = '2025-07-01';
const DAYS = 184;
const PLAN = 'kh-nua-nam';
const AGENCIES = ['so-khcn', 'so-tai-chinh', 'ubnd-tinh', 'van-phong'];
const DEADLINES = [
  ...[
    'trước ngày 15/7/2025',
    'trước ngày 01/9/2025',
    'trước ngày 30/9/2025',
    'trước ngày 10 tháng 12 năm 2025',
  ],
  ...[
    'trong tháng 8 năm 2025',
    'trong tháng 11 năm 2025',
    'Quý 3/2025',
    'Quý 4/2025',
    'năm 2025',
    'năm 2026',
  ],
  ...['2025-10-17', 'theo chỉ đạo của Thành phố'],
];
/** By number: what the words of deadlines come to, by hand. */
const LAST_DAYS = [
  ...['2025-07-14', '2025-08-31', '2025-09-29', '2025-12-09', '2025-08-31', '2025-11-30', '2025-09-30'],
  ...['2025-12-31', '2025-12-31', '2026-12-31', '2025-10-17', null],
];

let t: TestService;
let department: Caller;
/** The same without a look at each answer’s shape, which is held to the reference at its first. */
let reader: Caller;
beforeAll(async () => {
  t = await startTestService({ now: `${FIRST} 08:00` });
  department = await t.caller('department', '31');
  reader = createCaller(t.address, department.token);
});
afterAll(() => t.stop());

/** Mulberry32: the same numbers on every machine. */
function seeded(seed: number) {
  let at = seed;
  return (below: number) => {
    at = (at + 0x6d2b79f5) | 0;
    let mixed = Math.imul(at ^ (at >>> 15), 1 | at);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}
const pick = seeded(20_251_231);
const dayAt = (days: number) => new Date(Date.UTC(2025, 6, 1) + days * 86_400_000).toISOString().slice(0, 10);

interface Counted {
  total: number;
  doneOnTime: number;
  doneLate: number;
  inTime: number;
  overdue: number;
  ongoing: number;
  claimed: number;
  cancelled: number;
}

/**
 * Every task at the end of a day, straight from the tables: parts (tasks without children, and each commune of what
 * communes do for themselves) are judged first, then what is made of them.
 */
async function judged(day: string) {
  return await t.db.sql<{ no: string; state: string; late: number | null; leads: string[] }[]>`
    with facts as (
      select t.id, t.no, t.parent, t.leads, t.per_unit, p.parts,
        (select d.last_day from task_deadline d where d.task = t.id
          and (d.at at time zone 'Asia/Ho_Chi_Minh')::date <= ${day}::date order by d.id desc limit 1) as due,
        (select recurring is not null from task_deadline d where d.task = t.id order by d.id limit 1) as recurs,
        least((t.cancelled_at at time zone 'Asia/Ho_Chi_Minh')::date,
          (a.cancelled_at at time zone 'Asia/Ho_Chi_Minh')::date) as cancelled
      from task t join plan on plan.id = t.plan and plan.code = ${PLAN}
      left join task a on a.id = t.parent
      cross join lateral (select count(*) as parts from task c where c.parent = t.id) p),
    part as (
      select f.*, null::text as locality from facts f where not per_unit and parts = 0
      union all
      select f.*, l.code from facts f join locality l on f.per_unit and l.province = '31'),
    known as (
      select p.*, (p.cancelled <= ${day}::date) is true as gone,
        (select c.done_on from task_claim c where c.task = p.id and c.locality is not distinct from p.locality
          and c.accepted and (c.decided_at at time zone 'Asia/Ho_Chi_Minh')::date <= ${day}::date) as done,
        (select c.done_on from task_claim c where c.task = p.id and c.locality is not distinct from p.locality
          and (c.at at time zone 'Asia/Ho_Chi_Minh')::date <= ${day}::date
          and (c.decided_at is null or (c.decided_at at time zone 'Asia/Ho_Chi_Minh')::date > ${day}::date)) as waits,
        exists (select from task_claim c where c.task = p.id and c.locality is not distinct from p.locality
          and (c.at at time zone 'Asia/Ho_Chi_Minh')::date <= ${day}::date)
        or exists (select from task_note n where n.task = p.id and n.locality is not distinct from p.locality
          and (n.at at time zone 'Asia/Ho_Chi_Minh')::date <= ${day}::date) as begun
      from part p),
    stands as (
      select id, parent, no, leads, locality, due,
        case when gone and not (done is not null and not recurs) then 'cancelled'
          when recurs then 'ongoing'
          when done is not null then case when done > due then 'done_late' else 'done_on_time' end
          when waits is not null then 'claimed'
          when due < ${day}::date then 'overdue'
          when begun then 'in_progress' else 'not_started' end as state,
        coalesce(done, waits) as acted
      from known),
    whole as (
      select f.id, f.no, f.leads, f.due, (f.cancelled <= ${day}::date) is true as gone,
        count(*) filter (where s.state <> 'cancelled') as live,
        count(*) filter (where s.state = 'ongoing') as ongoing,
        count(*) filter (where s.state in ('done_on_time', 'done_late')) as done,
        count(*) filter (where s.state = 'claimed') as claimed,
        count(*) filter (where s.state = 'overdue') as overdue,
        count(*) filter (where s.state = 'in_progress') as going,
        max(s.acted) filter (where s.state in ('done_on_time', 'done_late', 'claimed')) as acted,
        max(s.due) filter (where s.state not in ('ongoing', 'cancelled')) as last_due,
        bool_or(s.acted > s.due) filter (where s.state in ('done_on_time', 'done_late', 'claimed')) as any_late
      from facts f join stands s on (f.per_unit and s.id = f.id) or s.parent = f.id
      group by f.id, f.no, f.leads, f.due, f.cancelled)
    select no, leads, state, case when state = 'claimed' then (acted > due)::int else null end as late from stands
      where locality is null
    union all
    select no, leads,
      case when gone or live = 0 then 'cancelled' when live = ongoing then 'ongoing'
        when done = live - ongoing
          then case when coalesce(acted > due, due is null and any_late, false) then 'done_late' else 'done_on_time' end
        when done + claimed = live - ongoing then 'claimed'
        when overdue > 0 or due < ${day}::date then 'overdue'
        when done + claimed + going > 0 then 'in_progress' else 'not_started' end,
      case when done + claimed = live - ongoing then coalesce(acted > due, any_late)::int else null end
    from whole`;
}

function counted(all: readonly { state: string; late: number | null }[]): Counted {
  const is = (...states: string[]) => all.filter(({ state }) => states.includes(state)).length;
  const lateClaims = all.filter(({ state, late }) => state === 'claimed' && late === 1).length;
  const claimed = is('claimed');
  return {
    total: all.length - is('cancelled'),
    doneOnTime: is('done_on_time'),
    doneLate: is('done_late'),
    inTime: is('not_started', 'in_progress') + claimed - lateClaims,
    overdue: is('overdue') + lateClaims,
    ongoing: is('ongoing'),
    claimed,
    cancelled: is('cancelled'),
  };
}

interface Told {
  items: { no: string; state: string }[];
  totals: Counted;
}
const states = (some: readonly { no: string; state: string }[]) =>
  Object.fromEntries(some.map(({ no, state }) => [no, state]));

interface Part {
  id: number;
  locality: string | null;
}
const keyOf = ({ id, locality }: Part) => `${id} ${locality ?? ''}`;

it('a half-year of 300 tasks and 114 communes is counted right on every day', {
  timeout: 300_000,
}, async () => {
  const plan = { code: PLAN, title: 'Kế hoạch nửa năm', province: '31', standing: 'so-khcn' };
  const made = await department.post('/api/v1/plans', { ...plan, number: '1/KH-UBND', day: FIRST });
  expect(made.status).toBe(201);
  // 20 tasks of four parts each among them, two that communes do once, one that they do daily, three that come again.
  const rows: { no: string; lead: string; deadline: number | string }[] = [];
  for (let no = 1; rows.length < 300; no += 1) {
    const lead = no <= 3 ? 'all-localities' : (AGENCIES[pick(AGENCIES.length)] as string);
    const again = { 3: 'hằng ngày', 10: 'hằng quý', 20: 'thường xuyên', 40: 'hằng tháng' }[no];
    rows.push({ no: `${no}`, lead, deadline: again ?? pick(no <= 2 ? 7 : DEADLINES.length) });
    if (no % 9 === 0 && no <= 180)
      for (let part = 1; part <= 4; part += 1)
        rows.push({
          no: `${no}.${part}`,
          lead: AGENCIES[pick(AGENCIES.length)] as string,
          deadline: pick(DEADLINES.length),
        });
  }
  const sheet = ['no,title,leads,deadline,products'];
  for (const { no, lead, deadline } of rows)
    sheet.push(
      `${no},Việc ${no},${lead},${typeof deadline === 'string' ? deadline : DEADLINES[deadline]},Báo cáo`,
    );
  const stored = await department.post(`/api/v1/plans/${PLAN}/import`, sheet.join('\n'), {
    'content-type': 'text/csv',
  });
  expect(stored.body).toMatchObject({ accepted: 300, rejected: 0 });
  const all = (await department.get(`/api/v1/tasks?plan=${PLAN}&limit=5000`)).body.items as {
    id: number;
    no: string;
    parent: string | null;
    perUnit: boolean;
    deadline: { lastDay: string | null };
    recurring: unknown;
  }[];
  expect(all.map(({ deadline }) => deadline.lastDay)).toEqual(
    rows.map(({ deadline }) => (typeof deadline === 'string' ? null : LAST_DAYS[deadline])),
  );
  expect(all.filter(({ parent }) => parent !== null)).toHaveLength(80);

  const parents = new Set(all.map(({ parent }) => parent));
  const idOf = new Map(all.map(({ no, id }) => [no, id]));
  const localities = await t.db.sql<
    { code: string }[]
  >`select code from locality where province = '31' order by code`;
  expect(localities).toHaveLength(114);
  const open: Part[] = all.flatMap((one): Part[] =>
    parents.has(one.no) || one.recurring
      ? []
      : one.perUnit
        ? localities.map(({ code }) => ({ id: one.id, locality: code }))
        : [{ id: one.id, locality: null }],
  );
  const parentOf = new Map(all.map(({ id, parent }) => [id, parent === null ? undefined : idOf.get(parent)]));
  const waiting = new Map<string, { part: Part; since: number }>();
  const gone = new Set<number>();
  const isGone = (id: number) => gone.has(id) || gone.has(parentOf.get(id) ?? 0);
  const said = new Map<string, Told>();
  const most: Record<string, number> = {};

  for (let at = 0; at < DAYS; at += 1) {
    const day = dayAt(at);
    const now = `${day}T${String(pick(24)).padStart(2, '0')}:30:00+07:00`;
    // A day's facts: words, claims of today or of days before, decisions of what waits, deadlines moved, tasks cancelled.
    const free = () => {
      const part = open[pick(open.length)] as Part;
      return waiting.has(keyOf(part)) || isGone(part.id) ? undefined : part;
    };
    for (let note = 0; note < 3; note += 1) {
      const part = free();
      if (part)
        await t.db.sql`insert into task_note (task, locality, text, at, by)
          values (${part.id}, ${part.locality}, 'Đang làm', ${now}, 'x')`;
    }
    for (const [key, { part, since }] of [...waiting]) {
      if (isGone(part.id) || pick(4) > 0 || since === at) continue;
      const accepted = pick(3) > 0;
      await t.db
        .sql`update task_claim set accepted = ${accepted}, reason = 'x', decided_at = ${now}, decided_by = 'x'
        where task = ${part.id} and locality is not distinct from ${part.locality} and decided_at is null`;
      waiting.delete(key);
      if (accepted)
        open.splice(
          open.findIndex((one) => keyOf(one) === key),
          1,
        );
    }
    for (let claim = 0; claim < 5; claim += 1) {
      const part = free();
      if (!part) continue;
      waiting.set(keyOf(part), { part, since: at });
      await t.db.sql`insert into task_claim (task, locality, done_on, products, at, by)
        values (${part.id}, ${part.locality}, ${dayAt(Math.max(0, at - pick(20)))}, '[]', ${now}, 'x')`;
    }
    const moved = pick(4) === 0 ? free() : undefined;
    if (moved)
      await t.db.sql`insert into task_deadline (task, as_written, last_day, reason, at, by)
        values (${moved.id}, 'lùi', ${dayAt(at + pick(60))}, 'Chờ giá', ${now}, 'x')`;
    const dropped = pick(15) === 0 ? free() : undefined;
    if (dropped && dropped.locality === null) {
      // Half of the time with its siblings, by their parent.
      const id = (pick(2) === 0 && parentOf.get(dropped.id)) || dropped.id;
      gone.add(id);
      await t.db
        .sql`update task set cancelled_at = ${now}, cancelled_by = 'x', cancel_reason = 'x' where id = ${id}`;
    }

    t.clock.set(`${day} 23:59`);
    const truth = await judged(day);
    // Each task by itself twice a week, all together and another agency’s on the days between.
    const whole = at % 4 === 0;
    const lead = AGENCIES[at % 3] as string;
    const query = whole ? 'limit=5000' : at % 4 === 2 ? `agency=${lead}&role=lead&limit=1` : 'limit=1';
    const { items, totals } = (await reader.get(`/api/v1/tasks?plan=${PLAN}&${query}`)).body as Told;
    const asked = query.startsWith('agency') ? truth.filter(({ leads }) => leads.includes(lead)) : truth;
    if (whole) expect(states(items), day).toEqual(states(truth));
    expect(totals, `${day} ${query}`).toEqual(counted(asked));
    for (const [what, count] of Object.entries(totals)) most[what] = Math.max(most[what] ?? 0, count);
    if (at % 20 === 0) said.set(day, { items, totals });
  }

  // Much of each kind was to be counted on some day, else this has shown nothing.
  for (const [what, count] of Object.entries(most)) expect(count, what).toBeGreaterThan(2);
  // What was said on a day is what is said of it now: of the past by history, not by memory.
  for (const [day, { items, totals }] of said) {
    const then = (await reader.get(`/api/v1/tasks?plan=${PLAN}&on=${day}&limit=5000`)).body as Told;
    expect(then.totals, day).toEqual(totals);
    expect(states(then.items), day).toEqual(states(items));
  }
  // And so are two days side by side.
  const [first, end] = [dayAt(50), dayAt(150)];
  const side = (await reader.get(`/api/v1/plans/${PLAN}/comparison?from=${first}&to=${end}`)).body;
  expect([side.from.totals, side.to.totals]).toEqual([
    counted(await judged(first)),
    counted(await judged(end)),
  ]);
});
