import { createHash } from 'node:crypto';
import type { Fault } from '../../faults.ts';
import { type Readers, readFields } from '../../fields.ts';
import type { SentFile } from '../../http/multipart.ts';
import { Problem } from '../../http/problems.ts';
import { type Objection, Refused, refuse } from '../../refused.ts';
import type { Words } from '../say.ts';

export { together } from '../../refused.ts';

/** Forms of pages: what was typed, and what speaks against it. */

export type FormBody = Record<string, string>;

/** A field as the form around it knows it. */
export interface Known {
  label: string;
  id: string;
  /** What stands in it, in words; undefined where nothing does. */
  shown?: string | undefined;
}

/** A form that comes back: what stands in its fields and what is wrong with them. */
export interface Filled {
  /** Undefined where nothing was typed: the form stands as it did. */
  typed?: FormBody | undefined;
  objections?: readonly Objection[] | undefined;
  /** What is said above them. */
  title?: Words | undefined;
  /** Which of the page's forms, by its name; undefined for one that is alone. */
  form?: string | undefined;
}

/**
 * All fields of a form, one that did not come being blank. `nullable` ones are none when blank.
 * @throws {Refused} with every objection
 */
export function readForm<T>(readers: Readers<T>, body: FormBody, nullable: readonly string[] = []): T {
  const given = Object.keys(readers).map((name) => {
    const text = body[name] ?? '';
    return [name, text.trim() === '' && nullable.includes(name) ? 'none' : text];
  });
  return readFields(readers, Object.fromEntries(given)) as T;
}

/**
 * The file that a form brought.
 * @throws {Refused} at the field, where there is none in it, or more than is taken
 */
export function readFile(
  field: string,
  file: SentFile | undefined,
  said: { none: Words; cut: Words },
): SentFile {
  if (!file || file.bytes.length === 0) refuse(field, said.none);
  if (file.cut) refuse(field, said.cut);
  return file;
}

/** Faults of a record, at the fields of its form; or all at one field. */
export function objectionsIn(faults: readonly Told[], field?: string): Objection[] {
  return faults.map(({ pointer = '', message: en, messageVi: vi }) => ({
    field: field ?? pointer.slice(1),
    vi,
    en,
  }));
}

type Told = Pick<Fault, 'message' | 'messageVi'> & { pointer?: string };

/**
 * What `work` makes of a file.
 * @throws {Refused} at its field, where it is not what it should be
 */
export async function orRefused<T>(field: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Problem) || error.status >= 500) throw error;
    const { title: message, titleVi: messageVi, errors } = error.body();
    throw new Refused(objectionsIn(errors.length === 0 ? [{ message, messageVi }] : errors, field));
  }
}

/** What tells two fillings of a form apart: only what has been looked at is saved. */
export function fingerprint(body: FormBody): string {
  const { csrf: _, intent: __, previewed: ___, ...fields } = body;
  return createHash('sha256')
    .update(JSON.stringify(Object.entries(fields).sort()))
    .digest('base64url');
}

/** Whether a form is to be saved as it was when its preview was shown. */
export function isSeen(body: FormBody): boolean {
  return body.intent === 'save' && body.previewed === fingerprint(body);
}

/** What speaks against an act, or null when it is done. */
export async function attempt(act: () => unknown): Promise<readonly Objection[] | null> {
  try {
    await act();
    return null;
  } catch (error) {
    if (error instanceof Refused) return error.objections;
    throw error;
  }
}
