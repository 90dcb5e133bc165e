import type { Author } from '../access/author.ts';
import { addDays, type Day, formatDay } from '../days.ts';
import type { Clients } from '../db/connect.ts';
import { type Readers, readChoice, readDay, readText } from '../fields.ts';
import { refuse } from '../refused.ts';
import { startVersion } from '../registry/changes.ts';
import { dropAgencyVersionsAfter, endAgencyVersion, putAgency } from '../registry/changes-store.ts';
import type { Registry } from '../registry/snapshot.ts';
import { AGENCY_KINDS, type Agency, type AgencyKind, inForce } from '../registry/types.ts';
import { changeRegistry } from './registry.ts';

/** Agencies: who leads, co-ordinates, follows or is addressed in a province. */

export interface AgencyTerms {
  nameVi: string;
  nameEn: string;
  kind: AgencyKind;
  from: Day;
}

export const AGENCY_FIELDS: Readers<AgencyTerms> = {
  'name-vi': (text, field) => ({ nameVi: readText(field, text, 200) }),
  'name-en': (text, field) => ({ nameEn: readText(field, text, 200) }),
  kind: (text, field) => ({ kind: readChoice(field, text, AGENCY_KINDS) }),
  from: (text, field) => ({ from: readDay(field, text) }),
};

/** Addressees that are no agency of their own. */
const RESERVED = ['all-localities'];

/** Makes an agency, or gives it another name or kind, from a day on. */
export async function setAgency(
  db: Clients,
  author: Author,
  { province, code }: Pick<Agency, 'province' | 'code'>,
  { from, ...terms }: AgencyTerms,
): Promise<void> {
  await changeRegistry(db, author, async (tx, registry) => {
    if (!registry.provinces.has(province))
      refuse('province', ['Chọn một tỉnh, thành phố.', `There is no province “${province}”.`]);
    if (!/^[a-z][a-z0-9-]{1,39}$/.test(code) || RESERVED.includes(code))
      refuse('code', [
        'Mã gồm chữ không dấu, số và dấu gạch ngang, ví dụ so-xay-dung.',
        `“${code}” is not a code like so-xay-dung.`,
      ]);
    const { base, ends, validTo } = startVersion(versionsOf(registry, province, code), from);
    if (ends) await endAgencyVersion(tx, ends, addDays(from, -1));
    const row = { province, code, ...terms, validFrom: from, validTo };
    await putAgency(tx, row);
    return { action: 'agency.set', target: code, area: province, before: base ?? null, after: row };
  });
}

/** Ends an agency: after that day nothing new is given to it. */
export async function endAgency(
  db: Clients,
  author: Author,
  { province, code }: Pick<Agency, 'province' | 'code'>,
  lastDay: Day,
): Promise<void> {
  await changeRegistry(db, author, async (tx, registry) => {
    const last = versionsOf(registry, province, code).find((one) => inForce(one, lastDay));
    if (!last)
      refuse('last-day', [
        `Không có cơ quan này vào ngày ${formatDay(lastDay)}.`,
        `There is no agency “${code}” in ${province} on ${formatDay(lastDay)}.`,
      ]);
    await dropAgencyVersionsAfter(tx, last, lastDay);
    await endAgencyVersion(tx, last, lastDay);
    return {
      action: 'agency.end',
      target: code,
      area: province,
      before: { validTo: last.validTo },
      after: { validTo: lastDay },
    };
  });
}

function versionsOf(registry: Registry, province: string, code: string): Agency[] {
  return registry.agencies.filter((one) => one.province === province && one.code === code);
}
