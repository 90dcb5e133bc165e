import type { AlertRow } from '../../alerts/list-store.ts';
import { namesFor } from '../../alerts/names.ts';
import { alertTexts, endedTexts } from '../../alerts/texts.ts';
import type { AlertTexts } from '../../alerts/types.ts';
import { addDays, dayOf } from '../../days.ts';
import type { RootSql } from '../../db/connect.ts';
import { Problem } from '../../http/problems.ts';
import type { Words } from '../../i18n/say.ts';
import type { MessageLinks } from '../../outbox/message-link.ts';
import { findWorkMessage, readWorkOf, type WorkMessage } from '../../outbox/work-store.ts';
import type { RegistryCache } from '../../registry/cache.ts';

/** Days that the link of a message opens its work. */
export const LINK_DAYS = 30;

export interface WorkFacts {
  token: string;
  message: WorkMessage;
  /** What the message spoke of, as it stands now. */
  work: { row: AlertRow; texts: AlertTexts; ended: Words }[];
  now: Date;
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
  const work = (await readWorkOf(sql, message.id)).flatMap((row) => {
    const names = namesFor(registry, row.area, dayOf(row.openedAt));
    if (!names) return [];
    return [{ row, texts: alertTexts(row, names), ended: endedTexts(row, names, row.resolution) }];
  });
  return { token, message, work, now };
}
