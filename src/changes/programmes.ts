import { areaOfProgramme } from '../access/areas.ts';
import type { Author } from '../access/author.ts';
import { type Day, dayOf, formatDay, instantOf } from '../days.ts';
import type { Clients, OrmTx } from '../db/connect.ts';
import { refuse } from '../refused.ts';
import { putSettings, updateProgramme } from '../registry/changes-store.ts';
import type { Registry } from '../registry/snapshot.ts';
import { type Programme, type ProgrammeSettings, versionOn } from '../registry/types.ts';
import { changeRegistry, checkOpen, loadRegistry } from './registry.ts';
import { alertsFrom, checkStart, withLocalitiesSettled } from './start-day.ts';

export interface ProgrammeDays {
  startsOn?: Day;
  /** Null takes the end away. */
  endsOn?: Day | null;
  /** The first day of the settings. */
  from: Day;
}

export interface ProgrammeNames {
  nameVi?: string;
  nameEn?: string;
}

export interface ProgrammeChange extends ProgrammeDays, ProgrammeNames {
  /** Whom it asks; only while it has not begun. */
  provinces?: string[];
  settings: Partial<ProgrammeSettings>;
}

/** Sets when a programme starts and ends, what it is called, whom it asks, and its settings from a day on. */
export async function setProgramme(
  db: Clients,
  author: Author,
  code: string,
  wanted: ProgrammeChange,
): Promise<void> {
  const { startsOn, endsOn, from, settings, nameVi, nameEn, provinces } = wanted;
  const named = { ...(nameVi && { nameVi }), ...(nameEn && { nameEn }), ...(provinces && { provinces }) };
  const change = () =>
    changeRegistry(db, author, async (tx, registry) => {
      const programme = programmeOf(registry, code);
      const before = inShort(programme, from);
      if (provinces) refuseOtherProvinces(programme, dayOf(author.now));
      await applyDays(tx, registry, programme, wanted, author.now);
      if (Object.keys(named).length > 0) await updateProgramme(tx, code, named);
      if (Object.keys(settings).length > 0)
        await putSettings(tx, code, planSettings(registry, programme, wanted, author.now));
      const after = {
        ...named,
        startsOn: startsOn ?? programme.startsOn,
        ...(endsOn === undefined ? {} : { endsOn }),
        settings,
        from,
      };
      return { action: 'programme.set', target: code, area: areaOfProgramme(registry, code), before, after };
    });
  if (startsOn === undefined) await change();
  else await withLocalitiesSettled(db, author.now, programmeOf(await loadRegistry(db), code), change);
}

/** The settings that hold from a day on. @throws {Refused} when that day is locked, or its cutoff has passed */
export function planSettings(
  registry: Registry,
  programme: Programme,
  { from, settings }: ProgrammeChange,
  now: Date,
): ProgrammeSettings {
  checkOpen(registry, [programme], from, now, 'from');
  const base = versionOn(programme.settings, from) ?? programme.settings[0];
  if (!base) throw new Error(`Programme ${programme.code} has no settings.`);
  if (settings.cutoff !== undefined) checkCutoff(base.cutoff, settings.cutoff, from, now);
  return { ...base, ...settings, validFrom: from };
}

/** @throws {Refused} at `provinces`, once days have been judged by whom it asks */
function refuseOtherProvinces({ code, startsOn }: Programme, today: Day): void {
  if (startsOn !== null && startsOn <= today)
    refuse('provinces', [
      `Đợt đã bắt đầu ngày ${formatDay(startsOn)} nên không đổi tỉnh, thành phố được nữa. Lập một đợt mới cho tỉnh, thành phố khác.`,
      `${code} began on ${formatDay(startsOn)}, so whom it asks stays; make another programme for other provinces.`,
    ]);
}

/** @throws {Refused} */
export function programmeOf(registry: Registry, code: string): Programme {
  const programme = registry.programmes.get(code);
  if (!programme)
    refuse('', [
      'Không có đợt này.',
      `There is no programme “${code}”; there is ${[...registry.programmes.keys()].join(', ')}.`,
    ]);
  return programme;
}

/** @throws {Refused} when a programme may not start or end so */
export function checkDays(
  registry: Registry,
  programme: Pick<Programme, 'code' | 'provinces' | 'startsOn' | 'endsOn' | 'finalThrough'>,
  { startsOn, endsOn }: Pick<ProgrammeDays, 'startsOn' | 'endsOn'>,
  now: Date,
): void {
  const today = dayOf(now);
  const start = startsOn ?? programme.startsOn;
  const end = endsOn === undefined ? programme.endsOn : endsOn;
  if (endsOn && endsOn < today)
    refuse('ends-on', [
      'Ngày cuối không được trước hôm nay.',
      `A programme ends today (${formatDay(today)}) at the earliest.`,
    ]);
  if (start !== null && end !== null && end < start)
    refuse('ends-on', [
      `Ngày cuối phải sau ngày đầu (${formatDay(start)}).`,
      `The programme would end on ${end}, before it starts on ${start}.`,
    ]);
  if (startsOn !== undefined) checkStart(registry, programme, startsOn, today);
}

async function applyDays(
  tx: OrmTx,
  registry: Registry,
  programme: Programme,
  days: ProgrammeDays,
  now: Date,
): Promise<void> {
  checkDays(registry, programme, days, now);
  const { startsOn, endsOn } = days;
  await updateProgramme(tx, programme.code, {
    ...(startsOn === undefined ? {} : { startsOn, alertsFrom: alertsFrom(startsOn, dayOf(now)) }),
    endsOn: endsOn === undefined ? programme.endsOn : endsOn,
  });
}

/**
 * What has been on time or late stays so, and a day is closed once.
 * @throws {Refused} when a cutoff is moved that has passed, or to a time that has passed
 */
export function checkCutoff(before: string, after: string, from: Day, now: Date): void {
  const earlier = before < after ? before : after;
  if (before !== after && instantOf(from, earlier) <= now)
    refuse('cutoff', [
      `Đã quá ${earlier} ngày ${formatDay(from)}. Chọn ngày áp dụng muộn hơn.`,
      `${earlier} on ${formatDay(from)} has passed; set it from a later day.`,
    ]);
}

function inShort(programme: Programme, from: Day) {
  const { nameVi, provinces, startsOn, endsOn, alertsFrom: alerts } = programme;
  return {
    nameVi,
    provinces,
    startsOn,
    endsOn,
    alertsFrom: alerts,
    settings: versionOn(programme.settings, from) ?? null,
  };
}
