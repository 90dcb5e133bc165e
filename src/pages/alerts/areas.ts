import type { Names } from '../../alerts/names.ts';
import type { Say } from '../language.tsx';

/** What an alert is about, as people call it, wherever it stands in a sentence. */
export function areaCalled({ locality, areaVi, areaEn }: Names, say: Say): string {
  return locality === null ? say(areaVi, areaEn) : `${locality.type} ${locality.name}`;
}
