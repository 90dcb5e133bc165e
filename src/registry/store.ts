import { asc, eq, isNull, sql } from 'drizzle-orm';
import type { Day } from '../days.ts';
import type { Orm, OrmTx } from '../db/connect.ts';
import * as t from '../db/tables/index.ts';
import { groupBy } from '../lib/group-by.ts';
import type { RegistryRows } from './snapshot.ts';
import type { Locality, Programme } from './types.ts';

/** The number that grows with every change of the registry. */
export async function registryVersion(orm: OrmTx): Promise<number> {
  const [row] = await orm.select({ version: t.registryVersion.version }).from(t.registryVersion);
  if (!row) throw new Error('The registry has no version row.');
  return row.version;
}

/** To be called in the transaction of every change of the registry, so that snapshots know. */
export async function bumpRegistry(tx: OrmTx): Promise<void> {
  await tx.update(t.registryVersion).set({ version: sql`${t.registryVersion.version} + 1` });
}

/** Reads the whole registry in one consistent view. */
export async function readRegistry(orm: Orm): Promise<RegistryRows> {
  return await orm.transaction(readRegistryIn, {
    isolationLevel: 'repeatable read',
    accessMode: 'read only',
  });
}

/** The same within a transaction in which nobody else changes it. */
export async function readRegistryIn(tx: OrmTx): Promise<RegistryRows> {
  const version = await registryVersion(tx);
  const [
    provinces,
    units,
    names,
    conditions,
    indicators,
    programmes,
    settings,
    provinceSettings,
    days,
    needs,
    exemptions,
    exceptions,
    heldDays,
    agencies,
  ] = await Promise.all([
    tx.select().from(t.province).orderBy(asc(t.province.code)),
    tx.select().from(t.locality).orderBy(asc(t.locality.code)),
    tx.select().from(t.localityName).orderBy(asc(t.localityName.locality), asc(t.localityName.validFrom)),
    tx.select().from(t.condition).orderBy(asc(t.condition.position)),
    tx
      .select({ indicator: t.indicator })
      .from(t.indicator)
      .innerJoin(t.condition, eq(t.condition.code, t.indicator.condition))
      .orderBy(asc(t.condition.position), asc(t.indicator.position), asc(t.indicator.validFrom)),
    tx.select().from(t.programme).orderBy(asc(t.programme.ordinal)),
    tx.select().from(t.programmeSettings).orderBy(asc(t.programmeSettings.validFrom)),
    tx.select().from(t.provinceSettings).orderBy(asc(t.provinceSettings.validFrom)),
    tx.select().from(t.calendarDay),
    tx.select().from(t.requirement).orderBy(asc(t.requirement.validFrom)),
    tx.select().from(t.exemption).orderBy(asc(t.exemption.validFrom)),
    tx.select().from(t.lockException),
    tx.select().from(t.dayHeld),
    tx.select().from(t.agency).orderBy(asc(t.agency.province), asc(t.agency.code), asc(t.agency.validFrom)),
  ]);
  return {
    version,
    provinces,
    localities: joinNames(units, names),
    conditions,
    indicators: indicators.map((row) => row.indicator),
    programmes: programmes.map((programme) => ({
      ...programme,
      settings: settings.filter((row) => row.programme === programme.code),
      provinceSettings: provinceSettings.filter((row) => row.programme === programme.code),
    })) satisfies Programme[],
    calendarDays: days,
    requirements: needs,
    exemptions,
    exceptions,
    heldDays,
    agencies,
  };
}

function joinNames(
  units: (typeof t.locality.$inferSelect)[],
  names: (typeof t.localityName.$inferSelect)[],
): Locality[] {
  const byCode = groupBy(names, (name) => name.locality);
  return units.map(({ tileColumn, tileRow, ...unit }) => ({
    ...unit,
    names: (byCode.get(unit.code) ?? []).map(({ locality: _, ...name }) => name),
    tile: tileColumn === null || tileRow === null ? null : { column: tileColumn, row: tileRow },
  }));
}

/** The first start of the service begins the programmes that have no first day yet. */
export async function startProgrammes(orm: Orm, today: Day): Promise<void> {
  await orm.transaction(async (tx) => {
    const started = await tx
      .update(t.programme)
      .set({ startsOn: today, alertsFrom: today })
      .where(isNull(t.programme.startsOn))
      .returning({ code: t.programme.code });
    if (started.length > 0) await bumpRegistry(tx);
  });
}
