import { NONE } from '../format.ts';

/** A number to call with a tap. */
export function Phone({ number }: { number: string | null }) {
  if (number === null) return <>{NONE}</>;
  return <a href={`tel:${number.replace(/[^\d+]/g, '')}`}>{number}</a>;
}
