import { isDeepStrictEqual } from 'node:util';
import { areaOfProgramme, areaWithin } from '../access/areas.ts';
import { insertAuditOf } from '../access/audit-store.ts';
import type { Author } from '../access/author.ts';
import type { Principal } from '../access/principal.ts';
import type { RootSql } from '../db/connect.ts';
import { refuse } from '../refused.ts';
import type { Registry } from '../registry/snapshot.ts';
import { checkLadder, hasProgrammes } from './ladder-rules.ts';
import { insertLadder, readLadders, readShippedLadder } from './ladder-store.ts';
import type { Ladder } from './ladders.ts';
import type { AlertKind } from './types.ts';

/** Which ladder is meant: of all programmes (`*`), or a programme's own. */
export interface LadderOf {
  programme: string;
  kind: AlertKind;
}

/** Whether somebody may change it: that of all who looks after all, a programme's who has all its provinces. */
export function mayChangeLadder(registry: Registry, { area }: Principal, programme: string): boolean {
  if (programme === '*') return area === '*';
  const of = registry.programmes.get(programme);
  return (
    of !== undefined && registry.provincesOf(of).every((province) => areaWithin(registry, province, area))
  );
}

/**
 * Puts a ladder in force, in place of the one before. Alerts that are open go on with theirs. Steps and settings
 * may come from anywhere.
 * @throws {Refused} with every objection
 */
export async function setLadder(
  sql: RootSql,
  registry: Registry,
  author: Author,
  of: LadderOf,
  given: { steps: unknown; settings: unknown },
): Promise<void> {
  refuseProgramme(registry, of);
  const { steps, settings } = checkLadder(of.kind, given);
  await sql.begin(async (tx) => {
    const before = (await readLadders(tx)).find((one) => isOf(one, of));
    await insertLadder(tx, { ...of, steps, settings, withdrawn: false }, author);
    await insertAuditOf(tx, author, {
      action: 'ladder.set',
      target: `${of.programme} ${of.kind}`,
      area: areaOfProgramme(registry, of.programme),
      ...(before && { before: { steps: before.steps, settings: before.settings } }),
      after: { steps, settings },
    });
  });
}

/**
 * Drops what was changed: a programme's own ladder goes out of force, so that the one of all holds again; that
 * of all becomes what the service came with.
 * @throws {Refused} when nothing was
 */
export async function dropLadder(
  sql: RootSql,
  registry: Registry,
  author: Author,
  of: LadderOf,
): Promise<void> {
  await sql.begin(async (tx) => {
    const before = (await readLadders(tx)).find((one) => isOf(one, of));
    const shipped = of.programme === '*' ? await readShippedLadder(tx, of.kind) : undefined;
    if (!before)
      refuse('', [
        'Đợt báo cáo này không có quy trình nhắc riêng.',
        'This programme has no ladder of its own.',
      ]);
    if (shipped && isSame(before, shipped))
      refuse('', ['Đây đã là quy trình nhắc ban đầu.', 'It is the ladder from the start.']);
    const { steps, settings } = shipped ?? { steps: [], settings: {} };
    await insertLadder(tx, { ...of, steps, settings, withdrawn: shipped === undefined }, author);
    await insertAuditOf(tx, author, {
      action: 'ladder.drop',
      target: `${of.programme} ${of.kind}`,
      area: areaOfProgramme(registry, of.programme),
      before: { steps: before.steps, settings: before.settings },
      ...(shipped && { after: { steps, settings } }),
    });
  });
}

/** Whether two ladders do the same. */
export const isSame = (a: Ladder, b: Ladder) =>
  isDeepStrictEqual(a.steps, b.steps) && isDeepStrictEqual(a.settings, b.settings);

const isOf = (ladder: Ladder, { programme, kind }: LadderOf) =>
  ladder.programme === programme && ladder.kind === kind;

function refuseProgramme(registry: Registry, { programme, kind }: LadderOf): void {
  if (programme === '*') return;
  if (!registry.programmes.has(programme))
    refuse('programme', ['Không có đợt này.', `There is no programme “${programme}”.`]);
  if (!hasProgrammes(kind))
    refuse('programme', ['Loại này không theo đợt báo cáo.', 'Alerts of this kind belong to no programme.']);
}
