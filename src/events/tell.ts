import type { EventKind } from '../channels/webhook-kinds.ts';
import { isoLocal } from '../days.ts';
import { own } from '../lib/own.ts';
import type { Registry } from '../registry/snapshot.ts';
import type { EventRow } from './store.ts';

type Subject = Record<string, unknown>;

/** What is told of each kind: the fields of its subject, by the names that the API has for them. */
const FIELDS: Record<EventKind, readonly string[]> = {
  record: ['day', 'revision', 'channel'],
  status: ['programme', 'day', 'what', 'from', 'to', 'cause'],
  review: ['indicator', 'state', 'day', 'reason'],
  report: ['id', 'kind', 'programme', 'from', 'to', 'version', 'state'],
  task: ['id', 'plan', 'no', 'what', 'day', 'lastDay', 'reason'],
};

/** As it waits in the outbox. */
export type KeptEvent = Omit<EventRow, 'at'> & { at: string };

/** An event as a webhook gets it. Where it happened is a locality, or a province, or `*`. */
export function tellEvent({ id, kind, area, at, subject }: KeptEvent, registry: Registry) {
  const fields = own(FIELDS as Record<string, readonly string[]>, kind) ?? [];
  const locality = registry.localities.get(area);
  const day = typeof subject.day === 'string' ? subject.day : at.slice(0, 10);
  return {
    id,
    kind,
    at,
    area,
    locality: locality ? registry.nameOn(locality, day) : null,
    [kind]: pick(subject, fields),
  };
}

const pick = (subject: Subject, fields: readonly string[]): Subject =>
  Object.fromEntries(fields.map((name) => [name, own(subject, name) ?? null]));

export const keepEvent = (event: EventRow): KeptEvent => ({ ...event, at: isoLocal(event.at) });
