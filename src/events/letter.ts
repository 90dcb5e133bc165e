import { z } from 'zod';
import type { ComposedMessage } from '../channels/channel.ts';
import { isEventKind, WEBHOOK_KINDS } from '../channels/webhook-kinds.ts';
import type { LetterContext } from '../outbox/letter.ts';
import type { ClaimedMessage } from '../outbox/types.ts';
import { tellEvent } from './tell.ts';

const content = z.object({
  events: z.array(
    z.object({
      id: z.number(),
      kind: z.string(),
      area: z.string(),
      at: z.string(),
      subject: z.record(z.string(), z.unknown()),
    }),
  ),
});

/** What a webhook gets of what has happened; `subject` and `text` are what the outbox shows of it. */
export function composeEvents(
  { content: kept }: Pick<ClaimedMessage, 'content'>,
  { registry }: Pick<LetterContext, 'registry'>,
): ComposedMessage {
  const events = content.parse(kept).events.map((event) => tellEvent(event, registry));
  const kinds = [...new Set(events.map(({ kind }) => kind))].filter(isEventKind);
  const subject = `${events.length} sự kiện: ${kinds.map((kind) => WEBHOOK_KINDS[kind].name[0].toLowerCase()).join(', ')}`;
  const text = events.map(({ at, kind, area }) => `${at} ${kind} ${area}`).join('\n');
  return { subject, text, html: '', brief: subject, link: '', data: { type: 'events', events } };
}
