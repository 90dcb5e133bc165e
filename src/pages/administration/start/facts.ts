import { areaWithin } from '../../../access/areas.ts';
import { localitiesInArea } from '../../../access/localities.ts';
import type { Principal } from '../../../access/principal.ts';
import { type Day, dayOf } from '../../../days.ts';
import type { Clients } from '../../../db/connect.ts';
import { listTrials } from '../../../outbox/channel-states-store.ts';
import { type Rollout, readRollout } from '../../../people/rollout.ts';
import { listSpecialDays } from '../../../registry/changes-store.ts';
import { homeProgramme } from '../../../registry/home.ts';
import { covers, type Registry } from '../../../registry/snapshot.ts';
import type { Programme } from '../../../registry/types.ts';
import type { AdministrationDeps } from '../deps.ts';

/** What there is of a province that is being set up. */
export interface StartFacts {
  /** Null while none is chosen, by who looks after several. */
  province: { code: string; name: string; units: number } | null;
  /** Those there are to choose from; none for who has one. */
  choices: readonly { code: string; name: string }[];
  /** The programme that asks the province, where one runs or is to come. */
  programme: Programme | undefined;
  /** One to be copied. */
  pattern: Programme | undefined;
  /** Days off of this year and of the next, by year. */
  daysOff: readonly { year: number; count: number }[];
  rollout: Rollout | null;
  mail: { ready: boolean; tried: boolean };
  today: Day;
}

/** A province other than the reader's own is looked at by `asked`. */
export async function startFacts(
  db: Clients,
  channels: AdministrationDeps['channels'],
  {
    registry,
    principal,
    now,
    asked,
  }: { registry: Registry; principal: Principal; now: Date; asked: string | undefined },
): Promise<StartFacts> {
  const today = dayOf(now);
  const all = [...registry.provinces].map(([code, name]) => ({ code, name }));
  const own = principal.area === '*' ? (asked ?? likely(registry, today)) : principal.area;
  const code =
    own !== undefined && registry.provinces.has(own) && areaWithin(registry, own, principal.area)
      ? own
      : undefined;
  const year = Number(today.slice(0, 4));
  const years = today >= `${year}-11-01` ? [year, year + 1] : [year];
  const email = channels.find(({ name }) => name === 'email');
  const [daysOff, rollout, ready, trials] = await Promise.all([
    Promise.all(
      years.map(async (one) => ({
        year: one,
        count: (await listSpecialDays(db.orm, one, code === undefined ? ['VN'] : ['VN', code])).length,
      })),
    ),
    code === undefined ? null : readRollout(db, registry, code, now),
    email?.ready() ?? false,
    listTrials(db.sql, 'email', null, 1),
  ]);
  const programme = code === undefined ? undefined : homeProgramme(registry, code, today);
  const runs = programme && (programme.endsOn === null || programme.endsOn >= today) ? programme : undefined;
  return {
    province:
      code === undefined
        ? null
        : {
            code,
            name: registry.provinces.get(code) ?? code,
            units: localitiesInArea(registry, { ...principal, area: code }, today).length,
          },
    choices: principal.area === '*' ? all : [],
    programme: runs,
    pattern: [...registry.programmes.values()].find((one) => one !== runs),
    daysOff,
    rollout,
    mail: { ready, tried: trials.some(({ state }) => state === 'sent') },
    today,
  };
}

/** Of the programme that was made last, where that is more than the one that the service came with. */
function likely(registry: Registry, today: Day): string | undefined {
  const made = [...registry.programmes.values()];
  const last =
    made.length > 1 ? made.findLast((one) => one.endsOn === null || one.endsOn >= today) : undefined;
  return last && [...registry.provinces.keys()].find((code) => covers(last, code));
}
