import type { Severity } from '../../alerts/severity-rules.ts';
import type { Colour } from '../../collect/types.ts';
import type { Words } from '../language.tsx';

/** How much an alert asks for somebody's eye. */
export const SEVERITY_TAGS: Record<Severity, { colour: Colour; sign: string; words: Words }> = {
  urgent: { colour: 'red', sign: '▲', words: ['khẩn', 'urgent'] },
  high: { colour: 'yellow', sign: '◐', words: ['cao', 'high'] },
  normal: { colour: 'grey', sign: '–', words: ['thường', 'normal'] },
};
