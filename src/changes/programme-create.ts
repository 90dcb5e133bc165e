import { areaOfProvinces } from '../access/areas.ts';
import type { Author } from '../access/author.ts';
import { type Day, dayOf, isDay } from '../days.ts';
import type { Clients, OrmTx } from '../db/connect.ts';
import { type Readers, readChoice, readText } from '../fields.ts';
import { refuse } from '../refused.ts';
import { insertProgramme, putProvinceSettings } from '../registry/changes-store.ts';
import type { Registry } from '../registry/snapshot.ts';
import {
  PERIODS,
  type Period,
  type Programme,
  type ProgrammeSettings,
  type ProvinceSettings,
  versionOn,
} from '../registry/types.ts';
import { PROGRAMME_DAYS, SETTINGS_FIELDS } from './programme-fields.ts';
import { checkDays, type ProgrammeNames, programmeOf } from './programmes.ts';
import { changeRegistry } from './registry.ts';
import { alertsFrom, withLocalitiesSettled } from './start-day.ts';

/** What a programme is made of. */
export interface NewProgramme {
  code: string;
  nameVi: string;
  /** The Vietnamese name when left out. */
  nameEn?: string;
  /** Codes of provinces, or `*` alone for the nation. */
  provinces: string[];
  /** The programme whose settings it starts with; without one, the usual ones. */
  copyOf?: string;
  startsOn: Day;
  endsOn?: Day | null;
  /** How long its periods are; a day where it is not said. It stays so. */
  period?: Period;
  /** Of longer ones, the days of the year that figures are of, `MM-DD`; their last days where they are not said. */
  closesOn?: string[];
  /** What differs from those that it starts with. */
  settings: Partial<ProgrammeSettings>;
}

/** What a later stage copies of a programme; `provinces`: what of its provinces becomes of which of the new one's. */
export type CopyAlong = (
  tx: OrmTx,
  author: Author,
  of: { from: string; to: string; provinces: ReadonlyMap<string, string> },
) => Promise<void>;

/** What a programme starts with where nothing is copied and nothing said; those of the seed. */
const USUAL: Omit<ProgrammeSettings, 'validFrom'> = {
  cutoff: '16:00',
  lockDays: 3,
  reportingDays: 'working',
  freshness: 3,
  amberThreshold: 70,
  deadline: null,
  missingStreak: 3,
  dueSoonMinutes: 90,
  indicators: null,
};

/** What it starts with where its periods are longer: figures stand until the next are due. */
const USUAL_OF_PERIODS: Partial<ProgrammeSettings> = { lockDays: 20, freshness: 0, missingStreak: 1 };
/** The days that periods end on. */
const ENDS: Record<Period, readonly string[]> = { day: [], half_year: ['06-30', '12-31'], year: ['12-31'] };

/** How the fields of a programme are read, at the shell, in a form and from a body. */
export function newProgrammeFields(registry: Registry): Readers<NewProgramme> {
  const { 'starts-on': startsOn, 'ends-on': endsOn } = PROGRAMME_DAYS;
  return {
    code: (text, field) => ({ code: readNewCode(registry, field, text) }),
    ...programmeNameFields(registry),
    copy: (text, field) => {
      if (!registry.programmes.has(text))
        refuse(field, [
          'Không có đợt báo cáo này.',
          `There is no programme “${text}”; there is ${[...registry.programmes.keys()].join(', ')}.`,
        ]);
      return { copyOf: text };
    },
    period: (text, field) => ({ period: readChoice(field, text, PERIODS) }),
    'closes-on': (text, field) => ({ closesOn: readClosingDays(field, text) }),
    'starts-on': startsOn as Readers<NewProgramme>[string],
    'ends-on': endsOn as Readers<NewProgramme>[string],
  };
}

/** What a programme is called and whom it asks. */
export function programmeNameFields(
  registry: Registry,
): Readers<ProgrammeNames & Pick<NewProgramme, 'provinces'>> {
  return {
    'name-vi': (text, field) => ({ nameVi: readText(field, text) }),
    'name-en': (text, field) => ({ nameEn: readText(field, text) }),
    provinces: (text, field) => ({ provinces: readProvinces(registry, field, text) }),
  };
}

/** The settings, with the indicators that are asked: codes, or `all` for the whole catalogue. */
export function settingsFields(registry: Registry): Readers<ProgrammeSettings> {
  return {
    ...SETTINGS_FIELDS,
    indicators: (text, field) => ({
      indicators: text === 'all' ? null : readIndicators(registry, field, text),
    }),
  };
}

/**
 * Makes a programme. Where it starts on a day that has been, every day since is worked out at once, and those that
 * are locked by now are final; nobody hears of any day before yesterday.
 * @throws {Refused}
 */
export async function createProgramme(
  db: Clients,
  author: Author,
  wanted: NewProgramme,
  copiedAlong: readonly CopyAlong[],
): Promise<void> {
  const { code, provinces, startsOn, endsOn = null, nameVi, nameEn = nameVi } = wanted;
  await withLocalitiesSettled(db, author.now, { code, provinces }, () =>
    changeRegistry(db, author, async (tx, registry) => {
      // Somebody else may have been faster.
      readNewCode(registry, 'code', code);
      checkNewDays(registry, wanted, author.now);
      const settings = settingsOf(registry, wanted);
      const programme = { nameVi, nameEn, provinces, startsOn, endsOn, ...periodOf(registry, wanted) };
      const alerts = alertsFrom(startsOn, dayOf(author.now));
      await insertProgramme(tx, { code, ...programme, alertsFrom: alerts }, settings);
      if (wanted.copyOf !== undefined) {
        const copied = programmeOf(registry, wanted.copyOf);
        const led = provincesLed(registry, copied, provinces);
        for (const own of ownSettingsOf(copied, led, startsOn)) await putProvinceSettings(tx, code, own);
        for (const copy of copiedAlong)
          await copy(tx, author, { from: copied.code, to: code, provinces: led });
      }
      return {
        action: 'programme.create',
        target: code,
        area: areaOfProvinces(registry, provinces),
        after: { ...programme, copyOf: wanted.copyOf ?? null, settings },
      };
    }),
  );
}

/** @throws {Refused} */
export function checkNewDays(registry: Registry, wanted: NewProgramme, now: Date): void {
  const { code, provinces, startsOn, endsOn = null } = wanted;
  const none = { code, provinces, startsOn: null, endsOn: null, finalThrough: null };
  periodOf(registry, wanted);
  checkDays(registry, none, { startsOn, endsOn }, now);
}

function settingsOf(registry: Registry, wanted: NewProgramme): ProgrammeSettings {
  const { copyOf, startsOn, settings } = wanted;
  const copied = copyOf === undefined ? undefined : programmeOf(registry, copyOf).settings;
  const base = copied ? (versionOn(copied, startsOn) ?? copied[0]) : undefined;
  const usual = periodOf(registry, wanted).period === 'day' ? USUAL : { ...USUAL, ...USUAL_OF_PERIODS };
  const { programme: _, ...kept } = { ...usual, ...base } as ProgrammeSettings & { programme?: string };
  return { ...kept, ...settings, validFrom: startsOn };
}

/** Which province of a programme stands for which of its copy: the same ones; of one alone, the other one alone. */
function provincesLed(
  registry: Registry,
  copied: Programme,
  provinces: readonly string[],
): ReadonlyMap<string, string> {
  const before = registry.provincesOf(copied);
  const after = registry.provincesOf({ provinces: [...provinces] });
  const [from, ...moreFrom] = before;
  const [to, ...moreTo] = after;
  if (from !== undefined && to !== undefined && moreFrom.length + moreTo.length === 0)
    return new Map([[from, to]]);
  return new Map(before.filter((code) => after.includes(code)).map((code) => [code, code]));
}

/** What provinces have otherwise from the first day on, and what begins later. */
function ownSettingsOf(
  { provinceSettings }: Programme,
  led: ReadonlyMap<string, string>,
  startsOn: Day,
): ProvinceSettings[] {
  return [...led].flatMap(([from, province]) => {
    const all = provinceSettings.filter((one) => one.province === from);
    const first = versionOn(all, startsOn);
    const later = all.filter(({ validFrom }) => validFrom > startsOn);
    return [...(first ? [{ ...first, validFrom: startsOn }] : []), ...later].map((one) => ({
      ...one,
      province,
    }));
  });
}

/**
 * How long its periods are and when they close: as it is said, as copied, or as such periods end.
 * @throws {Refused} where there is not one closing day in each period of a year
 */
function periodOf(
  registry: Registry,
  { copyOf, period: said, closesOn }: NewProgramme,
): Pick<Programme, 'period' | 'closesOn'> {
  const copied = copyOf === undefined ? undefined : programmeOf(registry, copyOf);
  const period = said ?? copied?.period ?? 'day';
  if (copied && copied.period !== period)
    refuse('period', [
      'Đợt được sao chép có kỳ khác. Chọn cùng kỳ, hoặc không sao chép.',
      `“${copyOf}” has another period; take the same, or copy nothing.`,
    ]);
  const days = closesOn ?? copied?.closesOn ?? [...ENDS[period]];
  const isHalf = period === 'half_year';
  const fits =
    days.length === ENDS[period].length && (!isHalf || (`${days[0]}` < '07' && `${days[1]}` >= '07'));
  if (!fits)
    refuse('closes-on', [
      isHalf
        ? 'Nhập hai ngày chốt: một ngày trong 6 tháng đầu năm, một ngày trong 6 tháng cuối năm, ví dụ 06-30,12-31.'
        : period === 'year'
          ? 'Nhập một ngày chốt trong năm, ví dụ 12-31.'
          : 'Đợt báo cáo hằng ngày không có ngày chốt kỳ.',
      isHalf
        ? 'A half-yearly programme closes on one day in each half of the year, e.g. 06-30,12-31.'
        : period === 'year'
          ? 'A yearly programme closes on one day of the year, e.g. 12-31.'
          : 'A daily programme has no closing days.',
    ]);
  return { period, closesOn: days };
}

function readClosingDays(field: string, text: string): string[] {
  const days = text.split(',').map((one) => one.trim());
  // Of a year without 29 February: a closing day has to come every year.
  if (!days.every((one) => /^\d\d-\d\d$/.test(one) && isDay(`2025-${one}`)))
    refuse(field, [
      'Ghi ngày chốt dạng tháng-ngày, cách nhau bằng dấu phẩy, ví dụ 06-30,12-31.',
      `“${text}” are not days of the year; write month-day with commas, e.g. 06-30,12-31.`,
    ]);
  return [...new Set(days)].sort();
}

function readNewCode(registry: Registry, field: string, text: string): string {
  if (!/^[a-z][a-z0-9-]{1,49}$/.test(text))
    refuse(field, [
      'Từ 2 đến 50 ký tự: chữ thường không dấu, số, dấu “-”, bắt đầu bằng chữ.',
      '2 to 50 small letters without marks, digits and “-”, a letter first.',
    ]);
  if (registry.programmes.has(text))
    refuse(field, ['Mã đợt này đã có. Chọn mã khác.', `There is a programme “${text}” already.`]);
  return text;
}

function readProvinces(registry: Registry, field: string, text: string): string[] {
  const codes = text.split(',').map((one) => one.trim());
  if (codes.length === 1 && codes[0] === '*') return codes;
  const unknown = codes.filter((one) => !registry.provinces.has(one));
  if (unknown.length > 0)
    refuse(field, [
      `Không có tỉnh, thành phố mang mã “${unknown.join(', ')}”.`,
      `There is no province “${unknown.join(', ')}”.`,
    ]);
  const doubled = codes.find((one, index) => codes.indexOf(one) !== index);
  if (doubled !== undefined)
    refuse(field, [`Mã ${doubled} được nhập hai lần.`, `Province ${doubled} is named twice.`]);
  return codes;
}

function readIndicators(registry: Registry, field: string, text: string): string[] {
  const codes = [...new Set(text.split(',').map((one) => one.trim()))];
  const known = new Set(registry.indicators.map((one) => one.code));
  const unknown = codes.filter((one) => !known.has(one));
  if (unknown.length > 0)
    refuse(field, [
      `Không có chỉ tiêu “${unknown.join(', ')}”.`,
      `There is no indicator “${unknown.join(', ')}”.`,
    ]);
  return codes;
}
