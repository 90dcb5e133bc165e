import type { z } from 'zod';
import { isoLocal } from '../days.ts';
import type { scoreItem, scoresAnswer, setAnswer } from './schema.ts';
import type { CriteriaSet, Sheet } from './types.ts';
import type { Scores } from './view.ts';

/** Places gained and points of percent against the period before; null where there is none. */
export function changeOf(
  { locality, rank, percent }: Pick<Sheet, 'locality' | 'rank' | 'percent'>,
  before: Scores['before'],
): { rank: number | null; percent: number | null } | null {
  const was = before.get(locality.code);
  if (!was) return null;
  return {
    rank: rank === null || was.rank === null ? null : was.rank - rank,
    percent:
      percent === null || was.percent === null ? null : Math.round((percent - was.percent) * 100) / 100,
  };
}

export function presentSheet(sheet: Sheet, { before, objections }: Scores): z.infer<typeof scoreItem> {
  return {
    ...sheet,
    change: changeOf(sheet, before),
    objections: objections
      .filter((one) => one.locality === sheet.locality.code)
      .map((one) => ({
        reason: one.reason,
        criteria: one.criteria,
        at: isoLocal(one.at),
        by: one.by,
        accepted: one.accepted === null ? null : one.accepted === 'yes',
        answer: one.answer,
        answeredAt: one.answeredAt && isoLocal(one.answeredAt),
        answeredBy: one.answeredBy,
      })),
  };
}

export function presentScores(
  scores: Scores,
  sheets: readonly Sheet[],
  nextCursor: string | null,
): z.infer<typeof scoresAnswer> {
  const { set, period, round, publication } = scores;
  const { code, version, nameVi } = set;
  return {
    set: { code, version, nameVi },
    period,
    version: round?.version ?? 1,
    state:
      publication?.kind === 'approval' ? 'approved' : publication ? 'published' : (round?.state ?? 'open'),
    publishedAt: round?.publishedAt ? isoLocal(round.publishedAt) : null,
    objectionsUntil: round?.objectionsUntil ?? null,
    approvedAt: publication?.kind === 'approval' ? isoLocal(publication.at) : null,
    items: sheets.map((one) => presentSheet(one, scores)),
    nextCursor,
  };
}

export const presentSet = ({
  code,
  version,
  province,
  nameVi,
  max,
  groups,
  grades,
}: CriteriaSet): z.infer<typeof setAnswer> => ({ code, version, province, nameVi, max, groups, grades });
