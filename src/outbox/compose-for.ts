import { namesFor } from '../alerts/names.ts';
import { alertTexts } from '../alerts/texts.ts';
import type { ComposedMessage } from '../channels/channel.ts';
import { dayOf, isoLocal } from '../days.ts';
import type { Registry } from '../registry/snapshot.ts';
import { composeMessage } from './compose.tsx';
import type { MessageLinks } from './message-link.ts';
import type { MessageAlert } from './types.ts';

export interface ComposeDeps {
  registry: Registry;
  publicUrl: string;
  links: MessageLinks;
}

/** Path under which a message's link opens what it speaks of. */
export const WORK_PATH = '/xu-ly';

/** The message to a person about alerts, with the names that hold at `now`. */
export function composeFor(
  { registry, publicUrl, links }: ComposeDeps,
  message: { id: string; recipientName: string; language?: 'vi' | 'en' | undefined },
  alerts: readonly MessageAlert[],
  now: Date,
): ComposedMessage {
  const today = dayOf(now);
  const told = alerts.flatMap((alert) => {
    const names = namesFor(registry, alert.area, today);
    return names
      ? [{ content: alert, names, ended: alert.event === 'ended' ? { resolution: alert.resolution } : null }]
      : [];
  });
  const language = message.language ?? 'vi';
  const composed = composeMessage({
    recipientName: message.recipientName,
    language,
    alerts: told,
    publicUrl,
    workLink: `${publicUrl}${WORK_PATH}/${links.sign(message.id)}${language === 'vi' ? '' : `?language=${language}`}`,
  });
  return {
    ...composed,
    data: { type: 'alerts', alerts: alerts.flatMap((alert) => forMachines(registry, alert, today)) },
  };
}

/** An alert as a webhook hears of it: the same names as in `GET /api/v1/alerts`. */
function forMachines(registry: Registry, alert: MessageAlert, today: string) {
  const names = namesFor(registry, alert.area, today);
  if (!names) return [];
  const { id, kind, programme, area, subject, state, resolution, owner, promisedOn } = alert;
  const { reason, reasonVi } = alertTexts(alert, names);
  return [
    {
      id,
      kind,
      programme,
      area,
      locality: names.locality,
      subject,
      state,
      openedAt: isoLocal(alert.openedAt),
      resolvedAt: alert.resolvedAt && isoLocal(alert.resolvedAt),
      resolution,
      reason,
      reasonVi,
      owner,
      promisedOn,
    },
  ];
}
