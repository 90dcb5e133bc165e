import { type Day, dayOf } from '../days.ts';
import type { Clients } from '../db/connect.ts';
import type { Registry } from '../registry/snapshot.ts';
import { inForce, type Locality } from '../registry/types.ts';
import { endOfDay, ownFigures } from './figures.ts';
import { periodBefore, type ScorePeriod } from './period-rules.ts';
import { ranked, sheetOf } from './rules.ts';
import {
  type EntryRow,
  findRound,
  findSet,
  type ObjectionRow,
  type PublicationRow,
  type RoundRow,
  readEntries,
  readObjections,
  readPublication,
  readPublishedAt,
} from './store.ts';
import type { CriteriaSet, SaidOfAll, Sheet, SheetState } from './types.ts';

export interface Scores {
  /** The version of the set that the period is scored by. */
  set: CriteriaSet;
  period: ScorePeriod;
  /** Null before anything was said. */
  round: RoundRow | null;
  /** What is shown was published so; null while nothing is. */
  publication: Pick<PublicationRow, 'kind' | 'at' | 'by'> | null;
  /** The first first. */
  sheets: Sheet[];
  /** Of the period before, as it was published last: by locality. */
  before: Map<string, { rank: number | null; percent: number | null }>;
  objections: ObjectionRow[];
}

/** Localities that are scored: those in force at the end of the period, or today while it runs. */
export function scoredIn(
  registry: Registry,
  { province }: Pick<CriteriaSet, 'province'>,
  { to }: ScorePeriod,
  today: Day,
): Locality[] {
  const day = to < today ? to : today;
  return [...registry.localities.values()].filter(
    (one) => (province === '*' || one.province === province) && inForce(one, day),
  );
}

/**
 * The points of all localities: as they were published last; before that, as they come to now. On a past day what
 * could be read then; undefined where nothing could.
 */
export async function loadScores(
  db: Clients,
  registry: Registry,
  latest: CriteriaSet,
  period: ScorePeriod,
  now: Date,
  on?: Day,
): Promise<Scores | undefined> {
  const { code } = latest;
  const past = on === undefined ? undefined : await readPublishedAt(db.orm, code, period.label, endOfDay(on));
  if (on !== undefined && !past) return undefined;
  const round = past?.round ?? (await findRound(db.orm, code, period.label)) ?? null;
  const set =
    round && round.setVersion !== latest.version ? await findSet(db.orm, code, round.setVersion) : latest;
  if (!set) throw new Error(`Version ${round?.setVersion} of “${code}” is gone.`);
  const [before, objections] = await Promise.all([
    placesBefore(db, code, period, on),
    round ? readObjections(db.orm, round.id) : [],
  ]);
  const publication =
    past?.publication ??
    (round && round.state !== 'open' ? await readPublication(db.orm, round.id) : undefined);
  const common = { set, period, round, before, objections };
  if (publication) {
    const { sheets, ...told } = publication;
    const shown = past ? sheets : sheets.map((one) => ({ ...one, state: stateNow(one, round, objections) }));
    return { ...common, publication: told, sheets: shown };
  }
  const localities = scoredIn(registry, set, period, dayOf(now));
  return {
    ...common,
    publication: null,
    sheets: await sheetsNow(db, registry, set, period, round, localities, now),
  };
}

/** The sheets as what was said makes them now, with their places. */
export async function sheetsNow(
  db: Clients,
  registry: Registry,
  set: CriteriaSet,
  period: ScorePeriod,
  round: Pick<RoundRow, 'id'> | null,
  localities: readonly Locality[],
  now: Date,
  entries?: readonly EntryRow[],
): Promise<Sheet[]> {
  const [said, figures] = await Promise.all([
    entries ?? (round ? readEntries(db.orm, round.id) : []),
    usesFigures(set) ? ownFigures(db.sql, registry, localities, period, now) : new Map(),
  ]);
  const by = new Map(said.map((one) => [`${one.locality} ${one.kind}`, one.said]));
  const day = period.to < dayOf(now) ? period.to : dayOf(now);
  return ranked(
    localities.map((locality) => {
      const self = by.get(`${locality.code} self`);
      const verified = by.get(`${locality.code} verification`);
      const named = registry.nameOn(locality, day);
      const of = { locality: named, state: stateOf(self, verified) };
      return sheetOf(set, of, { self, verified }, figures.get(locality.code) ?? {});
    }),
  );
}

function stateOf(self: SaidOfAll | undefined, verified: SaidOfAll | undefined): SheetState {
  return verified ? 'verified' : self ? 'self_scored' : 'not_started';
}

function stateNow(
  { locality }: Sheet,
  round: RoundRow | null,
  objections: readonly ObjectionRow[],
): SheetState {
  if (round?.state === 'approved') return 'approved';
  const own = objections.filter((one) => one.locality === locality.code);
  if (own.some((one) => one.answeredAt === null)) return 'objected';
  return own.length > 0 ? 'answered' : 'published';
}

const usesFigures = ({ groups }: CriteriaSet) =>
  groups.some((group) => group.criteria.some((one) => one.how === 'figure'));

async function placesBefore(
  { orm }: Clients,
  set: string,
  period: ScorePeriod,
  on: Day | undefined,
): Promise<Scores['before']> {
  const earlier = periodBefore(period.label);
  const far = new Date('2200-01-01T00:00:00Z');
  const found =
    earlier && (await readPublishedAt(orm, set, earlier.label, on === undefined ? far : endOfDay(on)));
  return new Map(
    (found?.publication.sheets ?? []).map(({ locality, rank, percent }) => [
      locality.code,
      { rank, percent },
    ]),
  );
}
