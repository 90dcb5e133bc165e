import { localitiesInArea } from '../../access/localities.ts';
import type { Principal } from '../../access/principal.ts';
import { addDays, type Day, dayOf } from '../../days.ts';
import type { RootSql } from '../../db/connect.ts';
import { sameValue } from '../../intake/types.ts';
import { groupBy } from '../../lib/group-by.ts';
import type { Registry } from '../../registry/snapshot.ts';
import type { Indicator, LocalityName } from '../../registry/types.ts';
import { type Evidence, readEvidenceOf } from '../../review/evidence-store.ts';
import {
  countFlags,
  type QueuedFlag,
  readQueue,
  readSaid,
  type SaidValue,
} from '../../review/queue-store.ts';
import type { FlagKind } from '../../review/types.ts';
import { type PageOf, pageAsked } from '../parts/pager.tsx';
import { placesAsked, provincesOf } from '../parts/places.tsx';
import { type QueueQuestion, VIEWS } from './question.ts';

/** The doubts about one value, with what surrounds it. */
export interface QueueRow {
  /** The first of them; a decision on it is one on all. */
  flag: QueuedFlag;
  doubts: { flag: QueuedFlag; bound: Indicator | undefined }[];
  named: LocalityName;
  /** Undefined of a whole record. */
  indicator: Indicator | undefined;
  /** Files that show the value to be so, latest first. */
  files: Evidence[];
  /** What was said lately, oldest first. */
  said: SaidValue[];
}

export interface QueueFacts {
  asked: QueueQuestion;
  today: Day;
  /** Pages count flags, of which several may be one question. */
  page: Omit<PageOf<QueueRow>, 'rows'> & { rows: QueueRow[]; shown: number };
  /** By view, whatever the kind. */
  counts: Record<QueueQuestion['state'], number>;
  /** Of the view shown, by kind; those there are none of are left out. */
  kinds: { kind: FlagKind; count: number }[];
  provinces: { code: string; name: string }[];
}

const PAGE_SIZE = 20;
/** Values shown of what was said before, and how far back they are looked for. */
const SAID = 8;
const DAYS_BACK = 60;

export interface QueueAsked {
  registry: Registry;
  principal: Principal;
  asked: QueueQuestion;
  now: Date;
}

/** The queue of the caller's area. */
export async function loadQueue(
  sql: RootSql,
  { registry, principal, asked, now }: QueueAsked,
): Promise<QueueFacts> {
  const today = dayOf(now);
  const area = localitiesInArea(registry, principal, today);
  const localities = placesAsked(registry, area, asked, today);
  const codes = [...localities.keys()];
  const states = VIEWS[asked.state];
  const all = await countFlags(sql, codes);
  const ofView = all.filter(({ state }) => states.includes(state));
  const kinds = [...groupBy(ofView, (one) => one.kind)].map(([kind, of]) => ({ kind, count: sum(of) }));
  const count = sum(ofView.filter(({ kind }) => asked.kind === undefined || kind === asked.kind));
  const page = pageAsked(count, asked.page, PAGE_SIZE);
  const query = { localities: codes, states, kind: asked.kind };
  const flags = await readQueue(sql, query, page);
  const [said, files] = await Promise.all([
    readSaid(sql, flags, addDays(today, -DAYS_BACK), SAID).then((rows) => groupBy(rows, keyOf)),
    readEvidenceOf(sql, flags).then((rows) => groupBy(rows, keyOf)),
  ]);
  const rows = sameValueTogether(flags).flatMap((of): QueueRow[] => {
    const [flag] = of;
    const named = flag && localities.get(flag.locality);
    if (!named) return [];
    const indicators = registry.indicatorsOn(flag.day);
    const doubts = of.map((one) => ({
      flag: one,
      bound: one.facts.bound && indicators.get(one.facts.bound.indicator),
    }));
    const values = (said.get(keyOf(flag)) ?? []).toReversed();
    return [
      {
        flag,
        doubts,
        named,
        indicator: indicators.get(flag.indicator),
        said: values,
        files: files.get(keyOf(flag)) ?? [],
      },
    ];
  });
  return {
    asked,
    today,
    page: { ...page.of(flags), rows, shown: flags.length },
    counts: {
      open: sum(all.filter(({ state }) => VIEWS.open.includes(state))),
      questioned: sum(all.filter(({ state }) => VIEWS.questioned.includes(state))),
      done: sum(all.filter(({ state }) => VIEWS.done.includes(state))),
    },
    kinds,
    provinces: provincesOf(registry, area),
  };
}

/** Flags of the same day about the same value are one question. */
function sameValueTogether(flags: readonly QueuedFlag[]): QueuedFlag[][] {
  const together: QueuedFlag[][] = [];
  for (const flag of flags) {
    const before = together.at(-1);
    const [first] = before ?? [];
    const same =
      first && keyOf(first) === keyOf(flag) && first.day === flag.day && first.state === flag.state;
    if (before && same && sameValue(first.value, flag.value)) before.push(flag);
    else together.push([flag]);
  }
  return together;
}

const sum = (of: readonly { count: number }[]) => of.reduce((total, { count }) => total + count, 0);
const keyOf = ({ locality, indicator }: { locality: string; indicator: string }) =>
  `${locality} ${indicator}`;
