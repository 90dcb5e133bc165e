import { type Annex, type Paper, roman } from '../../papers/paper.ts';
import type { KindOfReport } from '../kind.ts';
import { asOfWords, correctionAnnex, correctionSentence } from '../phrases.ts';
import type { Narrative, ReportKind, Snapshot } from '../types.ts';
import { daily } from './daily.ts';
import { deadline } from './deadline.ts';
import { halfYearly, monthly } from './periodic.ts';

/** Every kind of report, each said once; one that is forgotten does not compile. */
export const KINDS: Record<ReportKind, KindOfReport> = {
  daily,
  deadline,
  monthly,
  half_yearly: halfYearly,
};

/** The report as it reads: of the snapshot and of what people wrote, and of nothing else. */
export function paperOf(
  snapshot: Snapshot,
  narrative: Narrative,
  heads: Partial<Record<string, string | null | undefined>> = {},
): Paper {
  const kind = KINDS[snapshot.kind];
  const annexes = [...correctionAnnex(snapshot), ...kind.annexes(snapshot)].filter(
    (one) => one.table.rows.length > 0,
  );
  return {
    name: 'Báo cáo',
    about: kind.about(snapshot),
    area: snapshot.area.name,
    asOf: asOfWords(snapshot),
    opening: `${correctionSentence(snapshot)}Thực hiện ${quoted(snapshot.programme.nameVi)}, số liệu ${asOfWords(snapshot)}${mention(annexes.filter((one) => !one.onlyInWorkbook))}:`,
    sections: kind.sections.map(({ code, head, blocks }) => ({
      code,
      head: heads[code] ?? head,
      blocks: blocks(snapshot),
      written: paragraphsOf(narrative[code] ?? ''),
    })),
    annexes,
  };
}

const quoted = (name: string) => `đợt “${name}”`;

function mention(annexes: readonly Annex[]): string {
  if (annexes.length === 0) return '';
  return annexes.length === 1
    ? ' (chi tiết tại Phụ lục)'
    : ` (chi tiết tại các Phụ lục I–${roman(annexes.length)})`;
}

const paragraphsOf = (text: string) =>
  text
    .split(/\n+/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
