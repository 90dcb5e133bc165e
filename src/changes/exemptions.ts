import type { Author } from '../access/author.ts';
import { addDays, type Day, formatDay } from '../days.ts';
import type { Clients } from '../db/connect.ts';
import { orNone, type Readers, readDay, readText } from '../fields.ts';
import { Refused, refuse } from '../refused.ts';
import { endExemptions, putExemptions } from '../registry/changes-store.ts';
import { provinceOf, type Registry, type RegistryRows } from '../registry/snapshot.ts';
import { type Exemption, inForce, type Locality } from '../registry/types.ts';
import { changeRegistry, checkOpen, localityOf, programmesOf } from './registry.ts';

/** Indicators that do not apply to localities: of one, or of several at once. */

export interface Exempted {
  /** Codes of localities, or of one province for all that are in force in it. */
  localities: readonly string[];
  /** Codes of indicators, or of conditions for all of theirs. */
  indicators: readonly string[];
}

export interface ExemptionTerms {
  from: Day;
  /** The last day; null while none is set. */
  to: Day | null;
  reason: string;
}

export const EXEMPTION_FIELDS: Readers<ExemptionTerms> = {
  from: (text, field) => ({ from: readDay(field, text) }),
  to: (text, field) => ({ to: orNone(text, (day) => readDay(field, day)) }),
  reason: (text, field) => ({ reason: readText(field, text, 300) }),
};

/**
 * Exempts localities from indicators: from a day on they are neither met nor missing nor counted. One that begins on
 * the same day is replaced.
 */
export async function exempt(
  db: Clients,
  author: Author,
  of: Exempted,
  terms: ExemptionTerms,
): Promise<number> {
  let count = 0;
  await changeRegistry(db, author, async (tx, registry) => {
    const rows = planExemptions(registry, of, terms, author.now);
    await putExemptions(tx, rows);
    count = rows.length;
    return {
      action: 'exemption.set',
      ...named(registry, rows),
      after: { ...listed(rows), ...terms },
    };
  });
  return count;
}

/** Lets indicators apply to localities again from the day after; what was to begin later is dropped. */
export async function endExemption(db: Clients, author: Author, of: Exempted, lastDay: Day): Promise<number> {
  let count = 0;
  await changeRegistry(db, author, async (tx, registry) => {
    const rows = exemptionsToEnd(registry, of, lastDay, author.now);
    await endExemptions(tx, localitiesIn(rows), indicatorsIn(rows), lastDay);
    count = rows.length;
    return {
      action: 'exemption.end',
      ...named(registry, rows),
      before: rows.length === 1 ? rows[0] : listed(rows),
      after: { validTo: lastDay },
    };
  });
  return count;
}

/** The rows of an exemption. @throws {Refused} with every objection */
export function planExemptions(
  registry: Registry,
  of: Exempted,
  { from, to, reason }: ExemptionTerms,
  now: Date,
): Exemption[] {
  if (to !== null && to < from)
    refuse('to', [
      'Ngày cuối phải từ ngày áp dụng trở đi.',
      `It cannot end on ${formatDay(to)}, before ${formatDay(from)}.`,
    ]);
  const localities = localitiesOf(registry, of.localities, from);
  const indicators = indicatorsOf(registry, of.indicators, from);
  checkOpenFor(registry, localities, from, now, 'from');
  return localities.flatMap(({ code }) =>
    indicators.map((indicator) => ({ locality: code, indicator, validFrom: from, validTo: to, reason })),
  );
}

/** Those that hold after a day. @throws {Refused} when there are none, or the day after is locked */
export function exemptionsToEnd(registry: Registry, of: Exempted, lastDay: Day, now: Date): Exemption[] {
  const localities = localitiesOf(registry, of.localities, null);
  const indicators = new Set(indicatorsOf(registry, of.indicators, null));
  const found = localities
    .flatMap(({ code }) => registry.exemptionsOf(code))
    .filter((one) => indicators.has(one.indicator) && (one.validTo === null || one.validTo > lastDay));
  if (found.length === 0)
    refuse('last-day', [
      `Không có chỉ tiêu nào còn “không áp dụng” sau ngày ${formatDay(lastDay)}.`,
      `Nothing of it is exempt after ${formatDay(lastDay)}.`,
    ]);
  checkOpenFor(registry, localities, addDays(lastDay, 1), now, 'last-day');
  return found;
}

/** The registry with exemptions that begin, as they will be stored. */
export function withExemptions(rows: RegistryRows, added: readonly Exemption[]): RegistryRows {
  const same = new Set(added.map(keyOf));
  return { ...rows, exemptions: [...rows.exemptions.filter((one) => !same.has(keyOf(one))), ...added] };
}

/** The registry in which they hold no more. */
export function withoutExemptions(rows: RegistryRows, ended: readonly Exemption[]): RegistryRows {
  const gone = new Set(ended.map(keyOf));
  return { ...rows, exemptions: rows.exemptions.filter((one) => !gone.has(keyOf(one))) };
}

const keyOf = (one: Exemption) => `${one.locality} ${one.indicator} ${one.validFrom}`;

/** The localities that are meant; of a province those in force on a day, or all that there ever were. */
function localitiesOf(registry: Registry, codes: readonly string[], day: Day | null): Locality[] {
  if (codes.length === 0) refuse('localities', ['Chọn ít nhất một đơn vị.', 'No locality is named.']);
  return codes.flatMap((code) => {
    if (registry.provinces.has(code))
      return [...registry.localities.values()].filter(
        (one) => one.province === code && (day === null || inForce(one, day)),
      );
    const one = localityOf(registry, code, 'localities');
    if (day !== null && !inForce(one, day))
      refuse('localities', [
        `Đơn vị ${code} không hoạt động ngày ${formatDay(day)}.`,
        `Locality ${code} is not in force on ${formatDay(day)}.`,
      ]);
    return [one];
  });
}

/** Codes of the indicators that are meant: in force on a day, or any that there ever was. */
function indicatorsOf(registry: Registry, codes: readonly string[], day: Day | null): string[] {
  if (codes.length === 0) refuse('indicators', ['Chọn ít nhất một chỉ tiêu.', 'No indicator is named.']);
  const all = day === null ? registry.indicators : [...registry.indicatorsOn(day).values()];
  const wrong: string[] = [];
  const found = codes.flatMap((code) => {
    const of = all.filter((one) => one.code === code || one.condition === code);
    if (of.length === 0) wrong.push(code);
    return of.map((one) => one.code);
  });
  if (wrong.length > 0)
    throw new Refused(
      wrong.map((code) => ({
        field: 'indicators',
        vi: `Không có chỉ tiêu hay điều kiện “${code}” áp dụng ngày đó.`,
        en: `No indicator or condition “${code}” is in force${day === null ? '' : ` on ${formatDay(day)}`}.`,
      })),
    );
  return [...new Set(found)];
}

function checkOpenFor(
  registry: Registry,
  localities: readonly Locality[],
  from: Day,
  now: Date,
  field: string,
) {
  for (const province of new Set(localities.map((one) => one.province)))
    checkOpen(registry, programmesOf(registry, province), from, now, field, province);
}

const localitiesIn = (rows: readonly Exemption[]) => [...new Set(rows.map((one) => one.locality))];
const indicatorsIn = (rows: readonly Exemption[]) => [...new Set(rows.map((one) => one.indicator))];
const listed = (rows: readonly Exemption[]) => ({
  localities: localitiesIn(rows),
  indicators: indicatorsIn(rows),
});

/** What the audit calls them, and who may read of it. */
function named(registry: Registry, rows: readonly Exemption[]): { target: string; area: string } {
  const [localities, indicators] = [localitiesIn(rows), indicatorsIn(rows)];
  const provinces = [...new Set(localities.map((code) => provinceOf(registry, code)))];
  const [locality = '', province = ''] = [localities[0], provinces[0]];
  if (localities.length === 1)
    return {
      target: indicators.length === 1 ? `${locality} ${indicators[0]}` : locality,
      area: locality,
    };
  return provinces.length === 1 ? { target: province, area: province } : { target: 'exemptions', area: '*' };
}
