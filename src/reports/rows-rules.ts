import { own } from '../lib/own.ts';
import type { IndicatorFigures, Lacking, LocalityFigures, Snapshot, TargetFigures } from './types.ts';

/** The rows that a figure of a report counts, out of the same snapshot: a figure and its rows never differ. Pure. */

export interface FigureRow {
  locality: LocalityFigures;
  /** What is lacking there, where the figure is of an indicator or of promises. */
  indicator: Pick<IndicatorFigures, 'code' | 'nameVi' | 'unit'> | null;
  gap: Lacking | null;
  /** How the target stands there, where the figure is of one. */
  target?: TargetFigures['localities'][number] | undefined;
}

/**
 * @param key as the paper's blocks have it: `colour:green`, `reporting:late`, `change:turned`, `missing`, `missing:2`,
 * `condition:network:unmet`, `indicator:certificate.personal:unmet`, `promise:passed`, `funding:delivered`,
 * `target:kh-233:digital.online:behind`
 * @returns null for no key of a figure
 */
export function rowsOf(snapshot: Snapshot, key: string): FigureRow[] | null {
  const [what = '', ...of] = key.split(':');
  return own(READERS, what)?.(snapshot, of) ?? null;
}

type Reader = (snapshot: Snapshot, of: readonly string[]) => FigureRow[] | null;

const READERS: Record<string, Reader> = {
  colour: ({ localities }, [colour]) => units(localities.filter((one) => one.colour === colour)),
  reporting: ({ localities }, [state]) => units(localities.filter((one) => one.reporting === state)),
  missing: ({ localities }, [days = '1']) =>
    units(
      localities
        .filter((one) => one.reporting === 'missing' || one.reporting === 'due')
        .filter((one) => days === '1' || one.missingStreak >= Number(days)),
    ),
  change: (snapshot, [which]) => {
    const codes = own(snapshot.change as Record<string, string[]>, which ?? '');
    return codes ? named(snapshot, codes) : null;
  },
  condition: (snapshot, [group, state = '']) => {
    const codes = own(
      (snapshot.conditions.find((one) => one.group === group)?.localities ?? {}) as Record<string, string[]>,
      state,
    );
    return codes ? named(snapshot, codes) : null;
  },
  indicator: (snapshot, [code, state]) => {
    const found = snapshot.indicators.find((one) => one.code === code);
    return found ? gaps(snapshot, [found], (gap) => gap.state === state) : null;
  },
  funding: (snapshot, [state]) => gaps(snapshot, snapshot.indicators, (gap) => gap.funding?.state === state),
  target: ({ targets = [], localities }, [programme, indicator, state]) => {
    const found = targets.find((one) => one.programme === programme && one.indicator === indicator);
    if (!found) return null;
    const byCode = new Map(localities.map((one) => [one.code, one]));
    return found.localities
      .filter((one) => one.state === state)
      .flatMap((target) => {
        const locality = byCode.get(target.locality ?? '');
        const { indicator: code, nameVi, unit } = found;
        return locality ? [{ locality, indicator: { code, nameVi, unit }, gap: null, target }] : [];
      });
  },
  promise: (snapshot, [which]) =>
    gaps(snapshot, snapshot.indicators, ({ promise }) =>
      promise === null
        ? false
        : which === 'passed'
          ? promise.promisedOn < snapshot.day
          : promise.promisedOn >= snapshot.day,
    ),
};

const units = (localities: readonly LocalityFigures[]): FigureRow[] =>
  localities.map((locality) => ({ locality, indicator: null, gap: null }));

function named({ localities }: Snapshot, codes: readonly string[]): FigureRow[] {
  const asked = new Set(codes);
  return units(localities.filter(({ code }) => asked.has(code)));
}

function gaps(
  { localities }: Snapshot,
  indicators: readonly IndicatorFigures[],
  isMeant: (gap: Lacking) => boolean,
): FigureRow[] {
  const byCode = new Map(localities.map((one) => [one.code, one]));
  return indicators.flatMap(({ code, nameVi, unit, lacking }) =>
    lacking.filter(isMeant).flatMap((gap) => {
      const locality = byCode.get(gap.locality);
      return locality ? [{ locality, indicator: { code, nameVi, unit }, gap }] : [];
    }),
  );
}
