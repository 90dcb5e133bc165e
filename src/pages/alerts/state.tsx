import type { AlertState } from '../../alerts/types.ts';
import { useSay } from '../language.tsx';
import { ALERT_STATES } from './words.ts';

/** How an alert stands, by sign and word. */
export function AlertTag({ state }: { state: AlertState }) {
  const say = useSay();
  const { sign, colour, words } = ALERT_STATES[state];
  return (
    <span class={`tag ${colour}`}>
      <span class="sign" aria-hidden="true">
        {sign}
      </span>{' '}
      {say(...words)}
    </span>
  );
}
