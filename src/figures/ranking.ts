/** Who stands where, and how that moved. Pure. */

export interface Scored {
  code: string;
  /** Null where nothing is known; such stand last. */
  percent: number | null;
}

/** Places by percent, 1 for the highest; who is level shares a place, and the next one counts them all. */
export function placesOf(standings: readonly Scored[]): Map<string, number> {
  const sorted = [...standings].sort((a, b) => worth(b) - worth(a));
  const places = new Map<string, number>();
  let place = 0;
  let last: number | undefined;
  for (const [index, one] of sorted.entries()) {
    if (worth(one) !== last) place = index + 1;
    last = worth(one);
    places.set(one.code, place);
  }
  return places;
}

const worth = ({ percent }: Scored) => percent ?? -1;

export interface Placed<T> {
  unit: T;
  place: number;
  /** Places gained since the day compared with, negative when lost; null when it was not there. */
  moved: number | null;
}

/** Units from the first place to the last, those of one place in the order given. */
export function rank<T extends Scored>(units: readonly T[], before: readonly Scored[] | null): Placed<T>[] {
  const places = placesOf(units);
  const earlier = before && placesOf(before);
  return units
    .map((unit) => {
      const place = places.get(unit.code) ?? 0;
      const was = earlier?.get(unit.code);
      return { unit, place, moved: was === undefined ? null : was - place };
    })
    .sort((a, b) => a.place - b.place);
}
