/** Shades of a share on a map, from none to all. Pure. */

export const SHARE_STEPS = [0, 1, 2, 3, 4, 5] as const;
export type ShareStep = (typeof SHARE_STEPS)[number];

/** Percent from which the next shade begins. */
const BOUNDS = [25, 50, 75, 100] as const;

/** None and all have shades of their own: 99.9 % is not all. */
export function shareStep(percent: number): ShareStep {
  if (percent <= 0) return 0;
  return (1 + BOUNDS.filter((bound) => percent >= bound).length) as ShareStep;
}

/** What a shade stands for: `0 %`, `25 – < 50 %`, `100 %`. */
export function stepText(step: ShareStep): string {
  const [from, to] = [BOUNDS[step - 2], BOUNDS[step - 1]];
  if (step === 0) return '0 %';
  if (to === undefined) return '100 %';
  return from === undefined ? `< ${to} %` : `${from} – < ${to} %`;
}
