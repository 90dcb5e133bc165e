import { type Author, type Change, writeAudit } from '../access/author.ts';
import { openFrom } from '../collect/open-days.ts';
import { type Day, formatDay } from '../days.ts';
import type { Clients, OrmTx } from '../db/connect.ts';
import { refuse } from '../refused.ts';
import { lockRegistry } from '../registry/changes-store.ts';
import { covers, createRegistry, type Registry } from '../registry/snapshot.ts';
import { bumpRegistry, readRegistry, readRegistryIn } from '../registry/store.ts';
import type { Locality, Programme } from '../registry/types.ts';

/** The registry as it is stored now. */
export async function loadRegistry({ orm }: Pick<Clients, 'orm'>): Promise<Registry> {
  return createRegistry(await readRegistry(orm));
}

/**
 * One change of the registry in one transaction: `apply` is given the registry as it stays meanwhile,
 * checks, writes, and says what it did; the new version and the line in the audit are added here.
 */
export async function changeRegistry(
  db: Pick<Clients, 'orm'>,
  author: Author,
  apply: (tx: OrmTx, registry: Registry) => Promise<Change>,
): Promise<void> {
  await db.orm.transaction(async (tx) => {
    await lockRegistry(tx);
    // Over this connection: with each change holding one and waiting for another, ten of them would have them all.
    const change = await apply(tx, createRegistry(await readRegistryIn(tx)));
    await bumpRegistry(tx);
    await writeAudit(tx, author, change);
  });
}

/** The programmes that ask anything of a province; `VN` stands for all. */
export function programmesOf(registry: Registry, scope: string): Programme[] {
  return [...registry.programmes.values()].filter((one) => scope === 'VN' || covers(one, scope));
}

/** The earliest day on which a change may start: one that none of the programmes concerned has locked. */
export function earliestOpen(
  registry: Registry,
  programmes: readonly Programme[],
  now: Date,
): Day | undefined {
  return programmes
    .map((one) => openFrom(registry, one, now))
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
): void {
  const earliest = earliestOpen(registry, programmes, now);
  if (earliest !== undefined) checkNotBefore(earliest, from, field);
}

/** @throws {Refused} when a change would start before the earliest open day */
export function checkNotBefore(earliest: Day, from: Day, field: string): void {
  if (from < earliest)
    refuse(field, [
      `Các ngày trước ${formatDay(earliest)} đã khoá. Chọn ngày để thay đổi tính từ ${formatDay(earliest)} trở đi.`,
      `Days before ${earliest} are locked, so nothing can change on ${from}.`,
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
