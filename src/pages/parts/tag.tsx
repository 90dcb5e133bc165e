import type { Colour } from '../../collect/types.ts';
import { useSay, type Words } from '../language.tsx';

/** A state by its colour, its sign and its word: none of them says it alone. */
export function Tag({ colour, sign, words }: { colour: Colour; sign: string; words: Words }) {
  const say = useSay();
  return (
    <span class={`tag ${colour}`}>
      <span class="sign" aria-hidden="true">
        {sign}
      </span>{' '}
      {say(...words)}
    </span>
  );
}
