import type { Colour } from '../../collect/types.ts';
import { COLOURS } from '../words.ts';

/** A colour with its sign and its word. */
export function StateTag({ colour }: { colour: Colour }) {
  const { sign, word } = COLOURS[colour];
  return (
    <span class={`tag ${colour}`}>
      <span class="sign" aria-hidden="true">
        {sign}
      </span>{' '}
      {word}
    </span>
  );
}
