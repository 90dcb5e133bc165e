import type { Words } from '../../i18n/say.ts';
import type { SectionCode } from '../types.ts';

/** What a locality wants said in a report of its province. */
export const REMARKS_ABOUT = ['highlight', 'difficulty', 'proposal'] as const;
export type RemarkAbout = (typeof REMARKS_ABOUT)[number];

export const ABOUT_WORDS: Record<RemarkAbout, Words> = {
  highlight: ['Kết quả nổi bật', 'Highlight'],
  difficulty: ['Khó khăn, vướng mắc', 'Difficulty'],
  proposal: ['Đề xuất, kiến nghị', 'Proposal'],
};

/** Beside which section its author sees it, and into which he takes it over. */
export const SECTION_OF: Record<RemarkAbout, SectionCode> = {
  highlight: 'results',
  difficulty: 'shortcomings',
  proposal: 'proposals',
};
