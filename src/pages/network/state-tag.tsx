import type { BeatState } from '../../heartbeat/types.ts';
import { useSay } from '../language.tsx';
import { BEAT_STATES } from './words.ts';

/** A state with its sign and its word. */
export function BeatTag({ state }: { state: BeatState }) {
  const say = useSay();
  const { sign, colour, words } = BEAT_STATES[state];
  return (
    <span class={`tag ${colour}`}>
      <span class="sign" aria-hidden="true">
        {sign}
      </span>{' '}
      {say(...words)}
    </span>
  );
}
