import { provincesIn } from '../../access/areas.ts';
import type { Principal } from '../../access/principal.ts';
import { areaCovers } from '../../access/principal.ts';
import { dayOf } from '../../days.ts';
import type { Sql } from '../../db/connect.ts';
import type { BeatState } from '../../heartbeat/types.ts';
import { type BeatView, viewBeats } from '../../heartbeat/view.ts';
import { listLocalities } from '../../registry/search.ts';
import type { Registry } from '../../registry/snapshot.ts';
import type { LocalityName } from '../../registry/types.ts';
import { STATE_ORDER } from './words.ts';

/** `none` is a network that nobody has set up. */
export type Shown = BeatState | 'none';
export const SHOWN_ORDER: readonly Shown[] = [...STATE_ORDER, 'none'];

export interface NetworkLine {
  named: LocalityName;
  shown: Shown;
  view: BeatView | undefined;
}

export interface NetworksFacts {
  now: Date;
  /** Where there is more than one to choose from. */
  provinces: { code: string; name: string }[];
  province: string | undefined;
  state: Shown | undefined;
  counts: Record<Shown, number>;
  /** Those of the state asked for, else all that are watched, what needs somebody first. */
  lines: NetworkLine[];
}

export interface NetworksQuestion {
  registry: Registry;
  principal: Principal;
  province: string | undefined;
  state: Shown | undefined;
  now: Date;
}

export async function loadNetworks(sql: Sql, asked: NetworksQuestion): Promise<NetworksFacts> {
  const { registry, principal, province, state, now } = asked;
  const places = listLocalities(registry, dayOf(now)).filter(
    ({ locality }) =>
      areaCovers(principal.area, locality) && (province === undefined || locality.province === province),
  );
  const views = await viewBeats(
    sql,
    now,
    places.map(({ locality }) => locality.code),
  );
  const byCode = new Map(views.map((one) => [one.locality, one]));
  const lines = places.map(({ named }): NetworkLine => {
    const view = byCode.get(named.code);
    return { named, view, shown: view?.state ?? 'none' };
  });
  const counts: NetworksFacts['counts'] = { down: 0, late: 0, unknown: 0, up: 0, none: 0 };
  for (const { shown } of lines) counts[shown]++;
  const own = registry.localities.get(principal.area);
  return {
    now,
    provinces: (own ? [] : provincesIn(registry, principal.area)).map((code) => ({
      code,
      name: registry.provinces.get(code) ?? code,
    })),
    province,
    state,
    counts,
    // Sorting keeps the order of names within a state.
    lines: lines
      .filter(({ shown }) => (state === undefined ? shown !== 'none' : shown === state))
      .sort((a, b) => SHOWN_ORDER.indexOf(a.shown) - SHOWN_ORDER.indexOf(b.shown)),
  };
}
