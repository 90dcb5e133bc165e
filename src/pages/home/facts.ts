import { provincesIn } from '../../access/areas.ts';
import { localitiesAsked } from '../../access/localities.ts';
import { may, type Principal } from '../../access/principal.ts';
import { countOpenByKind, type KindCount } from '../../alerts/open-store.ts';
import { visibleAreas } from '../../alerts/visible.ts';
import { findKind } from '../../channels/all.ts';
import type { Channel } from '../../channels/channel.ts';
import { type Summary, summarise } from '../../collect/summary.ts';
import { addDays, type Day, dayOf, instantOf } from '../../days.ts';
import type { RootSql } from '../../db/connect.ts';
import { type DayView, viewDay } from '../../figures/day-view.ts';
import { countFunding, countWaiting, type FundingCounts, NOTHING_FUNDED } from '../../funding/marks.ts';
import type { WaitsFor } from '../../funding/proposal-rules.ts';
import { countPromises, type Need, type Promises, readNeeds } from '../../gaps/needs-store.ts';
import { countFailed } from '../../outbox/store.ts';
import { countDeaf, readFailedOf } from '../../outbox/unreached-store.ts';
import type { Registry } from '../../registry/snapshot.ts';
import { cutoffOf } from '../../registry/times.ts';
import type { Programme } from '../../registry/types.ts';
import { countWaitingFlags } from '../../review/queue-store.ts';
import { failedRuns } from '../../scheduler/runs-store.ts';

/** All that the home page of a role is made of. What it does not show is not asked for. */

export interface Reports {
  summary: Summary;
  views: readonly DayView[];
  /** When reports of today are due; the last of the area's provinces. */
  cutoff: Date;
}

export interface Trouble {
  /** Runs of jobs that failed in the last seven days. */
  jobs: number;
  messages: number;
  /** Whether no channel is set up by which people with an address are told. */
  mute: boolean;
  /** Localities of the programme for which nobody hears. */
  deaf: number;
}

export interface HomeFacts {
  principal: Principal;
  registry: Registry;
  /** Undefined where nothing asks the area. */
  programme: Programme | undefined;
  inAddress: string | undefined;
  today: Day;
  now: Date;
  /** Null before the programme has begun. */
  reports: Reports | null;
  alerts: readonly KindCount[];
  flags: number;
  needs: readonly Need[];
  promises: Promises;
  /** How far the gaps are paid for. */
  funding: FundingCounts;
  /** Proposals by whom they wait for; for who writes money. */
  proposals: Partial<Record<WaitsFor, number>>;
  /** Units about which messages failed. */
  unheard: readonly { area: string; count: number; all: number }[];
  trouble: Trouble | null;
}

export interface HomeAsked {
  registry: Registry;
  principal: Principal;
  programme: Programme | undefined;
  inAddress: string | undefined;
  now: Date;
}

const MANY = 1_000;
/** Units named beside a count. */
const NAMED = 5;

export async function loadHome(
  { sql, channels }: { sql: RootSql; channels: readonly Channel[] },
  asked: HomeAsked,
): Promise<HomeFacts> {
  const { registry, principal, programme, now } = asked;
  const { role, area } = principal;
  const today = dayOf(now);
  const localities = programme
    ? localitiesAsked(registry, principal, { programme, province: undefined, day: today })
    : [];
  const codes = localities.map((one) => one.code);
  const [reports, alerts, flags, needs, promises, unheard, trouble, funding, proposals] = await Promise.all([
    programme && localities.length > 0
      ? viewDay(sql, registry, programme, localities, today, now).then((views) => ({
          views,
          summary: summarise(views),
          cutoff: lastCutoff(registry, programme, [...new Set(localities.map((one) => one.province))], today),
        }))
      : null,
    countOpenByKind(sql, visibleAreas(registry, principal)),
    may(role, 'review') ? countWaitingFlags(sql, area, today) : 0,
    programme ? readNeeds(sql, programme.code, codes, today) : [],
    programme ? countPromises(sql, programme.code, codes, today) : { today: 0, passed: 0 },
    role === 'department' ? readFailedOf(sql, area, NAMED) : [],
    role === 'admin' ? readTrouble() : null,
    programme ? countFunding(sql, registry, { programme, localities: codes, day: today }) : NOTHING_FUNDED,
    role === 'finance' ? countWaiting(sql, provincesIn(registry, area), today) : {},
  ]);
  return { ...asked, today, reports, alerts, flags, needs, promises, unheard, trouble, funding, proposals };

  async function readTrouble(): Promise<Trouble> {
    const [runs, messages, deaf, ready] = await Promise.all([
      failedRuns(sql, instantOf(addDays(today, -7)), MANY),
      countFailed(sql, area),
      countDeaf(sql, codes),
      Promise.all(channels.filter(hasAddresses).map((one) => one.ready())),
    ]);
    return { jobs: runs.length, messages, deaf, mute: !ready.includes(true) };
  }
}

/** Whether a channel reaches whoever has an address, and not only browsers that have subscribed. */
function hasAddresses({ name }: Channel): boolean {
  const by = findKind(name)?.reach?.by;
  return by !== undefined && by !== 'person';
}

function lastCutoff(registry: Registry, programme: Programme, provinces: readonly string[], day: Day): Date {
  const ends = provinces.map((one) => cutoffOf(registry.settingsOn(programme, one, day), day).getTime());
  return new Date(Math.max(...ends));
}
