import {
  at,
  clockAt,
  dayAt,
  declareOff,
  FreeTime,
  firstMinute,
  isMadeLate,
  isNight,
  isOfficeOpen,
  isWorkday,
  makeLate,
  plusDays,
  workdayAfter,
  workdaysBetween,
} from './time.ts';

/**
 * What people should hear of, by the words of the design alone: a second opinion, written without a look at
 * the code and importing nothing of it. It is told what happens, and asked at every round what is said to whom.
 */

type Role = 'officer' | 'leader' | 'department' | 'operator';
type Hours = 'working' | 'waking' | 'any';
interface Rung {
  role: Role;
  /** Minutes: of the office where it keeps to working hours, else of the clock. */
  wait: number;
  hours: Hours;
  again?: { every: number; times: number };
  tellsEnd?: boolean;
}
const WORKDAY = 570;
const rung = (role: Role, days = 0, again?: [days: number, times: number]): Rung => ({
  role,
  wait: days * WORKDAY,
  hours: 'working',
  ...(again && { again: { every: again[0] * WORKDAY, times: again[1] } }),
});
const urgent = (role: Role, hours: Hours, tellsEnd = false): Rung => ({ role, wait: 0, hours, tellsEnd });

/** Who hears when, as the service comes. */
const LADDERS = {
  record_due_soon: [urgent('officer', 'waking')],
  record_missing: [rung('officer'), rung('leader', 1)],
  record_missing_streak: [rung('officer'), rung('leader'), rung('department', 1)],
  regressed: [rung('officer'), rung('leader'), rung('department', 2)],
  gap_deadline: [rung('officer', 0, [5, 3]), rung('leader', 2, [5, 2]), rung('department', 10)],
  promise_passed: [rung('officer'), rung('leader'), rung('department', 1)],
  value_questioned: [rung('officer', 0, [3, 2]), rung('leader', 3)],
  nothing_received: [urgent('operator', 'any', true), urgent('department', 'waking', true)],
  delivery_failing: [{ ...urgent('operator', 'any', true), again: { every: 1_440, times: 3 } }],
} satisfies Record<string, Rung[]>;
export type Kind = keyof typeof LADDERS;

const STREAK = 3;
const FRESH = 3;
const LOCK = 3;
const PER_DAY = 8;

export interface Person {
  address: string;
  role: Role;
  /** A locality, the province, or `*`. */
  area: string;
  perDay?: number;
}

export interface Alert {
  kind: Kind;
  area: string;
  subject: string;
  openedAt: number;
  state: 'open' | 'acknowledged' | 'resolved';
  promisedOn: string | null;
  /** Of a promise: the work. */
  work: Alert | null;
  /** Of a step back: the day at whose close it was seen. */
  day: string;
  /** By rung: when it was said. */
  said: number[][];
}

/** One thing said to one person at one time. */
export interface Said {
  person: string;
  kind: Kind;
  area: string;
  subject: string;
  /** `0.1`: rung and turn. */
  what: string;
  at: number;
}

interface Item {
  alert: Alert;
  rung: number;
  turn: number;
  ended: boolean;
  hours: Hours;
}
interface Waiting {
  items: Item[];
  notBefore: number;
}
interface Silence {
  area: string;
  kind: Kind | null;
  from: number;
  until: number;
}
interface Locality {
  code: string;
  /** By day: what it lacks, by its latest word. */
  reports: Map<string, { bad: ReadonlySet<string>; certificates: number }>;
  /** The number of certificates that was questioned, and since when. */
  questioned: { certificates: number; on: string } | null;
  closings: Map<string, string>;
  /** Days whose first report has come since the last round. */
  arrived: string[];
  /** From which day on more certificates are asked of it than it can have, and from which no more. */
  asked: { from: string; until: string };
}

const CERTIFICATES = 'certificate.personal';

/** What is given. */
export interface World {
  province: string;
  codes: readonly string[];
  indicators: readonly string[];
  people: readonly Person[];
  firstDay: string;
  lastDay: string;
  deadline: string;
  daysAhead: number;
}

export class Should {
  readonly world: World;
  readonly said: Said[] = [];
  readonly alerts: Alert[] = [];
  readonly #localities: Map<string, Locality>;
  readonly #silences: Silence[] = [];
  readonly #waiting = new Map<string, Waiting>();
  readonly #closed = new Set<string>();
  readonly #once = new Set<string>();
  readonly #live = new Map<string, Alert>();
  readonly #times = new Map<string, FreeTime>();
  readonly #people: Map<string, Person[]>;
  readonly #receipts = new Map<string, number>();
  #failingSince: number | null = null;

  constructor(world: World) {
    this.world = world;
    this.#localities = new Map(
      world.codes.map((code) => [
        code,
        {
          code,
          reports: new Map(),
          questioned: null,
          closings: new Map(),
          arrived: [],
          asked: { from: '9999', until: '9999' },
        },
      ]),
    );
    this.#people = new Map();
    for (const one of world.people) {
      const key = `${one.role} ${one.area}`;
      this.#people.set(key, [...(this.#people.get(key) ?? []), one]);
    }
  }

  // What happens.

  /** A day that has gone by turns out to have been none of work: it is counted nowhere. */
  dayOff(day: string): void {
    declareOff(day);
    this.#times.clear();
    for (const unit of this.#localities.values()) unit.closings.delete(day);
  }
  /** A day that has gone by is made one of work: values grow older by it, and nobody is to blame for it. */
  dayMade(day: string): void {
    makeLate(day);
    this.#times.clear();
  }
  /** The rule of one locality is made one that it cannot keep, and later as it was. */
  askMore(code: string, from: string): void {
    this.#unit(code).asked = { from, until: '9999' };
  }
  askLess(code: string, from: string): void {
    this.#unit(code).asked.until = from;
  }

  report(code: string, day: string, now: number, bad: ReadonlySet<string>, certificates: number): void {
    const unit = this.#unit(code);
    if (!unit.reports.has(day)) unit.arrived.push(day);
    unit.reports.set(day, { bad, certificates });
    if (unit.questioned && unit.questioned.certificates !== certificates) unit.questioned = null;
    this.#receipts.set(day, now);
  }
  question(code: string, certificates: number, now: number): void {
    this.#unit(code).questioned = { certificates, on: dayAt(now) };
  }
  verify(code: string): void {
    this.#unit(code).questioned = null;
  }
  silence(given: Silence): Silence {
    this.#silences.push(given);
    this.#times.clear();
    return given;
  }
  endSilence(silence: Silence, now: number): void {
    silence.until = now;
    this.#times.clear();
  }
  acknowledge(alert: Alert, promisedOn: string): void {
    const work = alert.work ?? alert;
    if (work.state === 'resolved') throw new Error('It has ended.');
    work.state = 'acknowledged';
    work.promisedOn = promisedOn;
    for (const one of this.#of('promise_passed')) if (one.work === work) this.#end(one);
  }

  /** Alerts that stand, of some kinds, in the order in which they opened. */
  standing(...kinds: Kind[]): Alert[] {
    return this.alerts.filter((one) => one.state !== 'resolved' && kinds.includes(one.kind));
  }
  /** What the latest word of a locality says of its certificates. */
  certificatesOf(code: string): number {
    const unit = this.#unit(code);
    return unit.reports.get(this.#lastDay(unit) ?? '')?.certificates ?? 0;
  }
  isQuestioned(code: string): boolean {
    return this.#unit(code).questioned !== null;
  }

  // What follows.

  /** A round of the service at a time, with the mail server up or down. */
  round(now: number, mailIsUp: boolean): void {
    const over: Alert[] = [];
    this.#close(now, over);
    this.#pass(now, over);
    this.#watch(now, over);
    for (const alert of over) this.#tellEnd(alert, now);
    this.#climb(now);
    this.#send(now, mailIsUp);
  }

  #unit(code: string): Locality {
    const unit = this.#localities.get(code);
    if (!unit) throw new Error(`There is no ${code}.`);
    return unit;
  }

  #close(now: number, over: Alert[]): void {
    const latest = this.#latestClosed(now);
    const arrived = [...this.#localities.values()].filter((one) => one.arrived.length > 0);
    const days: string[] = [];
    for (let day = this.world.firstDay; day <= dayAt(now); day = plusDays(day, 1))
      if (isWorkday(day) && at(`${day} 16:01`) <= now && !this.#closed.has(day)) days.push(day);
    const end = (alert: Alert) => {
      this.#end(alert);
      over.push(alert);
    };
    for (const alert of this.#of('record_missing')) if (!isWorkday(alert.subject)) end(alert);
    for (const alert of this.#of('record_missing_streak'))
      if (this.#missing(this.#unit(alert.area), latest) < STREAK) end(alert);
    for (const alert of this.#of('regressed')) if (!isWorkday(alert.day)) end(alert);
    for (const unit of arrived) {
      for (const alert of this.#liveIn(unit.code))
        if (alert.kind === 'record_missing' && unit.arrived.some((day) => day >= alert.subject)) end(alert);
        else if (alert.kind === 'record_due_soon' && unit.arrived.includes(alert.subject)) end(alert);
      unit.arrived = [];
    }
    for (const unit of this.#localities.values())
      if (this.#colour(unit, dayAt(now)) === 'green')
        for (const alert of this.#liveIn(unit.code)) if (alert.kind === 'regressed') end(alert);
    for (const day of days) {
      this.#closed.add(day);
      for (const unit of this.#localities.values()) this.#closeOne(unit, day, day === latest, now);
    }
    // By the facts of now: what was sent of a day that turned out to be off ends no run of days that asked for a report.
    if (this.#closed.has(latest))
      for (const unit of this.#localities.values())
        if (this.#missing(unit, latest) >= STREAK) this.#open('record_missing_streak', unit.code, '', now);
  }

  #closeOne(unit: Locality, day: string, isLatest: boolean, now: number): void {
    const colour = this.#colour(unit, day);
    const before = [...unit.closings].sort().findLast(([closed]) => closed < day)?.[1];
    unit.closings.set(day, colour);
    if (!isLatest) return;
    // What our own rule made lack is no step back of theirs.
    const isTheirs = this.#ownLacks(unit, day).size > 0;
    if (before === 'green' && colour === 'lacking' && isTheirs && this.#colour(unit, dayAt(now)) !== 'green')
      this.#open('regressed', unit.code, '', now, null, day);
    const lastDay = this.#lastAsked(unit);
    if (lastDay !== null && lastDay >= day) return;
    this.#open('record_missing', unit.code, day, now);
  }

  /** What time alone ends and opens. */
  #pass(now: number, over: Alert[]): void {
    const today = dayAt(now);
    const clock = clockAt(now);
    for (const alert of this.#live.values()) {
      const { kind, subject } = alert;
      const isOver =
        (kind === 'record_due_soon' && now >= at(`${subject} 16:00`)) ||
        (kind === 'record_missing' && today > workdayAfter(subject, LOCK));
      if (!isOver) continue;
      this.#end(alert);
      over.push(alert);
    }
    if (isWorkday(today) && clock >= '14:30' && clock < '16:00')
      for (const unit of this.#localities.values())
        if (!unit.reports.has(today)) this.#open('record_due_soon', unit.code, today, now);
  }

  /** What follows from how things stand. */
  #watch(now: number, over: Alert[]): void {
    const today = dayAt(now);
    const isNear = today >= plusDays(this.world.deadline, -this.world.daysAhead);
    const standing = new Set([...this.#of('gap_deadline')].map(({ area, subject }) => `${area} ${subject}`));
    // Of one that does not report at all no gap is opened: it hears of not reporting.
    const isTold = (unit: Locality, lack: string) =>
      this.#colour(unit, today) !== 'grey' || standing.has(`${unit.code} ${lack}`);
    const gaps = isNear
      ? [...this.#localities.values()].flatMap((unit) =>
          [...this.#lacks(unit, today)]
            .filter((lack) => isTold(unit, lack))
            .map((lack): [string, string] => [unit.code, lack]),
        )
      : [];
    this.#lay('gap_deadline', gaps, now, over);
    const questioned = [...this.#localities.values()].filter((unit) => unit.questioned !== null);
    this.#lay(
      'value_questioned',
      questioned.map((unit): [string, string] => [unit.code, CERTIFICATES]),
      now,
      over,
    );
    const silentDay = this.#silentDay(now);
    this.#lay('nothing_received', silentDay === null ? [] : [[this.world.province, silentDay]], now, over);
    const isFailing = this.#failingSince !== null && now - this.#failingSince >= 15;
    this.#lay('delivery_failing', isFailing ? [['*', 'email']] : [], now, over);
    // Last: work that is found done in this round is no promise broken.
    const broken = this.alerts.filter(
      (one) => one.state === 'acknowledged' && one.promisedOn !== null && one.promisedOn < today,
    );
    for (const alert of this.#of('promise_passed')) {
      if (alert.work && broken.includes(alert.work)) continue;
      this.#end(alert);
      over.push(alert);
    }
    for (const work of broken)
      this.#open('promise_passed', work.area, `${work.kind} ${work.subject}`, now, work);
  }

  #lay(
    kind: Kind,
    wanted: readonly (readonly [area: string, subject: string])[],
    now: number,
    over: Alert[],
  ) {
    const keys = new Set(wanted.map(([area, subject]) => `${kind} ${area} ${subject}`));
    for (const alert of this.#of(kind))
      if (!keys.has(`${kind} ${alert.area} ${alert.subject}`)) {
        this.#end(alert);
        over.push(alert);
      }
    for (const [area, subject] of wanted) this.#open(kind, area, subject, now);
  }

  /** The day of which nothing came for the hour before its close, though most were outstanding. */
  #silentDay(now: number): string | null {
    const today = dayAt(now);
    const day = isWorkday(today) && clockAt(now) >= '15:00' ? today : this.#workdayBefore(today);
    if (day < this.world.firstDay) return null;
    const units = [...this.#localities.values()];
    const outstanding = units.filter((unit) => !unit.reports.has(day)).length;
    const until = Math.min(now, at(`${day} 16:00`));
    const isSilent = this.#lastReceiptOf(day) < until - 60;
    return outstanding * 2 > units.length && isSilent ? day : null;
  }
  /** Only what is of that day, or of one since, shows that the way is open. */
  #lastReceiptOf(day: string): number {
    return Math.max(0, ...[...this.#receipts].filter(([of]) => of >= day).map(([, when]) => when));
  }

  #climb(now: number): void {
    const cutOff = this.#of('nothing_received').length > 0;
    const spoken = new Map<string, { person: Person; items: Item[] }>();
    for (const alert of this.#live.values()) {
      if (alert.state !== 'open' || this.#isSilenced(alert, now)) continue;
      const inhibited = cutOff && alert.kind.startsWith('record_');
      if (inhibited) continue;
      for (const [index, one] of (LADDERS[alert.kind] as Rung[]).entries()) {
        const said = alert.said[index] ?? [];
        if (said.length >= (one.again?.times ?? 1)) continue;
        const [from, wait] =
          said.length === 0 ? [alert.openedAt, one.wait] : [said.at(-1) ?? 0, one.again?.every ?? 0];
        if (!this.#time(alert, one.hours).isOver(from, wait, now)) continue;
        alert.said[index] = [...said, now];
        const item = { alert, rung: index, turn: said.length + 1, ended: false, hours: one.hours };
        for (const person of this.#meant(one.role, alert.area)) {
          if (this.#hasHeard(person.address, alert, `${index}.${item.turn}`)) continue;
          const known = spoken.get(person.address) ?? { person, items: [] };
          known.items.push(item);
          spoken.set(person.address, known);
        }
      }
    }
    for (const [address, { items }] of spoken) this.#join(address, items, now);
  }

  #tellEnd(alert: Alert, now: number): void {
    const heard = this.said.filter(
      (one) =>
        one.kind === alert.kind &&
        one.area === alert.area &&
        one.subject === alert.subject &&
        one.what !== 'ended' &&
        one.at >= alert.openedAt,
    );
    for (const person of new Set(heard.map((one) => one.person))) {
      const { what } = heard.find((one) => one.person === person) ?? { what: '' };
      const [index = 0, turn = 0] = what.split('.').map(Number);
      const told = (LADDERS[alert.kind] as Rung[])[index];
      if (told?.tellsEnd)
        this.#join(person, [{ alert, rung: index, turn, ended: true, hours: told.hours }], now, now);
    }
  }

  #join(address: string, items: Item[], now: number, from?: number): void {
    const notBefore = from ?? Math.min(...items.map((one) => this.#moment(one.hours, now)));
    const known = this.#waiting.get(address);
    if (!known) return void this.#waiting.set(address, { items: [...items], notBefore });
    known.items.push(...items);
    known.notBefore = Math.min(known.notBefore, notBefore);
  }

  #moment(hours: Hours, now: number): number {
    if (hours === 'any') return now;
    return firstMinute(now, hours === 'waking' ? (minute) => !isNight(minute) : isOfficeOpen);
  }

  #send(now: number, mailIsUp: boolean): void {
    let anySent = false;
    for (const [address, message] of this.#waiting) {
      if (message.notBefore > now) continue;
      this.#takeBack(message, now);
      const items = message.items.filter(({ alert, ended }) =>
        ended ? alert.state === 'resolved' : alert.state === 'open',
      );
      if (items.length === 0) {
        this.#waiting.delete(address);
        continue;
      }
      const until = this.#holdBack(address, items, now);
      if (until > now) {
        message.notBefore = until;
        continue;
      }
      if (!mailIsUp) {
        this.#failingSince ??= now;
        return;
      }
      this.#waiting.delete(address);
      anySent = true;
      for (const { alert, rung: index, turn, ended } of items) {
        const { kind, area, subject } = alert;
        this.said.push({
          person: address,
          kind,
          area,
          subject,
          what: ended ? 'ended' : `${index}.${turn}`,
          at: now,
        });
      }
    }
    if (anySent) this.#failingSince = null;
  }

  /** Outside hours, or above what a person wants in a day. */
  #holdBack(address: string, items: readonly Item[], now: number): number {
    const earliest = Math.min(...items.map((one) => this.#moment(one.hours, now)));
    if (earliest > now) return earliest;
    const perDay = this.world.people.find((one) => one.address === address)?.perDay ?? PER_DAY;
    const times = new Set(
      this.said.filter((one) => one.person === address && dayAt(one.at) === dayAt(now)).map((one) => one.at),
    );
    if (times.size < perDay) return now;
    const isUrgent = items.some((one) => one.hours !== 'working');
    if (isUrgent) return Math.max(now, Math.max(...times) + 60);
    return firstMinute(at(`${plusDays(dayAt(now), 1)} 00:00`), isOfficeOpen);
  }

  /** What has been silenced since it was decided is taken back, to be said to whoever has not heard it. */
  #takeBack(message: Waiting, now: number): void {
    message.items = message.items.filter(({ alert, rung: index, turn, ended }) => {
      if (ended || alert.state !== 'open' || !this.#isSilenced(alert, now)) return true;
      alert.said[index] = (alert.said[index] ?? []).slice(0, turn - 1);
      return false;
    });
  }

  #hasHeard(person: string, alert: Alert, what: string): boolean {
    return this.said.some(
      (one) =>
        one.person === person &&
        one.kind === alert.kind &&
        one.area === alert.area &&
        one.subject === alert.subject &&
        one.at >= alert.openedAt &&
        one.what === what,
    );
  }

  #meant(role: Role, area: string): Person[] {
    const province = this.#people.get(`${role} ${this.world.province}`) ?? [];
    switch (role) {
      case 'officer':
      case 'leader':
        return this.#people.get(`${role} ${area}`) ?? [];
      case 'department':
        return area === '*' ? [] : province;
      case 'operator':
        return this.#people.get('operator *') ?? [];
    }
  }

  #isSilenced(alert: Alert, now: number): boolean {
    return this.#silencesOf(alert).some((one) => one.from <= now && now < one.until);
  }
  #silencesOf({ area, kind }: Alert): Silence[] {
    const within = area === '*' ? ['*'] : ['*', area, this.world.province];
    return this.#silences.filter(
      (one) => within.includes(one.area) && (one.kind === null || one.kind === kind),
    );
  }
  /** The time that counts for an alert: of the office or of the clock, less its silences. */
  #time(alert: Alert, hours: Hours): FreeTime {
    const silences = this.#silencesOf(alert);
    const inOffice = hours === 'working';
    const key = `${inOffice} ${silences.map((one) => `${one.from}-${one.until}`).join(' ')}`;
    const known = this.#times.get(key);
    if (known) return known;
    const made = new FreeTime(
      plusDays(this.world.firstDay, -2),
      plusDays(this.world.lastDay, 1),
      (minute) =>
        (!inOffice || isOfficeOpen(minute)) &&
        !silences.some((one) => one.from <= minute && minute < one.until),
    );
    this.#times.set(key, made);
    return made;
  }

  #open(kind: Kind, area: string, subject: string, now: number, work: Alert | null = null, day = ''): void {
    const key = `${kind} ${area} ${subject}`;
    if (this.#live.has(key)) return;
    if (kind === 'record_due_soon' || kind === 'record_missing') {
      if (this.#once.has(key)) return;
      this.#once.add(key);
    }
    const alert: Alert = {
      kind,
      area,
      subject,
      openedAt: now,
      state: 'open',
      promisedOn: null,
      work,
      day,
      said: [],
    };
    this.alerts.push(alert);
    this.#live.set(key, alert);
  }
  #end(alert: Alert): void {
    alert.state = 'resolved';
    this.#live.delete(`${alert.kind} ${alert.area} ${alert.subject}`);
  }
  #of(kind: Kind): Alert[] {
    return [...this.#live.values()].filter((one) => one.kind === kind);
  }
  #liveIn(code: string): Alert[] {
    return [...this.#live.values()].filter((one) => one.area === code);
  }

  #lastDay(unit: Locality, through = '9999'): string | null {
    return (
      [...unit.reports.keys()]
        .filter((day) => day <= through)
        .sort()
        .at(-1) ?? null
    );
  }
  /** The last day that asked for a report and has one: what is sent of a day off counts for its values alone. */
  #lastAsked(unit: Locality): string | null {
    return [...unit.reports.keys()].filter(isWorkday).sort().at(-1) ?? null;
  }
  #lacks(unit: Locality, day: string): ReadonlySet<string> {
    const isAskedMore = unit.asked.from <= day && day < unit.asked.until;
    const own = this.#ownLacks(unit, day);
    return isAskedMore ? new Set([...own, CERTIFICATES]) : own;
  }
  /** What it lacks by the rules as they were first. */
  #ownLacks(unit: Locality, day: string): ReadonlySet<string> {
    const last = this.#lastDay(unit, day);
    const report = last === null ? undefined : unit.reports.get(last);
    if (last === null || !report || workdaysBetween(last, day) > FRESH) return new Set(this.world.indicators);
    const isDoubted = unit.questioned !== null && unit.questioned.on <= day;
    return isDoubted ? new Set([...report.bad, CERTIFICATES]) : report.bad;
  }
  #colour(unit: Locality, day: string): 'green' | 'lacking' | 'grey' {
    const last = this.#lastDay(unit, day);
    if (last === null || workdaysBetween(last, day) > FRESH) return 'grey';
    return this.#lacks(unit, day).size === 0 ? 'green' : 'lacking';
  }
  #missing(unit: Locality, through: string): number {
    let count = 0;
    let day = plusDays(this.#lastAsked(unit) ?? plusDays(this.world.firstDay, -1), 1);
    for (; day <= through; day = plusDays(day, 1)) if (isWorkday(day) && !isMadeLate(day)) count++;
    return count;
  }
  #latestClosed(now: number): string {
    const today = dayAt(now);
    return isWorkday(today) && clockAt(now) >= '16:00' ? today : this.#workdayBefore(today);
  }
  #workdayBefore(day: string): string {
    let before = plusDays(day, -1);
    while (!isWorkday(before) || isMadeLate(before)) before = plusDays(before, -1);
    return before;
  }
}
