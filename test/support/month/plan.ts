import { at, clockAt, dayAt, isWorkday, plusDays, workdayAfter } from './time.ts';

/** Who does what when, by chance, and by the same chance again when given the same seed. */

export interface Report {
  code: string;
  day: string;
  bad: ReadonlySet<string>;
  certificates: number;
}

const LACKS = ['premises.fit', 'network.lan', 'procedures.posted', 'equipment.scanner'];
const EARLY = ['08:10', '09:20', '10:40', '13:30', '14:10'];
const LAST_MINUTE = ['14:45', '15:20', '15:45', '15:59'];
const LATE = ['16:00', '16:30', '19:00'];
const NEXT_MORNING = ['08:40', '11:00'];

interface Unit {
  code: string;
  bad: Set<string>;
  certificates: number;
  /** Reports nothing up to this day. */
  awayThrough: string;
}

export class Plan {
  readonly #random: () => number;
  readonly #units: Unit[];
  /** Reports of earlier days that are sent later. */
  readonly #later: [time: number, report: Report][] = [];
  /** Localities that a typhoon passes over. */
  readonly typhoon: string[];

  constructor(seed: number, codes: readonly string[]) {
    this.#random = mulberry(seed);
    this.#units = codes.map((code) => ({
      code,
      bad: new Set(
        this.#chance(0.3) ? [this.#pick(LACKS), ...(this.#chance(0.3) ? [this.#pick(LACKS)] : [])] : [],
      ),
      certificates: 5,
      awayThrough: '',
    }));
    this.typhoon = Array.from({ length: 6 }, (_, n) => codes[10 + n * 15] ?? '');
  }

  /** The reports that arrive on a day, by the minute at which they do. */
  reportsOf(
    day: string,
    { cutOff, off }: { cutOff: string; off: readonly [string, string] },
  ): Map<number, Report[]> {
    const arriving = this.#later.splice(0);
    if (isWorkday(day)) for (const unit of this.#units) arriving.push(...this.#dayOf(unit, day));
    const found = new Map<number, Report[]>();
    for (const [time, report] of arriving.sort(([a], [b]) => a - b)) {
      const isCut = dayAt(time) === dayAt(at(cutOff)) && time >= at(cutOff);
      const isUnheard = isCut || (at(off[0]) <= time && time < at(off[1]));
      if (isUnheard && this.#chance(0.3)) continue;
      const arrives = isUnheard ? at(`${plusDays(day, 1)} ${this.#pick(NEXT_MORNING)}`) : time;
      if (dayAt(arrives) > day) this.#later.push([arrives, report]);
      else found.set(arrives, [...(found.get(arrives) ?? []), report]);
    }
    for (const [time, reports] of found) found.set(time, lastOfEach(reports));
    return found;
  }

  #dayOf(unit: Unit, day: string): [number, Report][] {
    if (day <= unit.awayThrough) return [];
    if (this.#chance(0.02)) {
      unit.awayThrough = workdayAfter(day, 2 + Math.floor(this.#random() * 4));
      return [];
    }
    if (this.#chance(0.02)) return [];
    this.#change(unit);
    const report = (): Report => ({
      code: unit.code,
      day,
      bad: new Set(unit.bad),
      certificates: unit.certificates,
    });
    if (this.#chance(0.04)) return [[at(`${workdayAfter(day, 1)} ${this.#pick(NEXT_MORNING)}`), report()]];
    if (this.#chance(0.04)) return [[at(`${day} ${this.#pick(LATE)}`), report()]];
    const time = at(`${day} ${this.#pick(this.#chance(0.12) ? LAST_MINUTE : EARLY)}`);
    if (!this.#chance(0.03)) return [[time, report()]];
    // A slip: said in error, and put right the same day, mostly before it closes.
    const slip = report();
    const lack = LACKS.find((one) => !unit.bad.has(one));
    const putRight = [...EARLY, ...LAST_MINUTE, ...LATE].filter((one) => one > clockAt(time));
    if (lack === undefined) return [[time, slip]];
    return [
      [time, { ...slip, bad: new Set([...slip.bad, lack]) }],
      [at(`${day} ${this.#pick(putRight)}`), report()],
    ];
  }

  #change(unit: Unit): void {
    for (const lack of unit.bad) if (this.#chance(0.12)) unit.bad.delete(lack);
    if (this.#chance(0.03)) unit.bad.add(this.#pick(LACKS));
    if (this.#chance(0.03)) unit.certificates++;
  }

  certificatesOf(code: string): number {
    return this.#said.get(code) ?? 0;
  }
  /** What stands of each, told by whoever sends. */
  readonly #said = new Map<string, number>();
  sent(code: string, certificates: number): void {
    this.#said.set(code, certificates);
  }

  toQuestion(now: number, isQuestioned: (code: string) => boolean): string[] {
    const known = this.#units.filter((one) => this.#said.has(one.code) && !isQuestioned(one.code));
    return dayAt(now) > '2026-02-03' && this.#chance(0.7)
      ? [...new Set([this.#pick(known).code, this.#pick(known).code])]
      : [];
  }
  /** The rest are corrected, or stay. */
  toVerify(isQuestioned: (code: string) => boolean): string[] {
    const asked = this.#units.filter((one) => isQuestioned(one.code));
    for (const unit of asked) if (this.#chance(0.1)) unit.certificates++;
    return asked.filter(() => this.#chance(0.1)).map((one) => one.code);
  }
  /** Each with the days until it is done. */
  toTakeOn<T>(open: readonly T[]): [T, number][] {
    const asked = open.filter(() => this.#chance(Math.min(0.2, 4 / open.length)));
    return asked.map((one) => [one, Math.floor(this.#random() * 5)]);
  }

  #chance(share: number): boolean {
    return this.#random() < share;
  }
  #pick<T>(from: readonly T[]): T {
    const found = from[Math.floor(this.#random() * from.length)];
    if (found === undefined) throw new Error('There is nothing to pick from.');
    return found;
  }
}

/** One report of a locality and day at one minute: the later word. */
function lastOfEach(reports: readonly Report[]): Report[] {
  return [...new Map(reports.map((one) => [`${one.code} ${one.day}`, one])).values()];
}

/** Small, and the same everywhere. */
function mulberry(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
