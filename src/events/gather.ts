import { readWebhooks, type WebhookTarget } from '../channels/webhook-store.ts';
import type { RootSql } from '../db/connect.ts';
import { chunks } from '../lib/chunks.ts';
import { type NewLetter, putLetters } from '../outbox/letter-store.ts';
import { provinceOf, type Registry } from '../registry/snapshot.ts';
import { type EventRow, takeEvents } from './store.ts';
import { keepEvent } from './tell.ts';

/** Events of one message, and of one round: what is more waits for the next one. */
export const EVENTS_A_MESSAGE = 200;
const EVENTS_A_ROUND = 5_000;

/**
 * Writes what has happened since into the outbox, for each webhook what it asked for of its own area, in the order in
 * which it happened. Counts the messages.
 */
export async function gatherEvents(sql: RootSql, registry: Registry, now: Date): Promise<number> {
  return await sql.begin(async (tx) => {
    const events = await takeEvents(tx, EVENTS_A_ROUND);
    if (events.length === 0) return 0;
    const hooks = await readWebhooks(tx);
    const letters = hooks.flatMap((hook) =>
      [
        ...chunks(
          events.filter((event) => hears(hook, event, registry)),
          EVENTS_A_MESSAGE,
        ),
      ].map((some, at, all): NewLetter => {
        const id = crypto.randomUUID();
        return {
          id,
          contact: null,
          channel: 'webhook',
          address: String(hook.id),
          recipient: `webhook:${hook.id}`,
          saidFor: '',
          recipientName: hook.name,
          content: { events: some.map(keepEvent) },
          key: `events:${id}`,
          // What is due first goes first.
          notBefore: new Date(now.getTime() - (all.length - at)),
        };
      }),
    );
    return (await putLetters(tx, 'events', letters, now)).size;
  });
}

/** A webhook of a province hears of its localities; one of a locality of nothing else. */
function hears({ area, kinds }: WebhookTarget, event: EventRow, registry: Registry): boolean {
  if (!kinds.includes(event.kind)) return false;
  return area === '*' || area === event.area || area === provinceOf(registry, event.area);
}
