import type { Author } from '../access/author.ts';
import { addDays, type Day, formatDay } from '../days.ts';
import type { Clients } from '../db/connect.ts';
import { type Readers, readChoice, readDay, readText } from '../fields.ts';
import { composed } from '../lib/composed.ts';
import { refuse } from '../refused.ts';
import { endLocality, putLocalityName } from '../registry/changes-store.ts';
import type { Registry } from '../registry/snapshot.ts';
import { inForce, LOCALITY_TYPES, type Locality, type LocalityType, versionOn } from '../registry/types.ts';
import { changeRegistry, checkOpen, localityOf, programmesOf } from './registry.ts';

interface Renaming {
  name: string;
  /** The one that it has when left out. */
  type?: LocalityType;
  from: Day;
}

interface Ending {
  lastDay: Day;
  /** Who takes over; of several the first counts most. */
  successors: readonly string[];
}

export const RENAMING_FIELDS: Readers<Renaming> = {
  name: (text, field) => ({ name: readText(field, text, 100) }),
  type: (text, field) => ({ type: readChoice(field, composed(text), LOCALITY_TYPES) }),
  from: (text, field) => ({ from: readDay(field, text) }),
};

export const ENDING_FIELDS: Readers<Pick<Ending, 'lastDay'>> = {
  'last-day': (text, field) => ({ lastDay: readDay(field, text) }),
};

/** Another name or type from a day on, under the same code; a later name that is set keeps its own day. */
export async function renameLocality(
  db: Clients,
  author: Author,
  code: string,
  { name, type, from }: Renaming,
): Promise<void> {
  await changeRegistry(db, author, async (tx, registry) => {
    const locality = localityOf(registry, code, 'code');
    refuseBefore(locality, from, 'from');
    checkOpen(
      registry,
      programmesOf(registry, locality.province),
      from,
      author.now,
      'from',
      locality.province,
    );
    const before = versionOn(locality.names, from) ?? null;
    const after = { validFrom: from, name, type: type ?? before?.type ?? 'xã' };
    await putLocalityName(tx, { locality: code, ...after });
    return { action: 'locality.rename', target: code, area: code, before, after };
  });
}

/**
 * Ends a locality, merged into another or dissolved: from the day after, its gaps and alerts are resolved
 * and what speaks for it only reads.
 */
export async function endLocalityOn(
  db: Clients,
  author: Author,
  code: string,
  { lastDay: validTo, successors }: Ending,
): Promise<void> {
  await changeRegistry(db, author, async (tx, registry) => {
    const locality = localityOf(registry, code, 'code');
    refuseBefore(locality, validTo, 'last-day');
    const next = addDays(validTo, 1);
    const programmes = programmesOf(registry, locality.province);
    checkOpen(registry, programmes, next, author.now, 'last-day', locality.province);
    if (locality.validTo !== null)
      checkOpen(
        registry,
        programmes,
        addDays(locality.validTo, 1),
        author.now,
        'last-day',
        locality.province,
      );
    for (const successor of successors) {
      if (successor === code)
        refuse('successor', [
          'Đơn vị tiếp nhận phải là một đơn vị khác.',
          'A locality cannot be its own successor.',
        ]);
      if (!inForce(localityOf(registry, successor, 'successor'), next))
        refuse('successor', [
          `Đơn vị tiếp nhận chưa hoặc không còn hoạt động ngày ${formatDay(next)}.`,
          `The successor ${successor} is not in force on ${next}.`,
        ]);
    }
    refuseLeavingOthers(registry, locality, validTo);
    await endLocality(tx, code, { validTo, successors: [...successors] });
    return {
      action: 'locality.end',
      target: code,
      area: code,
      before: { validTo: locality.validTo, successors: locality.successors },
      after: { validTo, successors },
    };
  });
}

export function refuseBefore({ code, validFrom }: Locality, day: Day, field: string): void {
  if (day < validFrom)
    refuse(field, [
      `Đơn vị này hoạt động từ ${formatDay(validFrom)}. Chọn ngày không sớm hơn.`,
      `Locality ${code} is in force from ${formatDay(validFrom)} only.`,
    ]);
}

/** Whoever takes over from another is there when that one has ended. */
function refuseLeavingOthers(registry: Registry, { code }: Locality, lastDay: Day): void {
  const other = [...registry.localities.values()].find(
    (one) => one.successors.includes(code) && one.validTo !== null && one.validTo >= lastDay,
  );
  if (other)
    refuse('last-day', [
      `Đơn vị này tiếp nhận đơn vị ${other.code} sau ngày ${formatDay(other.validTo ?? lastDay)}. Chọn ngày muộn hơn, hoặc đổi đơn vị tiếp nhận kia trước.`,
      `Locality ${other.code} ends on ${formatDay(other.validTo ?? lastDay)} and ${code} takes over from it; end this one later.`,
    ]);
}
