import type { BeatState } from '../../heartbeat/types.ts';
import { Tag } from '../parts/tag.tsx';
import { BEAT_STATES } from './words.ts';

/** A state with its sign and its word. */
export function BeatTag({ state }: { state: BeatState }) {
  return <Tag {...BEAT_STATES[state]} />;
}
