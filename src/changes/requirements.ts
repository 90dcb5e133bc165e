import type { Author } from '../access/author.ts';
import { type Day, formatDay } from '../days.ts';
import type { Clients } from '../db/connect.ts';
import { refuse } from '../refused.ts';
import { putRequirement } from '../registry/changes-store.ts';
import { KIND_FACTS } from '../registry/indicator-kinds.ts';
import { changeRegistry, checkOpen, localityOf, programmesOf } from './registry.ts';

/** Sets what a locality needs of an indicator; null lets its records say it again. */
export async function setRequirement(
  db: Clients,
  author: Author,
  {
    locality: code,
    indicator,
    need,
    from,
  }: { locality: string; indicator: string; need: number | null; from: Day },
): Promise<void> {
  await changeRegistry(db, author, async (tx, registry) => {
    const locality = localityOf(registry, code, 'locality');
    checkOpen(
      registry,
      programmesOf(registry, locality.province),
      from,
      author.now,
      'from',
      locality.province,
    );
    const found = registry.indicatorsOn(from).get(indicator);
    if (!found)
      refuse('indicator', [
        'Chỉ tiêu này không áp dụng ngày đó.',
        `No indicator “${indicator}” is in force on ${formatDay(from)}.`,
      ]);
    if (!KIND_FACTS[found.kind].halves)
      refuse('indicator', [
        'Chỉ giao được số lượng cho chỉ tiêu kiểu hiện có/cần có.',
        `“${indicator}” is a ${found.kind}; only of a ratio a need can be set.`,
      ]);
    if (need === 0 && !found.allowsZeroNeed)
      refuse('need', [
        'Đơn vị nào cũng cần chỉ tiêu này, không nhập số 0.',
        `“${indicator}” is needed everywhere: 0 is not allowed.`,
      ]);
    const before = registry.need(code, indicator, from);
    await putRequirement(tx, { locality: code, indicator, validFrom: from, need });
    return {
      action: 'requirement.set',
      target: `${code} ${indicator}`,
      area: code,
      before: { need: before },
      after: { validFrom: from, need },
    };
  });
}
