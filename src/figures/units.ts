import { colourOf, percentOf } from '../collect/judge-locality.ts';
import { percent } from '../collect/percent.ts';
import type { Colour } from '../collect/types.ts';
import { groupBy } from '../lib/group-by.ts';
import type { LocalityName } from '../registry/types.ts';
import type { DayView } from './day-view.ts';
import { PROVINCE_TILES } from './province-tiles.ts';
import type { EarlierRow } from './store.ts';

/** What the map shows and the ranking orders: localities, or provinces where there are several. Pure. */
export interface Unit {
  /** 5 digits for a locality, 2 for a province. */
  code: string;
  /** As it is said: `phường Hồng Bàng`; a province goes by its name alone. */
  name: string;
  /** What fits a tile. */
  shortName: string;
  tile: { column: number; row: number } | null;
  colour: Colour;
  /** Of a locality, required indicators met; of a province, green localities. Null where nothing is known. */
  percent: number | null;
  /** Required indicators that are not met, or localities that are not green. */
  lacking: number;
}

export interface NamedView extends DayView {
  named: LocalityName;
}

export function localityUnits(views: readonly NamedView[]): Unit[] {
  return views.map(({ locality, named, row }) => ({
    code: named.code,
    name: `${named.type} ${named.name}`,
    shortName: named.name,
    tile: locality.tile,
    colour: row.colour,
    percent: percentOf(row),
    lacking: row.required - row.met,
  }));
}

/** A province as its localities make it: green when all are, grey when nothing is known of any. */
export function provinceUnits(
  views: readonly NamedView[],
  provinces: readonly { code: string; name: string }[],
  amberThresholdOf: (province: string) => number,
): Unit[] {
  const byProvince = groupBy(views, (view) => view.named.province);
  return provinces.map(({ code, name }) => {
    const colours = (byProvince.get(code) ?? []).map((view) => view.row.colour);
    const count = countColours(colours);
    const total = colours.length;
    const known = total - count.grey;
    return {
      code,
      name,
      shortName: shortProvince(name),
      tile: PROVINCE_TILES[code] ?? null,
      colour: colourOf({ required: total, met: count.green, known, amberThreshold: amberThresholdOf(code) }),
      percent: known === 0 ? null : percent(count.green, total),
      lacking: total - count.green,
    };
  });
}

/** "Hải Phòng" of "Thành phố Hải Phòng" */
export function shortProvince(name: string): string {
  return name.replace(/^(Thành phố|Tỉnh) /i, '');
}

/** How units of the same kind stood on an earlier day. */
export function earlierStandings(
  rows: readonly EarlierRow[],
  provinceOf: ((locality: string) => string | undefined) | null,
): { code: string; percent: number | null }[] {
  if (provinceOf === null) return rows.map((row) => ({ code: row.locality, percent: percentOf(row) }));
  return [...groupBy(rows, (row) => provinceOf(row.locality) ?? '')].map(([code, group]) => {
    const count = countColours(group.map((row) => row.colour));
    return { code, percent: count.grey === group.length ? null : percent(count.green, group.length) };
  });
}

export function countColours(colours: readonly Colour[]): Record<Colour, number> {
  const count = { green: 0, yellow: 0, red: 0, grey: 0 };
  for (const colour of colours) count[colour]++;
  return count;
}
