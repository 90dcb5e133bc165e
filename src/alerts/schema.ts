import { z } from 'zod';
import { reasonWords } from '../channels/reasons.ts';
import { dayOf, isoLocal } from '../days.ts';
import { dayAnswer, instantAnswer, localityAnswer } from '../http/answers.ts';
import type { Registry } from '../registry/snapshot.ts';
import { STEP_CHANNELS, STEP_HOURS, STEP_ROLES } from './ladder.ts';
import type { AlertRow } from './list-store.ts';
import { namesFor } from './names.ts';
import { SEVERITIES, severityOf } from './severity-rules.ts';
import type { Story } from './story.ts';
import { alertTexts } from './texts.ts';
import { ALERT_KINDS } from './types.ts';

/** How alerts look from outside. */

export const stateAnswer = z.enum(['open', 'acknowledged', 'resolved']);
export const kindAnswer = z.enum(ALERT_KINDS);

export const alertAnswer = z.object({
  id: z.int(),
  kind: kindAnswer,
  programme: z.string().meta({ description: 'Code of a programme, or `*` when it belongs to none' }),
  area: z.string().meta({ description: 'Code of a locality or a province, or `*` for the service itself' }),
  locality: localityAnswer.nullable().meta({ description: 'Null when it is about no single locality' }),
  subject: z
    .string()
    .meta({ description: 'The day, indicator, certificate or job it is about; empty when the area itself' }),
  state: stateAnswer,
  openedAt: instantAnswer,
  resolvedAt: instantAnswer.nullable(),
  resolution: z.string().nullable().meta({ description: 'Why it ended', example: 'reported' }),
  reason: z.string(),
  reasonVi: z.string(),
  owner: z.string().nullable(),
  promisedOn: dayAnswer.nullable(),
  severity: z
    .enum(SEVERITIES)
    .nullable()
    .meta({ description: 'By kind, step reached and age; null for one that has ended' }),
  stepsTaken: z.int().meta({ description: 'Steps of its ladder that were taken' }),
  stepRole: z.enum(STEP_ROLES).nullable().meta({ description: 'Whom the latest of them is for' }),
});

/** An area is called what it was called when the alert opened. Nothing for an area that is unknown. */
export function presentAlert(registry: Registry, row: AlertRow, now: Date): z.infer<typeof alertAnswer>[] {
  const names = namesFor(registry, row.area, dayOf(row.openedAt));
  if (!names) return [];
  const { reason, reasonVi } = alertTexts(row, names);
  const { id, kind, programme, area, subject, state, resolution, owner, promisedOn } = row;
  return [
    {
      id,
      kind,
      programme,
      area,
      locality: names.locality,
      subject,
      state,
      openedAt: isoLocal(row.openedAt),
      resolvedAt: row.resolvedAt && isoLocal(row.resolvedAt),
      resolution,
      reason,
      reasonVi,
      owner,
      promisedOn,
      severity: severityOf(row, now),
      stepsTaken: row.stepsTaken,
      stepRole: row.stepRole,
    },
  ];
}

const turnAnswer = z.object({
  role: z.enum(STEP_ROLES),
  channel: z.enum(STEP_CHANNELS),
  hours: z.enum(STEP_HOURS),
  turn: z.int(),
  at: instantAnswer,
});

export const storyAnswer = alertAnswer.extend({
  acknowledgement: z
    .object({
      reason: z.string(),
      at: instantAnswer,
      by: z.string().nullable().meta({ description: 'Null for whoever may not read names' }),
    })
    .nullable()
    .meta({ description: 'What was said when it was taken on' }),
  told: z
    .array(
      turnAnswer.extend({
        people: z.int().meta({ description: 'How many the step reached' }),
        reason: z.string().nullable(),
        messages: z.array(
          z.object({
            recipient: z.string(),
            channel: z.string(),
            state: z.enum(['waiting', 'sending', 'sent', 'dropped', 'failed']),
            sentAt: instantAnswer.nullable(),
            reason: z.string().nullable(),
            reasonVi: z.string().nullable(),
          }),
        ),
      }),
    )
    .meta({ description: 'Who was told when, by which step of its ladder' }),
  waiting: z
    .enum([
      'resolved',
      'acknowledged',
      'nobody_left_to_tell',
      'silenced',
      'inhibited',
      'next_step',
      'due_now',
    ])
    .meta({ description: 'Why nothing more is said at present' }),
  next: z.array(turnAnswer).meta({ description: 'Who will be told when, as things stand' }),
});

/** `people` names who was told and who entered what; without it they are left out. */
export function presentStory(
  alert: z.infer<typeof alertAnswer>,
  row: AlertRow,
  story: Story,
  { people }: { people: boolean },
): z.infer<typeof storyAnswer> {
  const turnOf = (position: number, turn: number, at: Date) => {
    const step = story.steps[position];
    if (!step) return [];
    return [{ role: step.role, channel: step.channel, hours: step.hours, turn, at: isoLocal(at) }];
  };
  const { acknowledgement, acknowledgedAt, acknowledgedBy } = row;
  return {
    ...alert,
    acknowledgement:
      acknowledgement !== null && acknowledgedAt !== null
        ? { reason: acknowledgement, at: isoLocal(acknowledgedAt), by: people ? acknowledgedBy : null }
        : null,
    told: story.notices.flatMap(({ step, turn, at, told, reason, messages }) =>
      turnOf(step, turn, at).map((one) => ({
        ...one,
        people: told,
        reason,
        messages: people
          ? messages.map(({ recipientName, channel, state, sentAt, reason: why }) => ({
              recipient: recipientName,
              channel,
              state,
              sentAt: sentAt && isoLocal(sentAt),
              reason: why && reasonWords(why)[1],
              reasonVi: why && reasonWords(why)[0],
            }))
          : [],
      })),
    ),
    waiting: story.waiting,
    next: story.next.flatMap(({ step, turn, at }) => turnOf(step, turn, at)),
  };
}
