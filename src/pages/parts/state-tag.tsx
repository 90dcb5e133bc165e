import type { Colour } from '../../collect/types.ts';
import { useSay } from '../language.tsx';
import { COLOURS } from '../words.ts';

/** A colour with its sign and its word. */
export function StateTag({ colour }: { colour: Colour }) {
  const say = useSay();
  const { sign, words } = COLOURS[colour];
  return (
    <span class={`tag ${colour}`}>
      <span class="sign" aria-hidden="true">
        {sign}
      </span>{' '}
      {say(...words)}
    </span>
  );
}
