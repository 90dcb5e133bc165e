import type { Colour } from '../../collect/types.ts';
import { COLOURS } from '../words.ts';
import { Tag } from './tag.tsx';

/** A colour with its sign and its word. */
export function StateTag({ colour }: { colour: Colour }) {
  return <Tag colour={colour} {...COLOURS[colour]} />;
}
