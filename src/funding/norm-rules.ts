import type { Objection } from '../refused.ts';
import { amountOf, sumOf, toNumber } from './money-rules.ts';
import type { Norm, NormItem, NormSet } from './norms.ts';

/** What an office needs by the norms, from its posts. Pure. */

export interface Office {
  /** Biên chế: all posts of the office. */
  posts: number;
  /** Those of them that are specialists. */
  specialists: number;
  /** What it has, by item; what is not named is not asked of. */
  have: Partial<Record<NormItem, number>>;
  /** Of what it has or will have, what is equipped under section C: that many are not equipped under A or B. */
  underC?: Partial<Record<NormItem, number>> | undefined;
}

export interface Required {
  item: NormItem;
  section: Norm['section'];
  per: number;
  of: Norm['of'];
  required: number;
  have: number;
  underC: number;
  missing: number;
  ceiling: number;
  /** At the ceiling: the most that it may cost. */
  amount: number | null;
}

/** All that speaks against an office, or against what can be read of it; `set`: the norms of its day. */
export function objectionsToOffice(
  { posts, specialists }: Partial<Pick<Office, 'posts' | 'specialists'>>,
  set: NormSet | undefined,
): Objection[] {
  const none: Objection = {
    field: 'day',
    vi: 'Chưa có định mức của ngày này.',
    en: 'No norms are known of that day.',
  };
  const more: Objection = {
    field: 'specialists',
    vi: 'Số chuyên viên lớn hơn số biên chế.',
    en: 'More specialists than posts.',
  };
  return [
    ...(set === undefined ? [none] : []),
    ...(posts !== undefined && specialists !== undefined && specialists > posts ? [more] : []),
  ];
}

/** One for each `per` posts, a part counted whole: 28 posts by threes are 10. */
export function requiredBy(norm: Pick<Norm, 'per'>, posts: number): number {
  return Math.ceil(posts / norm.per);
}

/** What is lacking of each item that was asked of, and the most that it may cost in all. */
export function requirement(set: NormSet, office: Office): { lines: Required[]; total: number | null } {
  const lines = set.norms.flatMap((norm): Required[] => {
    const have = office.have[norm.item];
    if (have === undefined) return [];
    const required = requiredBy(norm, norm.of === 'posts' ? office.posts : office.specialists);
    // Equipped under C is not bought under A or B.
    const underC = set.sectionC.includes(norm.item) ? (office.underC?.[norm.item] ?? 0) : 0;
    const missing = Math.max(0, required - have - underC);
    const { section, item, per, of, ceiling } = norm;
    const amount = toNumber(amountOf(missing, ceiling));
    return [{ section, item, per, of, required, have, underC, missing, ceiling, amount }];
  });
  return { lines, total: toNumber(sumOf(lines.map(({ amount }) => amount ?? 0))) };
}

/** The ceiling that the norms set an item under section A or B; null where they set none. */
export function ceilingOf(set: NormSet | undefined, item: NormItem | null): number | null {
  return set?.norms.find((norm) => norm.item === item)?.ceiling ?? null;
}
