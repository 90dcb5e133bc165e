import { mayWrite } from '../../access/localities.ts';
import type { Principal } from '../../access/principal.ts';
import { maySeePeople } from '../../access/principal.ts';
import { type AlertRow, findAlert } from '../../alerts/list-store.ts';
import { type Names, namesFor } from '../../alerts/names.ts';
import { CAN_ACT } from '../../alerts/routes.ts';
import { MAY_SILENCE } from '../../alerts/silence-routes.ts';
import { coversAlert } from '../../alerts/silence-rules.ts';
import { listSilences, type SilenceRow } from '../../alerts/silence-store.ts';
import { readStory, type Story } from '../../alerts/story.ts';
import { findBrokenPromise } from '../../alerts/story-store.ts';
import { alertTexts } from '../../alerts/texts.ts';
import type { AlertTexts } from '../../alerts/types.ts';
import { maySee, type SeenSilence, silenceSeenBy, visibleAreas } from '../../alerts/visible.ts';
import { dayOf } from '../../days.ts';
import type { RootSql } from '../../db/connect.ts';
import { readableBy } from '../../documents/access.ts';
import { type Mention, readMentions } from '../../documents/store.ts';
import { REPORT } from '../../documents/types.ts';
import { Problem } from '../../http/problems.ts';
import { provinceOf, type Registry } from '../../registry/snapshot.ts';

/** Silences over one alert that are shown at most. */
const MOST_SILENCES = 20;

export interface AlertFacts {
  row: AlertRow;
  names: Names;
  texts: AlertTexts;
  story: Story;
  /** Those that concern it, past and to come; newest first. */
  silences: SeenSilence[];
  /** The alert that says its promise has passed; undefined when none does. */
  broken: { id: number } | undefined;
  /** Documents that urged what it is about, while it was there; the latest first. */
  mentions: Mention[];
  /** Whether its reader may read who was told. */
  people: boolean;
  /** Whether its reader looks after others, and is not the one who is asked to do something. */
  overOthers: boolean;
  mayAct: boolean;
  maySilence: boolean;
  now: Date;
}

interface Asked {
  registry: Registry;
  principal: Principal;
  now: Date;
}

/** An alert of the reader's area with its whole story. @throws {Problem} not_found */
export async function loadAlert(
  sql: RootSql,
  { registry, principal, now }: Asked,
  id: number,
): Promise<AlertFacts> {
  const row = await findAlert(sql, id);
  const names = row && namesFor(registry, row.area, dayOf(row.openedAt));
  if (!row || !names || !maySee(visibleAreas(registry, principal), row.area)) throw new Problem('not_found');
  const [story, silences, broken, mentions] = await Promise.all([
    readStory(sql, registry, row, now),
    silencesOver(sql, registry, row),
    findBrokenPromise(sql, row.id),
    readMentions(sql, readableBy(registry, principal), names.locality ? [row.area] : [], dayOf(now)),
  ]);
  const { role } = principal;
  return {
    row,
    names,
    texts: alertTexts(row, names),
    story,
    silences: silences.map((one) => silenceSeenBy(principal, one)),
    broken,
    mentions: mentions.filter((one) => speaksOf(one, row)),
    people: maySeePeople(principal, row.area),
    overOthers: names.locality !== null && principal.area !== names.locality.code,
    mayAct: CAN_ACT.includes(role) && mayWrite(registry, principal, now),
    maySilence: MAY_SILENCE.includes(role),
    now,
  };
}

/** Whether a document urged what an alert is about, at a time at which that was there. */
function speaksOf(
  { indicator, day, closedOn }: Mention,
  { kind, subject, openedAt, resolvedAt, facts }: AlertRow,
) {
  const opened = dayOf(openedAt);
  const lacking = 'lacking' in facts && Array.isArray(facts.lacking) ? (facts.lacking as unknown[]) : [];
  const about =
    indicator === REPORT ? kind.startsWith('record_') : indicator === subject || lacking.includes(indicator);
  const within = resolvedAt === null || day <= dayOf(resolvedAt);
  return about && within && (day >= opened || closedOn === null || closedOn >= opened);
}

async function silencesOver(sql: RootSql, registry: Registry, row: AlertRow): Promise<SilenceRow[]> {
  const province = provinceOf(registry, row.area);
  const areas = [...new Set([row.area, province, '*'])];
  const since = await listSilences(sql, { areas, lastingAt: row.openedAt, limit: 200, before: null });
  return since
    .filter((one) => coversAlert(one, row, province) && one.endsAt > one.startsAt)
    .filter((one) => row.resolvedAt === null || one.startsAt < row.resolvedAt)
    .slice(0, MOST_SILENCES);
}
