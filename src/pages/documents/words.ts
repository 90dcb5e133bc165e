import type { Effect } from '../../documents/effect-rules.ts';
import { KINDS } from '../../documents/paper.ts';
import { DOCUMENT_KINDS, DOCUMENTS, type DocumentState } from '../../documents/types.ts';
import { type Query, withQuery } from '../addresses.ts';
import { formatNumber } from '../format.ts';
import type { Say, Words } from '../language.tsx';
import type { Option } from '../parts/form.tsx';

/** Where a document is drafted: of what is chosen elsewhere. */
export const DRAFT = `${DOCUMENTS}/soan`;

export const STATE_WORDS: Record<DocumentState, Words> = {
  draft: ['Dự thảo', 'Draft'],
  issued: ['Đã ban hành', 'Issued'],
};

export const kindOptions = (say: Say): Option[] =>
  DOCUMENT_KINDS.map((kind): Option => [kind, say(...KINDS[kind].name)]);

export const documentAddress = (id: number, below = '') => `${DOCUMENTS}/${id}${below}`;
export const draftAddress = (asked: Query) => withQuery(DRAFT, asked);
export const docxAddress = (id: number) => `/api/v1/documents/${id}/file?format=docx`;
export const signedAddress = (id: number) => `/api/v1/documents/${id}/signed`;

/** "12/45 trong 7 ngày"; with what is still to come while the days have not passed. */
export function windowWords({ urged, windows }: Effect, days: number, say: Say): string | null {
  const found = windows.find((one) => one.days === days);
  if (!found || urged === 0) return null;
  const share = `${formatNumber(found.closed)}/${formatNumber(urged)}`;
  return found.passed ? share : `${share} ${say('(đến nay)', '(so far)')}`;
}
