import { z } from 'zod';
import type { Author } from '../access/author.ts';
import { setAgency } from '../changes/agencies.ts';
import { loadRegistry } from '../changes/registry.ts';
import type { Clients } from '../db/connect.ts';
import { Problem } from '../http/problems.ts';
import { Refused } from '../refused.ts';
import { AGENCY_KINDS } from '../registry/types.ts';
import { foundOf } from './amend.ts';
import { importTasks } from './import.ts';
import { createPlan } from './verbs.ts';

/** A plan as one document: the paper, whom it names, its tasks. What a file holds, and what the examples are. */

const text = z.string().min(1).max(20_000);
const several = z.array(z.string().min(1).max(500)).max(50);
const duty = z.strictObject({
  who: text,
  kind: z.string().max(40),
  text,
  to: text.optional(),
  schedule: text.optional(),
});
const lines = z.array(text).max(200).optional();

export const planDocument = z.strictObject({
  province: z.string().regex(/^(\d{2}|\*)$/),
  /** Those that the province may not have yet. */
  agencies: z
    .array(z.strictObject({ code: text, nameVi: text, nameEn: text, kind: z.enum(AGENCY_KINDS) }))
    .max(200),
  plan: z.strictObject({
    code: z.string().regex(/^[a-z0-9][a-z0-9-]{1,59}$/),
    title: text,
    standing: text,
    kind: z.string().max(40),
    number: text.nullable(),
    day: z.string().nullable(),
  }),
  paper: z.strictObject({
    issuer: text.optional(),
    numberAsWritten: text.optional(),
    dateAsWritten: text.optional(),
    signerAuthority: text.optional(),
    signerTitle: text.optional(),
    basis: lines,
    opening: lines,
    objective: lines,
    sections: lines,
    taskGroups: lines,
    duties: z.array(duty).max(200).optional(),
    closing: text.optional(),
    recipients: lines,
    notes: lines,
  }),
  tasks: z
    .array(
      z.strictObject({
        no: text,
        parent: text.optional(),
        title: text,
        content: text.optional(),
        leads: several,
        coordinators: several,
        followers: several,
        deadline: z.string().max(300),
        products: several,
      }),
    )
    .max(5_000),
});
export type PlanDocument = z.infer<typeof planDocument>;

/** The first day of agencies that a document brings. */
const AGENCIES_SINCE = '2025-01-01';

/**
 * Stores a plan with its tasks, and the agencies that it names and the province lacks.
 * @returns how many tasks it has; undefined where there is a plan of its code already
 * @throws {Refused} for tasks that cannot be
 */
export async function storeDocument(
  db: Clients,
  author: Author,
  { province, agencies, plan: terms, paper, tasks }: PlanDocument,
): Promise<number | undefined> {
  const known = await loadRegistry(db);
  for (const { code, ...agency } of agencies)
    if (!known.agencies.some((one) => one.province === province && one.code === code))
      await setAgency(db, author, { province, code }, { ...agency, from: AGENCIES_SINCE });
  const registry = await loadRegistry(db);
  let plan: Awaited<ReturnType<typeof createPlan>>;
  try {
    plan = await createPlan(db, author, registry, { ...terms, province, paper });
  } catch (error) {
    if (error instanceof Problem && error.code === 'plan_exists') return undefined;
    throw error;
  }
  const headers = [
    'no',
    'parent',
    'title',
    'content',
    'leads',
    'coordinators',
    'followers',
    'deadline',
    'products',
  ] as const;
  const rows = tasks.map((task) =>
    headers.map((header) => {
      const value = task[header];
      return Array.isArray(value) ? value.join('\n') : (value ?? '');
    }),
  );
  const options = { registry, dryRun: false, reason: null, basis: null };
  const { results, accepted } = await importTasks(db, author, plan, foundOf(headers, rows), options);
  const wrong = results.flatMap(({ row, errors = [] }) =>
    errors.map(({ message: en, messageVi: vi, column: field }) => ({
      field,
      vi: `Nhiệm vụ ${row}: ${vi}`,
      en: `Task ${row}: ${en}`,
    })),
  );
  if (wrong.length > 0) throw new Refused(wrong);
  return accepted;
}
