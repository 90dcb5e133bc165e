import { namesFor } from '../alerts/names.ts';
import { dayOf } from '../days.ts';
import type { Registry } from '../registry/snapshot.ts';
import type { ComposedMessage } from './channel.ts';
import { composeMessage } from './compose.tsx';
import type { MessageAlert } from './types.ts';

/** The message to a person about alerts, with the names that hold at `now`. */
export function composeFor(
  registry: Registry,
  { recipientName }: { recipientName: string },
  open: readonly MessageAlert[],
  publicUrl: string,
  now: Date,
): ComposedMessage {
  const alerts = open.flatMap((alert) => {
    const names = namesFor(registry, alert.area, dayOf(now));
    return names ? [{ content: alert, names }] : [];
  });
  return composeMessage({ recipientName, alerts, publicUrl });
}
