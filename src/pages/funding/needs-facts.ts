import { localitiesAsked } from '../../access/localities.ts';
import type { Principal } from '../../access/principal.ts';
import type { Day } from '../../days.ts';
import type { Clients } from '../../db/connect.ts';
import type { FundingState } from '../../funding/need-rules.ts';
import { areKnown, loadNeeds, type Need } from '../../funding/needs.ts';
import { fold } from '../../registry/search.ts';
import type { Registry } from '../../registry/snapshot.ts';
import type { LocalityName, Programme } from '../../registry/types.ts';

/** Needs as the page lists them: what of them is asked for stands in the address. */
export interface NeedsQuestion {
  /** Where none is named, the one that asks the reader's area. */
  programme?: string | undefined;
  province?: string | undefined;
  indicator?: string | undefined;
  group?: string | undefined;
  agency?: string | undefined;
  locality?: string | undefined;
  funding?: FundingState | undefined;
  /** Only those whose amount is not known. */
  amount?: 'unknown' | undefined;
  q?: string | undefined;
  day?: Day | undefined;
}

export interface ListedNeed extends Need {
  named: LocalityName;
  nameVi: string;
  nameEn: string;
}

export interface NeedsFacts {
  programme: Programme;
  day: Day;
  asked: NeedsQuestion;
  found: ListedNeed[];
  /** Whether anything is known of that day. */
  known: boolean;
  choices: {
    indicators: { code: string; nameVi: string; nameEn: string }[];
    conditions: { code: string; nameVi: string; nameEn: string }[];
    agencies: string[];
    provinces: { code: string; name: string }[];
  };
}

export async function loadNeedsPage(
  db: Clients,
  asker: { registry: Registry; principal: Principal; programme: Programme; asked: NeedsQuestion; today: Day },
): Promise<NeedsFacts> {
  const { registry, principal, programme, asked, today } = asker;
  const day = asked.day ?? today;
  const localities = localitiesAsked(registry, principal, { programme, province: asked.province, day });
  const named = new Map(localities.map((one) => [one.code, registry.nameOn(one, day)]));
  const of = { programme, localities: [...named.keys()], day };
  const all = await loadNeeds(db, registry, of);
  const known = await areKnown(db.sql, of, all);
  const inForce = registry.indicatorsOn(day);
  const listed = all.flatMap((need): ListedNeed[] => {
    const [place, of] = [named.get(need.locality), inForce.get(need.indicator)];
    return place && of ? [{ ...need, named: place, nameVi: of.nameVi, nameEn: of.nameEn }] : [];
  });
  const have = new Set(listed.map(({ indicator }) => indicator));
  const groups = new Set(listed.map(({ group }) => group));
  const codes = [
    ...new Set(
      localitiesAsked(registry, principal, { programme, province: undefined, day }).map(
        ({ province }) => province,
      ),
    ),
  ];
  return {
    programme,
    day,
    asked,
    found: listed.filter(meant(asked)),
    known,
    choices: {
      indicators: [...inForce.values()].filter(({ code }) => have.has(code)),
      conditions: registry.conditions.filter(({ code }) => groups.has(code)),
      agencies: [...new Set(listed.map(({ agency }) => agency))].sort(),
      provinces: codes.map((code) => ({ code, name: registry.provinces.get(code) ?? code })),
    },
  };
}

function meant(asked: NeedsQuestion): (need: ListedNeed) => boolean {
  const words = fold(asked.q ?? '');
  return (need) =>
    (asked.indicator === undefined || need.indicator === asked.indicator) &&
    (asked.group === undefined || need.group === asked.group) &&
    (asked.agency === undefined || need.agency === asked.agency) &&
    (asked.locality === undefined || need.locality === asked.locality) &&
    (asked.funding === undefined || need.funding === asked.funding) &&
    (asked.amount === undefined || need.amount === null) &&
    (words === '' ||
      fold(`${need.named.type} ${need.named.name} ${need.nameVi} ${need.nameEn}`).includes(words));
}

export const needKey = ({ locality, indicator }: Pick<Need, 'locality' | 'indicator'>) =>
  `${locality}:${indicator}`;
