import type { Fault } from '../../faults.ts';
import { questionsOf, type ReportFacts } from './facts.ts';
import { readTyped, readValue, type Typed } from './fields.ts';

export interface ReadReport {
  /** By indicator, as it stood in the fields. */
  typed: Map<string, Typed>;
  /** With the line ends of what is stored; browsers send others. */
  note: string;
  /** Values as a record takes them, still to be checked. */
  values: Record<string, unknown>;
  faults: Fault[];
}

/**
 * What a form brought back. What the day's report says beyond the questions of this form is kept: it
 * came by another way and is not this form's to take back. What was retired since is no value of the day
 * any more, and goes. Pure.
 */
export function readReport(
  body: Record<string, string>,
  facts: Pick<ReportFacts, 'groups' | 'revisions' | 'inForce'>,
): ReadReport {
  const questions = questionsOf(facts);
  const asked = new Set(questions.map(({ indicator }) => indicator.code));
  const latest = facts.revisions.at(-1)?.values ?? {};
  const values: Record<string, unknown> = Object.fromEntries(
    Object.entries(latest).filter(([code]) => facts.inForce.has(code) && !asked.has(code)),
  );
  const typed = new Map<string, Typed>();
  const faults: Fault[] = [];
  for (const { indicator, shown } of questions) {
    const own = readTyped(body, indicator);
    typed.set(indicator.code, own);
    const read = readValue(indicator, own, shown);
    if (read.value !== undefined) values[indicator.code] = read.value;
    faults.push(...read.faults);
  }
  return { typed, note: (body.note ?? '').replaceAll('\r\n', '\n'), values, faults };
}
