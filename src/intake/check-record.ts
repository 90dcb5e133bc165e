import { findLocality } from '../access/localities.ts';
import type { Principal } from '../access/principal.ts';
import { type Day, dayOf } from '../days.ts';
import { type Fault, fault } from '../faults.ts';
import { composed } from '../lib/composed.ts';
import type { Registry } from '../registry/snapshot.ts';
import { inForce, type Locality } from '../registry/types.ts';
import { zodFaults } from '../zod-faults.ts';
import { valueFaults } from './check-values.ts';
import { periodFaults } from './periods.ts';
import { NOTE_LIMIT, recordSchema } from './schema.ts';
import { isObject, type RecordInput, type Values } from './types.ts';

export interface CheckContext {
  registry: Registry;
  principal: Principal;
  /** Receipt of the request. */
  now: Date;
}

export type CheckedRecord =
  | { ok: true; record: RecordInput; locality: Locality }
  | { ok: false; faults: Fault[]; unknownLocality: boolean };

/** Values beyond the catalogue that are still named one by one: codes that were misspelt, or are not in yet. */
const SLACK = 20;
const RECORD_KEYS = Object.keys(recordSchema.shape);

/** Checks what a caller sent as a record and names every fault at once. */
export function checkRecord(raw: unknown, { registry, principal, now }: CheckContext): CheckedRecord {
  const { body, excess, others } = withoutExcess(isObject(raw) ? raw : {}, registry.indicators.length);
  const shape = recordSchema.safeParse(isObject(raw) ? body : raw, { reportInput: true });
  const faults = shape.success ? [] : zodFaults(shape.error.issues);
  if (others) faults.push(others);
  const day: Day | null = shape.success ? shape.data.day : validDay(body.day);
  const today = dayOf(now);

  const locality =
    typeof body.locality === 'string' ? findLocality(registry, principal, body.locality) : undefined;
  const unknownLocality = typeof body.locality === 'string' && !locality;
  if (unknownLocality) faults.push(fault('/locality', 'not_found'));
  if (day !== null && day > today) faults.push(fault('/day', 'future_day', { day, today }));
  if (day !== null && locality && !inForce(locality, day))
    faults.push(fault('/locality', 'locality_not_in_force', { locality: locality.code, day }));
  if (excess) faults.push(excess);
  else if (isObject(body.values)) {
    const known = new Set(registry.indicators.map((indicator) => indicator.code));
    if (Object.keys(body.values).length === 0) faults.push(fault('/values', 'no_values'));
    else faults.push(...valueFaults(body.values, registry.indicatorsOn(day ?? today), known, day ?? today));
    if (locality && day !== null) faults.push(...periodFaults(registry, body.values, locality, day));
  }
  const note = typeof body.note === 'string' ? normaliseNote(body.note) : null;
  if (note !== null) faults.push(...noteFaults(note));

  if (!shape.success || !locality || faults.length > 0) {
    return { ok: false, unknownLocality, faults };
  }
  const values = shape.data.values as Values;
  return {
    ok: true,
    locality,
    record: {
      locality: locality.code,
      day: shape.data.day,
      values,
      note,
      replaces: shape.data.replaces ?? null,
    },
  };
}

/**
 * A record with more values than the catalogue could ask, or more keys than it could have, is looked at without
 * them: what they are one by one says nothing, and costs much.
 */
function withoutExcess(
  raw: Record<string, unknown>,
  indicators: number,
): { body: Record<string, unknown>; excess?: Fault; others?: Fault } {
  const names = Object.keys(raw);
  const count = isObject(raw.values) ? Object.keys(raw.values).length : 0;
  const excess =
    count > indicators + SLACK && fault('/values', 'too_many_values', { count, most: indicators });
  const tooMany = names.length > RECORD_KEYS.length + SLACK;
  if (!excess && !tooMany) return { body: raw };
  const unknown = names.filter((name) => !RECORD_KEYS.includes(name));
  const kept = tooMany ? RECORD_KEYS.filter((name) => Object.hasOwn(raw, name)) : names;
  const body = Object.fromEntries(kept.map((name) => [name, raw[name]]));
  return {
    body: excess ? { ...body, values: {} } : body,
    ...(excess ? { excess } : {}),
    ...(tooMany ? { others: fault('', 'too_many_keys', { count: unknown.length, name: unknown[0] }) } : {}),
  };
}

/** Forms send CRLF; an empty note is no note. */
function normaliseNote(note: string): string | null {
  return composed(note.replaceAll('\r\n', '\n')) || null;
}

function noteFaults(note: string): Fault[] {
  const faults: Fault[] = [];
  const length = note.length > 2 * NOTE_LIMIT ? note.length : [...note].length;
  if (length > NOTE_LIMIT) faults.push(fault('/note', 'note_too_long', { length }));
  if (!note.isWellFormed() || /[^\P{Cc}\t\n]/u.test(note)) faults.push(fault('/note', 'malformed_text'));
  return faults;
}

function validDay(value: unknown): Day | null {
  return recordSchema.shape.day.safeParse(value).data ?? null;
}
