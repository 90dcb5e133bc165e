import type { AlertRow } from '../../alerts/list-store.ts';
import { namesFor } from '../../alerts/names.ts';
import { MOST_PROMISED } from '../../alerts/promise-routes.ts';
import { alertTexts, endedTexts } from '../../alerts/texts.ts';
import type { AlertTexts } from '../../alerts/types.ts';
import { addDays, type Day, dayOf } from '../../days.ts';
import type { RootSql } from '../../db/connect.ts';
import { type GapRow, readGaps } from '../../gaps/store.ts';
import { Problem } from '../../http/problems.ts';
import type { Words } from '../../i18n/say.ts';
import type { MessageLinks } from '../../outbox/message-link.ts';
import { findWorkMessage, readWorkOf, type WorkMessage } from '../../outbox/work-store.ts';
import type { RegistryCache } from '../../registry/cache.ts';
import type { Registry } from '../../registry/snapshot.ts';
import type { Indicator, LocalityName } from '../../registry/types.ts';
import { stillOwn } from '../../reminders/letter.tsx';
import { reminderContent } from '../../reminders/types.ts';

/** Days that the link of a message opens its work. */
export const LINK_DAYS = 30;

export interface WorkFacts {
  token: string;
  message: WorkMessage;
  /** What the message spoke of, as it stands now. */
  work: { row: AlertRow; texts: AlertTexts; ended: Words }[];
  /** What is lacking that it spoke of, to be promised one by one. */
  gaps: WorkGap[];
  now: Date;
}

/** A gap that a message spoke of, as it stands now. */
export interface WorkGap {
  programme: string;
  named: LocalityName;
  of: Indicator;
  row: GapRow;
}

/**
 * What the link of a message opens; null when it is too old.
 * @throws {Problem} not_found when the link is none of ours
 */
export async function loadWork(
  { sql, links, registry: cache }: { sql: RootSql; links: MessageLinks; registry: RegistryCache },
  token: string,
  now: Date,
): Promise<WorkFacts | null> {
  const id = links.read(token);
  const message = id === null ? undefined : await findWorkMessage(sql, id);
  if (!message) throw new Problem('not_found');
  if (dayOf(now) > addDays(dayOf(message.createdAt), LINK_DAYS)) return null;
  const registry = await cache.fresh();
  const spoken = await spokenOf(sql, message);
  if (spoken === null) throw new Problem('not_found');
  const work = (await readWorkOf(sql, message.id)).flatMap((row) => {
    const names = namesFor(registry, row.area, dayOf(row.openedAt));
    if (!names) return [];
    return [{ row, texts: alertTexts(row, names), ended: endedTexts(row, names, row.resolution) }];
  });
  const named = work.flatMap(({ row }) => gapsNamedBy(row));
  return {
    token,
    message,
    work,
    gaps: await readSpoken(sql, registry, [...spoken, ...named], dayOf(now)),
    now,
  };
}

/** Gaps of some localities: of these indicators, or of all where that is null. */
interface Spoken {
  programme: string;
  localities: readonly string[];
  indicators: readonly string[] | null;
}

/** What a reminder is about; null where its reader is a contact of none of its units any more. */
async function spokenOf(sql: RootSql, message: WorkMessage): Promise<Spoken[] | null> {
  if (message.about !== 'reminder') return [];
  const read = reminderContent.safeParse(message.content);
  if (!read.success) return null;
  const localities = await stillOwn(sql, read.data, message.recipient);
  return localities.length === 0 ? null : [{ ...read.data, localities }];
}

/** What an alert about a whole locality names; who takes on one about a single gap has promised that very gap. */
function gapsNamedBy(row: AlertRow): Spoken[] {
  if (row.state === 'resolved' || row.kind !== 'regressed') return [];
  return [{ programme: row.programme, localities: [row.area], indicators: row.facts.lacking }];
}

async function readSpoken(
  sql: RootSql,
  registry: Registry,
  spoken: readonly Spoken[],
  today: Day,
): Promise<WorkGap[]> {
  const inForce = registry.indicatorsOn(today);
  const found = await Promise.all(
    spoken.map(async ({ programme, localities, indicators }) => {
      const query = { programme, today, localities, indicators: indicators ?? [...inForce.keys()] };
      const rows = await readGaps(
        sql,
        { ...query, colour: null, openedBy: null, owner: null },
        { after: null, limit: MOST_PROMISED },
      );
      return rows.flatMap((row): WorkGap[] => {
        const locality = registry.localities.get(row.locality);
        const of = inForce.get(row.indicator);
        return locality && of ? [{ programme, named: registry.nameOn(locality, today), of, row }] : [];
      });
    }),
  );
  return found.flat();
}
