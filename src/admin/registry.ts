import { openFrom } from '../collect/open-days.ts';
import type { Day } from '../days.ts';
import type { OrmTx } from '../db/connect.ts';
import { lockRegistry } from '../registry/changes-store.ts';
import { covers, createRegistry, type Registry } from '../registry/snapshot.ts';
import { bumpRegistry, readRegistry } from '../registry/store.ts';
import type { Programme } from '../registry/types.ts';
import { type Change, writeAudit } from './audit.ts';
import { Refused } from './errors.ts';
import type { Shell } from './shell.ts';

/** The registry as it is stored now. */
export async function loadRegistry({ db }: Pick<Shell, 'db'>): Promise<Registry> {
  return createRegistry(await readRegistry(db.orm));
}

/**
 * One change of the registry in one transaction: `apply` is given the registry as it stays meanwhile,
 * checks, writes, and says what it did; the new version and the line in the audit are added here.
 */
export async function changeRegistry(
  shell: Shell,
  apply: (tx: OrmTx, registry: Registry) => Promise<Change>,
): Promise<void> {
  await shell.db.orm.transaction(async (tx) => {
    await lockRegistry(tx);
    // Read over another connection: with the lock held nobody else's change can come in between.
    const change = await apply(tx, await loadRegistry(shell));
    await bumpRegistry(tx);
    await writeAudit(tx, shell, change);
  });
}

/** The programmes that ask anything of a province; `VN` stands for all. */
export function programmesOf(registry: Registry, scope: string): Programme[] {
  return [...registry.programmes.values()].filter((one) => scope === 'VN' || covers(one, scope));
}

/**
 * Changes start on a day that none of the programmes concerned has locked, so that what is final stays.
 * @throws {Refused} naming the earliest day there is
 */
export function checkOpen(
  registry: Registry,
  programmes: readonly Programme[],
  from: Day,
  now: Date,
  what: string,
): void {
  const earliest = programmes
    .map((one) => openFrom(registry, one, now))
    .sort()
    .at(-1);
  if (earliest !== undefined && from < earliest)
    throw new Refused(`${what}: days before ${earliest} are locked, so nothing can change on ${from}.`);
}
