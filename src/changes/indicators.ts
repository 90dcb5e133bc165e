import { type Author, type Change, writeAudit } from '../access/author.ts';
import { addDays, type Day, formatDay } from '../days.ts';
import type { Clients } from '../db/connect.ts';
import { type Objection, Refused, refuse } from '../refused.ts';
import { indicatorFault, startVersion } from '../registry/changes.ts';
import {
  dropVersionsAfter,
  endVersion,
  type IndicatorRow,
  nextPosition,
  putVersion,
  readVersions,
} from '../registry/changes-store.ts';
import type { Registry } from '../registry/snapshot.ts';
import type { Indicator, IndicatorKind, Period } from '../registry/types.ts';
import { changeRegistry, checkOpen, programmesOf } from './registry.ts';

export interface IndicatorIdentity {
  from: Day;
  /** Condition and kind; of a new indicator only. */
  group?: string;
  kind?: IndicatorKind;
  /** Of a new one alone: by programmes of which period it is asked; each day where it is not said. */
  period?: Period;
}

export interface IndicatorChange extends IndicatorIdentity {
  code: string;
  fields: Partial<IndicatorRow>;
}

export interface PlannedVersion {
  row: IndicatorRow;
  /** What it starts out as; undefined when it is the first. */
  base: IndicatorRow | undefined;
  /** The version that ends the day before. */
  ends: IndicatorRow | undefined;
}

const CODE = /^[a-z][a-z0-9_]*(\.[a-z0-9_]+)+$/;
/** What a new indicator cannot do without. */
const NEEDED = [
  ['name-vi', 'nameVi'],
  ['name-en', 'nameEn'],
  ['agency', 'agency'],
  ['basis', 'basis'],
  ['required', 'required'],
] as const;

/**
 * The version that a change makes: what is not given stays as it was, and a later version stays as it is.
 * @throws {Refused} with every objection
 */
export function planVersion(
  registry: Registry,
  versions: readonly IndicatorRow[],
  change: IndicatorChange,
): PlannedVersion {
  const { code, from, fields } = change;
  const { base, ends, validTo } = startVersion(versions, from);
  const stays = (['group', 'kind', 'period'] as const).find((name) => change[name] !== undefined);
  if (base && stays !== undefined)
    refuse(stays, [
      'Chỉ tiêu đã có: điều kiện, kiểu và kỳ giữ nguyên.',
      `“${code}” is there already: its group, kind and period stay as they are.`,
    ]);
  const row: IndicatorRow = base
    ? { ...base, asksAnew: ends ? false : base.asksAnew, ...fields, validFrom: from, validTo }
    : { ...BLANK, ...fields, ...newcomer(change), validFrom: from, validTo };
  const wrong = objectionsTo(registry, row);
  if (wrong.length > 0) throw new Refused(wrong);
  return { row, base, ends };
}

/** Starts a version of an indicator on a day, of a new one too. */
export async function setIndicator(db: Clients, author: Author, change: IndicatorChange): Promise<void> {
  await setIndicators(db, author, [change]);
}

/** The same of several at once, each with its own line in the audit. */
export async function setIndicators(
  db: Clients,
  author: Author,
  changes: readonly IndicatorChange[],
): Promise<void> {
  await changeRegistry(db, author, async (tx, registry) => {
    const done: Change[] = [];
    for (const change of changes) {
      const { code, from } = change;
      checkOpen(registry, programmesOf(registry, 'VN'), from, author.now, 'from');
      const { row, base, ends } = planVersion(registry, await readVersions(tx, code), change);
      const position = base ? row.position : await nextPosition(tx, row.condition);
      if (ends) await endVersion(tx, code, ends.validFrom, addDays(from, -1));
      await putVersion(tx, { ...row, position });
      const after = { ...row, position };
      done.push({ action: 'indicator.set', target: code, area: '*', before: base ?? null, after });
    }
    const last = done.pop();
    if (!last) throw new Error('There is nothing to set.');
    for (const one of done) await writeAudit(tx, author, one);
    return last;
  });
}

/** Ends an indicator: nobody is asked for it after that day; versions that were to start later are dropped. */
export async function endIndicator(db: Clients, author: Author, code: string, lastDay: Day): Promise<void> {
  await changeRegistry(db, author, async (tx, registry) => {
    const last = versionToEnd(registry, code, lastDay, author.now);
    const before = await readVersions(tx, code);
    await dropVersionsAfter(tx, code, lastDay);
    await endVersion(tx, code, last.validFrom, lastDay);
    const dates = before.map(({ validFrom, validTo }) => ({ validFrom, validTo }));
    return { action: 'indicator.end', target: code, area: '*', before: dates, after: { validTo: lastDay } };
  });
}

/** The version whose last day that would be. @throws {Refused} when there is none, or the day after is locked */
export function versionToEnd(registry: Registry, code: string, lastDay: Day, now: Date): Indicator {
  checkOpen(registry, programmesOf(registry, 'VN'), addDays(lastDay, 1), now, 'last-day');
  const last = registry.indicatorsOn(lastDay).get(code);
  if (!last)
    refuse('last-day', [
      `Chỉ tiêu này không áp dụng ngày ${formatDay(lastDay)}.`,
      `No indicator “${code}” is in force on ${formatDay(lastDay)}.`,
    ]);
  return last;
}

/** The catalogue with a planned version in it, as it will be stored. */
export function withVersion(indicators: readonly Indicator[], { row, ends }: PlannedVersion): Indicator[] {
  const isOf = (one: Indicator, validFrom: Day | undefined) =>
    one.code === row.code && one.validFrom === validFrom;
  return [
    ...indicators
      .filter((one) => !isOf(one, row.validFrom))
      .map((one) => (isOf(one, ends?.validFrom) ? { ...one, validTo: addDays(row.validFrom, -1) } : one)),
    row,
  ];
}

const BLANK = {
  nameVi: '',
  nameEn: '',
  agency: '',
  basis: '',
  required: false,
  unit: null,
  threshold: null,
  direction: null,
  freshness: null,
  appliesTo: [],
  allowsSurplus: false,
  allowsZeroNeed: false,
  unitCost: null,
  atMostOf: null,
  asksAnew: false,
  period: 'day' as const,
};

function newcomer({ code, group, kind, period = 'day', fields }: IndicatorChange) {
  const missing = [
    ...(group === undefined ? ['group'] : []),
    ...(kind === undefined ? ['kind'] : []),
    ...NEEDED.filter(([, key]) => fields[key] === undefined).map(([name]) => name),
  ];
  if (missing.length > 0)
    throw new Refused(
      missing.map((field, index) => ({
        field,
        // One line names them all at the shell.
        vi: 'Chỉ tiêu mới cần nhập mục này.',
        en:
          index === 0
            ? `“${code}” is new; missing: ${missing.map((one) => `--${one}`).join(', ')}.`
            : 'This is needed of a new indicator.',
      })),
    );
  if (!CODE.test(code))
    refuse('code', ['Mã có dạng network.backup, không dấu.', `“${code}” is not a code like network.backup.`]);
  return { code, condition: group ?? '', kind: kind ?? ('boolean' as const), period, position: 0 };
}

function objectionsTo(registry: Registry, row: IndicatorRow): Objection[] {
  const wrong: Objection[] = [];
  if (!registry.conditions.some((one) => one.code === row.condition)) {
    const groups = registry.conditions.map((one) => one.code).join(', ');
    const en = `There is no group “${row.condition}”; there is ${groups}.`;
    wrong.push({ field: 'group', vi: 'Chọn một điều kiện trong danh sách.', en });
  }
  const fault = indicatorFault(row);
  if (fault !== null) wrong.push({ ...fault, en: `“${row.code}”: ${fault.en}` });
  const other = row.atMostOf;
  if (other !== null && (other === row.code || !registry.indicators.some((one) => one.code === other)))
    wrong.push({
      field: 'at-most-of',
      vi: 'Chọn một chỉ tiêu khác trong danh sách.',
      en: `“${other}” is not another indicator.`,
    });
  return wrong;
}
