import type { AlertState } from '../../alerts/types.ts';
import { Tag } from '../parts/tag.tsx';
import { ALERT_STATES } from './words.ts';

/** How an alert stands, by sign and word. */
export function AlertTag({ state }: { state: AlertState }) {
  return <Tag {...ALERT_STATES[state]} />;
}
