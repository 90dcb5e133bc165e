import { and, asc, between, desc, eq, gt, inArray, isNull, max, or, sql } from 'drizzle-orm';
import type { Day } from '../days.ts';
import type { OrmTx } from '../db/connect.ts';
import * as t from '../db/tables/index.ts';
import { chunks } from '../lib/chunks.ts';
import type { HeldDay } from './snapshot.ts';
import type {
  Agency,
  CalendarKind,
  Exemption,
  LocalityType,
  ProgrammeSettings,
  ProvinceSettings,
} from './types.ts';

/** Rows of one statement: five parameters each, of 65,535. */
const EXEMPTIONS_AT_A_TIME = 10_000;
/** The same, of localities. */
const LOCALITIES_AT_A_TIME = 2_000;

/** Changes of the registry. Each belongs in a transaction that began with {@link lockRegistry}. */

/**
 * Makes changes of the registry take turns: whoever holds this finds it as it will stay until he is done.
 * The same rows that the collector updates when days become final, so that it waits too.
 */
export async function lockRegistry(tx: OrmTx): Promise<void> {
  await tx.select({ code: t.programme.code }).from(t.programme).orderBy(asc(t.programme.code)).for('update');
}

export async function putLocalityName(
  tx: OrmTx,
  row: { locality: string; validFrom: Day; name: string; type: LocalityType },
): Promise<void> {
  const { name, type } = row;
  await tx
    .insert(t.localityName)
    .values(row)
    .onConflictDoUpdate({ target: [t.localityName.locality, t.localityName.validFrom], set: { name, type } });
}

export async function endLocality(
  tx: OrmTx,
  code: string,
  end: { validTo: Day | null; successors: string[] },
): Promise<void> {
  await tx.update(t.locality).set(end).where(eq(t.locality.code, code));
}

/** New localities, with the row that whoever writes their records locks. */
export async function insertLocalities(
  tx: OrmTx,
  rows: readonly (typeof t.locality.$inferInsert & { name: string; type: LocalityType })[],
): Promise<void> {
  for (const some of chunks(rows, LOCALITIES_AT_A_TIME)) {
    await tx.insert(t.locality).values(some);
    await tx
      .insert(t.localityName)
      .values(some.map(({ code, validFrom, name, type }) => ({ locality: code, validFrom, name, type })));
  }
}

export async function putCondition(
  tx: OrmTx,
  row: { code: string; nameVi: string; nameEn: string },
): Promise<void> {
  const { nameVi, nameEn } = row;
  const [last] = await tx.select({ position: max(t.condition.position) }).from(t.condition);
  await tx
    .insert(t.condition)
    .values({ ...row, position: (last?.position ?? 0) + 1 })
    .onConflictDoUpdate({ target: t.condition.code, set: { nameVi, nameEn } });
}

export async function putAgency(tx: OrmTx, row: Agency): Promise<void> {
  const { province: _, code: __, validFrom: ___, ...set } = row;
  const { province, code, validFrom } = t.agency;
  await tx
    .insert(t.agency)
    .values(row)
    .onConflictDoUpdate({ target: [province, code, validFrom], set });
}

/** Ends a version of an agency on a day. */
export async function endAgencyVersion(
  tx: OrmTx,
  { province, code, validFrom }: Pick<Agency, 'province' | 'code' | 'validFrom'>,
  validTo: Day,
): Promise<void> {
  await tx
    .update(t.agency)
    .set({ validTo })
    .where(and(ofAgency(province, code), eq(t.agency.validFrom, validFrom)));
}

export async function dropAgencyVersionsAfter(
  tx: OrmTx,
  { province, code }: Pick<Agency, 'province' | 'code'>,
  day: Day,
): Promise<void> {
  await tx.delete(t.agency).where(and(ofAgency(province, code), gt(t.agency.validFrom, day)));
}

const ofAgency = (province: string, code: string) =>
  and(eq(t.agency.province, province), eq(t.agency.code, code));

export async function readCalendarDay(tx: OrmTx, scope: string, day: Day) {
  const [row] = await tx
    .select()
    .from(t.calendarDay)
    .where(and(eq(t.calendarDay.scope, scope), eq(t.calendarDay.day, day)));
  return row;
}

/** A day that is no plain day of its week. */
export interface SpecialDay {
  scope: string;
  day: Day;
  kind: CalendarKind;
  nameVi: string;
  source: string;
}

/** Special days of a year, of these scopes. */
export async function listSpecialDays(orm: OrmTx, year: number, scopes: string[]): Promise<SpecialDay[]> {
  return await orm
    .select()
    .from(t.calendarDay)
    .where(
      and(between(t.calendarDay.day, `${year}-01-01`, `${year}-12-31`), inArray(t.calendarDay.scope, scopes)),
    )
    .orderBy(asc(t.calendarDay.day), asc(t.calendarDay.scope));
}

export async function putCalendarDay(
  tx: OrmTx,
  row: { scope: string; day: Day; kind: CalendarKind; nameVi: string; source: string },
): Promise<void> {
  const { kind, nameVi, source } = row;
  const status = 'confirmed' as const;
  await tx
    .insert(t.calendarDay)
    .values({ ...row, status })
    .onConflictDoUpdate({
      target: [t.calendarDay.scope, t.calendarDay.day],
      set: { kind, nameVi, source, status },
    });
}

export async function dropCalendarDay(tx: OrmTx, scope: string, day: Day): Promise<void> {
  await tx.delete(t.calendarDay).where(and(eq(t.calendarDay.scope, scope), eq(t.calendarDay.day, day)));
}

/** A new programme, with the settings that it starts with. */
export async function insertProgramme(
  tx: OrmTx,
  row: typeof t.programme.$inferInsert,
  settings: ProgrammeSettings,
): Promise<void> {
  await tx.insert(t.programme).values(row);
  await tx.insert(t.programmeSettings).values({ ...settings, programme: row.code });
}

export async function updateProgramme(
  tx: OrmTx,
  code: string,
  set: Partial<Omit<typeof t.programme.$inferInsert, 'code'>>,
): Promise<void> {
  await tx.update(t.programme).set(set).where(eq(t.programme.code, code));
}

export async function putSettings(tx: OrmTx, programme: string, settings: ProgrammeSettings): Promise<void> {
  const { validFrom: _, ...set } = settings;
  await tx
    .insert(t.programmeSettings)
    .values({ ...settings, programme })
    .onConflictDoUpdate({ target: [t.programmeSettings.programme, t.programmeSettings.validFrom], set });
}

export async function putProvinceSettings(
  tx: OrmTx,
  programme: string,
  own: ProvinceSettings,
): Promise<void> {
  const { province: _, validFrom: __, ...set } = own;
  const { programme: of, province, validFrom } = t.provinceSettings;
  await tx
    .insert(t.provinceSettings)
    .values({ ...own, programme })
    .onConflictDoUpdate({ target: [of, province, validFrom], set });
}

/** Every version of an indicator, oldest first. */
export async function readVersions(tx: OrmTx, code: string) {
  return await tx
    .select()
    .from(t.indicator)
    .where(eq(t.indicator.code, code))
    .orderBy(asc(t.indicator.validFrom));
}

export type IndicatorRow = Awaited<ReturnType<typeof readVersions>>[number];

export async function putVersion(tx: OrmTx, row: IndicatorRow): Promise<void> {
  const { code: _, validFrom: __, ...set } = row;
  await tx
    .insert(t.indicator)
    .values(row)
    .onConflictDoUpdate({ target: [t.indicator.code, t.indicator.validFrom], set });
}

export async function endVersion(tx: OrmTx, code: string, validFrom: Day, validTo: Day): Promise<void> {
  await tx
    .update(t.indicator)
    .set({ validTo })
    .where(and(eq(t.indicator.code, code), eq(t.indicator.validFrom, validFrom)));
}

export async function dropVersionsAfter(tx: OrmTx, code: string, day: Day): Promise<void> {
  await tx.delete(t.indicator).where(and(eq(t.indicator.code, code), gt(t.indicator.validFrom, day)));
}

/** The place behind the last indicator of a condition. */
export async function nextPosition(tx: OrmTx, condition: string): Promise<number> {
  const [row] = await tx
    .select({ last: max(t.indicator.position) })
    .from(t.indicator)
    .where(eq(t.indicator.condition, condition));
  return (row?.last ?? 0) + 1;
}

export async function putRequirement(
  tx: OrmTx,
  row: { locality: string; indicator: string; validFrom: Day; need: number | null },
): Promise<void> {
  await tx
    .insert(t.requirement)
    .values(row)
    .onConflictDoUpdate({
      target: [t.requirement.locality, t.requirement.indicator, t.requirement.validFrom],
      set: { need: row.need },
    });
}

export async function putExemptions(tx: OrmTx, rows: readonly Exemption[]): Promise<void> {
  const { locality, indicator, validFrom } = t.exemption;
  for (const some of chunks(rows, EXEMPTIONS_AT_A_TIME))
    await tx
      .insert(t.exemption)
      .values(some)
      .onConflictDoUpdate({
        target: [locality, indicator, validFrom],
        set: { validTo: sql`excluded.valid_to`, reason: sql`excluded.reason` },
      });
}

/** From the day after on the indicator applies again: what was to begin later is dropped. */
export async function endExemptions(
  tx: OrmTx,
  localities: readonly string[],
  indicators: readonly string[],
  lastDay: Day,
): Promise<void> {
  const these = and(
    inArray(t.exemption.locality, [...localities]),
    inArray(t.exemption.indicator, [...indicators]),
  );
  await tx.delete(t.exemption).where(and(these, gt(t.exemption.validFrom, lastDay)));
  await tx
    .update(t.exemption)
    .set({ validTo: lastDay })
    .where(and(these, or(isNull(t.exemption.validTo), gt(t.exemption.validTo, lastDay))));
}

/** The latest word on a day of a locality replaces the one before, which is answered. */
/** Exceptions to locks that ended after an instant or have not ended, the latest to end first. */
export async function listExceptions(orm: OrmTx, since: Date) {
  return await orm
    .select()
    .from(t.lockException)
    .where(gt(t.lockException.until, since))
    .orderBy(desc(t.lockException.until), desc(t.lockException.id));
}

export type ExceptionRow = Awaited<ReturnType<typeof listExceptions>>[number];

export async function putException(
  tx: OrmTx,
  row: { locality: string; day: Day; until: Date; reason: string },
) {
  const same = and(eq(t.lockException.locality, row.locality), eq(t.lockException.day, row.day));
  const [before] = await tx.delete(t.lockException).where(same).returning();
  await tx.insert(t.lockException).values(row);
  return before;
}

export async function findException(tx: OrmTx, id: number) {
  const [row] = await tx.select().from(t.lockException).where(eq(t.lockException.id, id));
  return row;
}

export async function updateException(tx: OrmTx, id: number, set: { until: Date }): Promise<void> {
  await tx.update(t.lockException).set(set).where(eq(t.lockException.id, id));
}

/** Writes down what stays of days, whatever changes; in the transaction of the change. */
export async function holdDays(tx: OrmTx, days: readonly HeldDay[]): Promise<void> {
  if (days.length > 0)
    await tx
      .insert(t.dayHeld)
      .values([...days])
      .onConflictDoNothing();
}
