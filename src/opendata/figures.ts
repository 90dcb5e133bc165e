import { percentOf } from '../collect/judge-locality.ts';
import { type Summary, summarise } from '../collect/summary.ts';
import type { Colour, ReportingState } from '../collect/types.ts';
import { viewStatuses } from '../collect/view.ts';
import { type Day, dayOf, isoLocal } from '../days.ts';
import type { Sql } from '../db/connect.ts';
import { homeProgramme } from '../registry/home.ts';
import type { Registry } from '../registry/snapshot.ts';
import type { Programme } from '../registry/types.ts';

/** How a province stands, as anybody may read it: no person, no note, no amount of money, no value. */
export interface OpenFigures {
  province: string;
  name: string;
  programme: Pick<Programme, 'code' | 'nameVi' | 'nameEn'>;
  day: Day;
  asOf: string;
  summary: Summary;
  /** By code, in the order of the registry: how many localities are in which state. */
  conditions: { code: string; nameVi: string; nameEn: string; met: number; unmet: number; unknown: number }[];
  localities: {
    code: string;
    name: string;
    type: string;
    colour: Colour;
    percent: number | null;
    reporting: ReportingState;
    conditions: Record<string, string>;
  }[];
}

/** Undefined where nothing is asked of the province. */
export async function openFigures(
  sql: Sql,
  registry: Registry,
  province: string,
  now: Date,
): Promise<OpenFigures | undefined> {
  const day = dayOf(now);
  const programme = homeProgramme(registry, province, day);
  if (!programme) return undefined;
  const { code, nameVi, nameEn } = programme;
  const localities = registry.localitiesOf(programme, day, province);
  const views = await viewStatuses(sql, registry, programme, localities, day, now);
  const count = (condition: string, state: string) =>
    views.filter(({ row }) => row.conditions[condition] === state).length;
  const asked = registry.conditions.filter((one) => views.some(({ row }) => one.code in row.conditions));
  return {
    province,
    name: registry.provinces.get(province) ?? province,
    programme: { code, nameVi, nameEn },
    day,
    asOf: isoLocal(now),
    summary: summarise(views),
    conditions: asked.map((one) => ({
      code: one.code,
      nameVi: one.nameVi,
      nameEn: one.nameEn,
      met: count(one.code, 'met'),
      unmet: count(one.code, 'unmet'),
      unknown: count(one.code, 'unknown'),
    })),
    localities: views.map(({ locality, row, reporting }) => {
      const named = registry.nameOn(locality, day);
      return {
        code: named.code,
        name: named.name,
        type: named.type,
        colour: row.colour,
        percent: percentOf(row),
        reporting,
        conditions: { ...row.conditions },
      };
    }),
  };
}
