import type { Snapshot } from './types.ts';

/** What differs between an approved report and what the same figures would be now. Pure. */

export interface FigureDifference {
  /** `summary.green`, `conditions.network.met`, `indicators.certificate.personal.missing` */
  figure: string;
  before: number | string | null;
  after: number | string | null;
}

export interface LocalityDifference {
  locality: string;
  name: string;
  figure: 'colour' | 'percent' | 'reporting' | 'missingStreak';
  before: number | string | null;
  after: number | string | null;
}

export interface Differences {
  localities: LocalityDifference[];
  figures: FigureDifference[];
}

type Flat = Map<string, number | string | null>;

export function differencesOf(before: Snapshot, after: Snapshot): Differences {
  const [old, now] = [flatten(before), flatten(after)];
  const figures = [...new Set([...old.keys(), ...now.keys()])].flatMap((figure) => {
    const [was, is] = [old.get(figure) ?? null, now.get(figure) ?? null];
    return was === is ? [] : [{ figure, before: was, after: is }];
  });
  const then = new Map(before.localities.map((one) => [one.code, one]));
  const since = new Map(after.localities.map((one) => [one.code, one]));
  const codes = [...new Set([...then.keys(), ...since.keys()])].sort();
  const localities = codes.flatMap((code) => {
    const [a, b] = [then.get(code), since.get(code)];
    return (['colour', 'percent', 'reporting', 'missingStreak'] as const).flatMap((figure) => {
      const [was, is] = [a?.[figure] ?? null, b?.[figure] ?? null];
      const name = b?.name ?? a?.name ?? code;
      return was === is ? [] : [{ locality: code, name, figure, before: was, after: is }];
    });
  });
  return { localities, figures };
}

/** Every figure of the whole by its name; those of localities are told by themselves. */
function flatten({ summary, conditions, indicators, alerts, promises, funding }: Snapshot): Flat {
  const flat: Flat = new Map();
  const { rates, ...counts } = summary;
  for (const [name, value] of Object.entries(counts)) flat.set(`summary.${name}`, value);
  for (const [name, rate] of Object.entries(rates)) flat.set(`summary.rates.${name}`, rate.percent);
  for (const { group, counts: states } of conditions)
    for (const [state, count] of Object.entries(states)) flat.set(`conditions.${group}.${state}`, count);
  for (const { code, unmet, unknown, missing } of indicators) {
    flat.set(`indicators.${code}.unmet`, unmet);
    flat.set(`indicators.${code}.unknown`, unknown);
    flat.set(`indicators.${code}.missing`, missing);
  }
  flat.set('alerts.open', alerts.open);
  flat.set('alerts.acknowledged', alerts.acknowledged);
  for (const [name, value] of Object.entries(promises)) flat.set(`promises.${name}`, value);
  if (funding) {
    const { gaps, ...units } = funding;
    for (const [name, value] of Object.entries({ ...gaps, ...units })) flat.set(`funding.${name}`, value);
  }
  return flat;
}
