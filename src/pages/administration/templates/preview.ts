import { localitiesInArea } from '../../../access/localities.ts';
import type { Principal } from '../../../access/principal.ts';
import { kindOf } from '../../../alerts/kinds/all.ts';
import { namesFor } from '../../../alerts/names.ts';
import type { AlertContent, AlertKind, Resolution } from '../../../alerts/types.ts';
import type { ComposedMessage } from '../../../channels/channel.ts';
import { dayOf } from '../../../days.ts';
import { composeMessage } from '../../../outbox/compose.tsx';
import { WORK_PATH } from '../../../outbox/compose-for.ts';
import { NO_LINKS } from '../../../outbox/message-link.ts';
import type { Registry } from '../../../registry/snapshot.ts';
import type { Language } from '../../language.tsx';

/** One alert, so many that they are summed, or one that has ended. */
export const SHAPES = ['one', 'many', 'ended'] as const;
export type Shape = (typeof SHAPES)[number];

export interface PreviewAsked {
  kind: AlertKind;
  language: Language;
  shape: Shape;
}

/** So many are told by their places, not one by one. */
const MANY = 8;

/** A message as the composer makes it, of sample facts about real places. Its link opens nothing. */
export function previewOf(
  {
    registry,
    principal,
    publicUrl,
    now,
  }: { registry: Registry; principal: Principal; publicUrl: string; now: Date },
  { kind, language, shape }: PreviewAsked,
): ComposedMessage {
  const today = dayOf(now);
  const localities = localitiesInArea(registry, principal, today).map((one) => one.code);
  const province = registry.localities.get(localities[0] ?? '')?.province ?? '*';
  const { about, sample, ends } = kindOf(kind);
  const places = about === 'service' ? ['*'] : about === 'province' ? [province] : localities;
  const [indicator] = [...registry.indicatorsOn(today).values()].filter((one) => one.kind === 'ratio');
  const content = { kind, facts: sample(today, indicator?.code ?? '') } as AlertContent;
  // The first is that by which it ends as a rule.
  const [resolution = null] = Object.keys(ends) as Resolution[];
  const ended = shape === 'ended' ? { resolution } : null;
  const alerts = Array.from({ length: shape === 'many' ? MANY : 1 }, (_, place) => {
    const names = namesFor(registry, places[place % places.length] ?? '*', today);
    return names ? [{ content, names, ended }] : [];
  }).flat();
  return composeMessage({
    recipientName: language === 'vi' ? 'Nguyễn Văn An' : 'Nguyen Van An',
    language,
    alerts,
    publicUrl,
    workLink: `${publicUrl}${WORK_PATH}/${NO_LINKS.sign('')}`,
  });
}
