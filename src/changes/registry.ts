import { type Author, type Change, writeAudit } from '../access/author.ts';
import { readClosedDays } from '../collect/closed-store.ts';
import { collect } from '../collect/collect.ts';
import { hasUnsettled } from '../collect/open-days.ts';
import { type Day, formatDay } from '../days.ts';
import type { Clients, OrmTx } from '../db/connect.ts';
import { refuse } from '../refused.ts';
import { holdDays, lockRegistry } from '../registry/changes-store.ts';
import { openFrom } from '../registry/locks.ts';
import { covers, createRegistry, type HeldDay, type Registry } from '../registry/snapshot.ts';
import { bumpRegistry, readRegistry, readRegistryIn } from '../registry/store.ts';
import type { Locality, Programme } from '../registry/types.ts';
import { daysToHold } from './held-days.ts';

/** The registry as it is stored now. */
export async function loadRegistry({ orm }: Pick<Clients, 'orm'>): Promise<Registry> {
  return createRegistry(await readRegistry(orm));
}

/**
 * One change of the registry in one transaction: `apply` is given the registry as it stays meanwhile,
 * checks, writes, and says what it did; the new version and the line in the audit are added here. What has locked
 * by then is settled before, and stays locked whatever the change does to calendar and settings.
 */
export async function changeRegistry(
  db: Clients,
  author: Author,
  apply: (tx: OrmTx, registry: Registry) => Promise<Change>,
): Promise<void> {
  await settleLocked(db, author.now);
  await db.orm.transaction(async (tx) => {
    await lockRegistry(tx);
    // Over this connection: with each change holding one and waiting for another, ten of them would have them all.
    const before = createRegistry(await readRegistryIn(tx));
    const change = await apply(tx, before);
    const held = daysToHold(before, createRegistry(await readRegistryIn(tx)), author.now);
    await holdDays(tx, await withoutClosed(tx, held));
    await bumpRegistry(tx);
    await writeAudit(tx, author, change);
  });
}

/**
 * Those that hold. A day that was closed already had been asked in time: a day off that was entered for it and taken
 * back again changes nothing of that.
 */
async function withoutClosed(tx: OrmTx, days: readonly HeldDay[]): Promise<HeldDay[]> {
  const [first] = days.flatMap(({ as, day }) => (as === 'asked_late' ? [day] : [])).sort();
  if (first === undefined) return [...days];
  const closed = await readClosedDays(tx, first);
  const keys = new Set(closed.map(({ programme, province, day }) => `${programme} ${province} ${day}`));
  return days.filter(
    ({ as, programme, province, day }) => as === 'locked' || !keys.has(`${programme} ${province} ${day}`),
  );
}

/**
 * Makes final what has locked by the clock while no round has come to it, as after an outage: what follows does
 * not move it.
 */
export async function settleLocked(db: Clients, now: Date): Promise<void> {
  const registry = await loadRegistry(db);
  if ([...registry.programmes.values()].some((one) => hasUnsettled(registry, one, now)))
    await collect(db.sql, registry, now);
}

/** The programmes that ask anything of a province; `VN` stands for all. */
export function programmesOf(registry: Registry, scope: string): Programme[] {
  return [...registry.programmes.values()].filter((one) => scope === 'VN' || covers(one, scope));
}

/**
 * The earliest day on which a change may start: one that none of the programmes concerned has locked, in the
 * province that it is of, or in any of theirs.
 */
export function earliestOpen(
  registry: Registry,
  programmes: readonly Programme[],
  now: Date,
  scope?: string,
): Day | undefined {
  return programmes
    .flatMap((one) => {
      const provinces = scope === undefined || scope === 'VN' ? registry.provincesOf(one) : [scope];
      return provinces.map((province) => openFrom(registry, one, now, [province]));
    })
    .sort()
    .at(-1);
}

/** @throws {Refused} naming the earliest day there is, so that what is final stays */
export function checkOpen(
  registry: Registry,
  programmes: readonly Programme[],
  from: Day,
  now: Date,
  field: string,
  scope?: string,
): void {
  const earliest = earliestOpen(registry, programmes, now, scope);
  if (earliest !== undefined) checkNotBefore(earliest, from, field);
}

/** @throws {Refused} when a change would start before the earliest open day */
export function checkNotBefore(earliest: Day, from: Day, field: string): void {
  if (from < earliest)
    refuse(field, [
      `Các ngày trước ${formatDay(earliest)} đã khóa. Chọn ngày áp dụng từ ${formatDay(earliest)} trở đi.`,
      `Days before ${formatDay(earliest)} are locked, so nothing can change on ${formatDay(from)}.`,
    ]);
}

/** @throws {Refused} when there is no locality of that code */
export function localityOf(registry: Registry, code: string, field: string): Locality {
  const locality = registry.localities.get(code);
  if (!locality)
    refuse(field, [
      'Không có đơn vị này. Chọn một đơn vị trong danh sách.',
      `There is no locality “${code}”.`,
    ]);
  return locality;
}
