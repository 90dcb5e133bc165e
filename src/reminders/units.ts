import type { Gap } from '../collect/types.ts';
import { viewStatuses } from '../collect/view.ts';
import { type Day, dayOf, formatDay, timeOf } from '../days.ts';
import type { Sql } from '../db/connect.ts';
import { type FundingMark, loadMarks } from '../funding/marks.ts';
import { paidWords } from '../funding/words.ts';
import { formatNumber } from '../i18n/format.ts';
import type { Say } from '../i18n/say.ts';
import type { Registry } from '../registry/snapshot.ts';
import { cutoffOf } from '../registry/times.ts';
import { type Indicator, inForce, type LocalityName, type Programme } from '../registry/types.ts';

/** A unit as a reminder speaks of it, at the moment it is sent. */
export interface Unit {
  named: LocalityName;
  /** The time at which the day's report is due; null where it has come, or none is asked for. */
  dueAt: Date | null;
  /** What it lacks, in the catalogue's order. */
  gaps: { of: Indicator; gap: Gap; funding: FundingMark['funding'] }[];
}

/** Gaps of one unit that are named; the rest are counted. */
const NAMED = 8;

/** Of these localities, those that still have to report of the day or lack something. */
export async function readUnits(
  sql: Sql,
  registry: Registry,
  asked: {
    programme: Programme;
    codes: readonly string[];
    indicators: readonly string[] | null;
    day: Day;
  },
  now: Date,
): Promise<Unit[]> {
  const { programme, codes, indicators, day } = asked;
  const today = dayOf(now);
  const localities = codes.flatMap((code) => {
    const found = registry.localities.get(code);
    return found && inForce(found, today) ? [found] : [];
  });
  const [views, mark] = await Promise.all([
    viewStatuses(sql, registry, programme, localities, today, now),
    loadMarks(sql, registry, codes, today),
  ]);
  return views.flatMap(({ locality, row, reporting }): Unit[] => {
    const owed = day === today && (reporting === 'due' || reporting === 'missing');
    const gaps = registry
      .asked(programme, locality, today)
      .filter((of) => of.required && (indicators === null || indicators.includes(of.code)))
      .flatMap((of) => {
        const gap = row.gaps[of.code];
        if (!gap) return [];
        const { missing = null } = gap;
        const { funding } = mark({ locality: locality.code, indicator: of.code, missing });
        return [{ of, gap, funding }];
      });
    if (!owed && gaps.length === 0) return [];
    const settings = registry.settingsOn(programme, locality.province, today);
    return [
      {
        named: registry.nameOn(locality, today),
        dueAt: owed ? cutoffOf(settings, today) : null,
        gaps,
      },
    ];
  });
}

/** What a message says of a unit, in one or two sentences. */
export function unitText({ dueAt, gaps }: Unit, day: Day, say: Say): string {
  const report =
    dueAt === null
      ? []
      : [
          say(
            `Chưa gửi báo cáo ngày ${formatDay(day)} (hạn gửi ${timeOf(dueAt)}).`,
            `The report of ${formatDay(day)} has not been sent (due ${timeOf(dueAt)}).`,
          ),
        ];
  if (gaps.length === 0) return report.join(' ');
  const named = gaps.slice(0, NAMED).map((one) => gapText(one, say));
  const rest = gaps.length - named.length;
  const more = rest === 0 ? '' : say(`; và ${formatNumber(rest)} chỉ tiêu khác`, `; and ${rest} more`);
  const count = formatNumber(gaps.length);
  return [
    ...report,
    `${say(`Còn ${count} chỉ tiêu chưa đạt`, `${count} indicators are lacking`)}: ${named.join('; ')}${more}.`,
  ].join(' ');
}

function gapText({ of, gap, funding }: Unit['gaps'][number], say: Say): string {
  const name = say(of.nameVi, of.nameEn);
  const { state, missing = null } = gap;
  const counted = of.kind === 'ratio' || of.kind === 'number';
  const paid = paidWords(funding);
  const notes = [
    state === 'unknown' && say('chưa có số liệu', 'not known'),
    state === 'unmet' &&
      counted &&
      missing !== null &&
      `${say('thiếu', 'lacks')} ${formatNumber(missing)}${of.unit ? ` ${of.unit}` : ''}`,
    paid && say(...paid),
  ].filter((note) => typeof note === 'string');
  return notes.length === 0 ? name : `${name} (${notes.join(', ')})`;
}
