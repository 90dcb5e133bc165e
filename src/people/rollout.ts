import { localitiesInArea } from '../access/localities.ts';
import type { Principal } from '../access/principal.ts';
import { type Day, dayOf } from '../days.ts';
import type { Clients } from '../db/connect.ts';
import { groupBy } from '../lib/group-by.ts';
import type { Registry } from '../registry/snapshot.ts';
import type { Locality } from '../registry/types.ts';
import { type Registered, readRegister } from './register.ts';
import { readLastDays } from './rollout-store.ts';

/** How many people with an account have come how far; each figure holds those that follow it. */
export interface Steps {
  people: number;
  invited: number;
  opened: number;
  signedIn: number;
}

export interface UnitRollout extends Steps {
  locality: Locality;
  /** The latest day it has reported; null where it never has. */
  lastRecordOn: Day | null;
  /** Who has not come yet, by account. */
  awaited: readonly Registered[];
}

export interface Rollout {
  /** Of everybody in the area, whole provinces' people included. */
  totals: Steps & { units: number; withPeople: number; reporting: number };
  units: UnitRollout[];
  /** Everybody with an account who has not come yet. */
  awaited: readonly Registered[];
}

/** How far an area has come: who was asked, has looked, has come in, and which units have sent a first record. */
export async function readRollout(
  db: Clients,
  registry: Registry,
  area: string,
  now: Date,
): Promise<Rollout> {
  const asked: Principal = { name: '', role: 'admin', area };
  const [register, lastDays] = await Promise.all([
    readRegister(db.orm, registry, area),
    readLastDays(db.sql),
  ]);
  const accounts = register.filter(({ account }) => account && account.state !== 'disabled');
  const byArea = groupBy(accounts, (one) => one.area);
  const units = localitiesInArea(registry, asked, dayOf(now)).map((locality): UnitRollout => {
    const own = byArea.get(locality.code) ?? [];
    return {
      locality,
      ...stepsOf(own),
      lastRecordOn: lastDays.get(locality.code) ?? null,
      awaited: own.filter(isAwaited),
    };
  });
  return {
    totals: {
      ...stepsOf(accounts),
      units: units.length,
      withPeople: units.filter(({ people }) => people > 0).length,
      reporting: units.filter(({ lastRecordOn }) => lastRecordOn !== null).length,
    },
    units,
    awaited: accounts.filter(isAwaited),
  };
}

const isAwaited = ({ account }: Registered) => account !== null && account.state !== 'signed_in';

function stepsOf(people: readonly Registered[]): Steps {
  const has = (...states: string[]) =>
    people.filter(({ account }) => account && states.includes(account.state)).length;
  return {
    people: people.length,
    // Who came by a link that was handed to him was asked, too.
    invited: has('invited', 'opened', 'signed_in'),
    opened: has('opened', 'signed_in'),
    signedIn: has('signed_in'),
  };
}
