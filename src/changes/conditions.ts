import type { Author } from '../access/author.ts';
import type { Clients } from '../db/connect.ts';
import { type Readers, readText } from '../fields.ts';
import { refuse } from '../refused.ts';
import { putCondition } from '../registry/changes-store.ts';
import { changeRegistry } from './registry.ts';

export interface ConditionNames {
  nameVi: string;
  nameEn: string;
}

export const CONDITION_FIELDS: Readers<ConditionNames> = {
  'name-vi': (text, field) => ({ nameVi: readText(field, text, 200) }),
  'name-en': (text, field) => ({ nameEn: readText(field, text, 200) }),
};

/** Makes a group of indicators, behind the others, or names one anew. Nothing is asked by it until it has indicators. */
export async function setCondition(
  db: Clients,
  author: Author,
  code: string,
  names: ConditionNames,
): Promise<void> {
  await changeRegistry(db, author, async (tx, registry) => {
    if (!/^[a-z][a-z0-9_]{1,39}$/.test(code))
      refuse('code', ['Mã gồm chữ không dấu và số, ví dụ data.', `“${code}” is not a code like data.`]);
    const before = registry.conditions.find((one) => one.code === code);
    await putCondition(tx, { code, ...names });
    return {
      action: 'condition.set',
      target: code,
      area: '*',
      before: before ? { nameVi: before.nameVi, nameEn: before.nameEn } : null,
      after: names,
    };
  });
}
