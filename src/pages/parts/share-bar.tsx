import type { Colour } from '../../collect/types.ts';
import { COLOUR_ORDER } from '../words.ts';

/** The four colours as parts of one bar; the counts beside it say the same. */
export function ShareBar({ counts }: { counts: Record<Colour, number> }) {
  const total = COLOUR_ORDER.reduce((sum, colour) => sum + counts[colour], 0);
  let x = 0;
  return (
    <svg class="share" viewBox="0 0 1000 10" width="1000" preserveAspectRatio="none" aria-hidden="true">
      {COLOUR_ORDER.filter((colour) => counts[colour] > 0).map((colour) => {
        const width = (counts[colour] / total) * 1000;
        const from = x;
        x += width;
        return <rect key={colour} class={colour} x={from.toFixed(1)} width={width.toFixed(1)} height="10" />;
      })}
    </svg>
  );
}
