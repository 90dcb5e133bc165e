import type { Colour } from '../../collect/types.ts';

/** Counts as parts of one bar; what stands beside it says the same in figures. */
export function ShareBar({ parts }: { parts: readonly { colour: Colour; count: number }[] }) {
  const total = parts.reduce((sum, { count }) => sum + count, 0);
  let x = 0;
  return (
    <svg class="share" viewBox="0 0 1000 10" width="1000" preserveAspectRatio="none" aria-hidden="true">
      {parts
        .filter(({ count }) => count > 0)
        .map(({ colour, count }) => {
          const width = (count / total) * 1000;
          const from = x;
          x += width;
          return (
            <rect key={colour} class={colour} x={from.toFixed(1)} width={width.toFixed(1)} height="10" />
          );
        })}
    </svg>
  );
}
