import { kindOf } from '../alerts/kinds/all.ts';
import type { Escalation } from '../alerts/said-store.ts';
import type { AlertKind } from '../alerts/types.ts';
import type { Say, Words } from '../i18n/say.ts';

/** Words of the summary in both languages. */

/** A kind of alert within a line. */
export function kindName(kind: AlertKind, say: Say): string {
  const name = say(...kindOf(kind).name);
  return `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
}

export const ESCALATED_TO: Record<Escalation['role'], Words> = {
  leader: ['đã báo lãnh đạo đơn vị', 'the commune’s leader was told'],
  department: ['đã báo Sở, ngành phụ trách', 'the department was told'],
};

export const sayIn = (language: 'vi' | 'en'): Say => (language === 'en' ? (_, en) => en : (vi) => vi);
