import type { Author } from '../access/author.ts';
import type { Clients } from '../db/connect.ts';
import { Problem } from '../http/problems.ts';
import type { Registry } from '../registry/snapshot.ts';
import type { Found } from '../sheets/found.ts';
import { importTasks, type TaskResult } from './import.ts';
import type { TaskColumn } from './sheet-rules.ts';
import type { PlanRow } from './types.ts';

/** Fields of a task as a form or a body brings them: those that are left out stay. */
export type GivenTask = Partial<Record<TaskColumn, string | readonly string[] | undefined>>;

/**
 * Makes a task of a plan, or words one anew that is there under its number: what a sheet of one row does.
 * @throws {Problem} invalid_body with each fault at its field
 */
export async function amendTask(
  db: Clients,
  author: Author,
  plan: PlanRow,
  given: GivenTask,
  registry: Registry,
  { reason = null, basis = null }: { reason?: string | null; basis?: string | null } = {},
): Promise<TaskResult> {
  const fields = Object.entries(given).flatMap(([header, value]) =>
    value === undefined ? [] : [[header, typeof value === 'string' ? value : value.join(';')] as const],
  );
  const found = foundOf(
    fields.map(([header]) => header),
    [fields.map(([, value]) => value)],
  );
  const { results } = await importTasks(db, author, plan, found, {
    ...{ registry, dryRun: false, reason, basis },
  });
  const [result] = results;
  if (!result) throw new Error('A row that was given is answered.');
  const { errors = [] } = result;
  if (errors.length > 0)
    throw new Problem(
      'invalid_body',
      errors.map(({ column, ...one }) => ({ pointer: `/${column}`, ...one })),
    );
  return result;
}

/** Rows that are made, as if a sheet had been read. */
export function foundOf(headers: readonly string[], rows: readonly (readonly string[])[]): Found {
  return {
    headers: [...headers],
    rows: rows.map((cells, at) => ({ sheet: 0, row: at + 1, cells: [...cells] })),
    sheets: [{ name: '', head: 0, rows: rows.length }],
    left: [],
    ignored: [],
    skipped: [],
    hiddenRows: 0,
    hiddenColumns: [],
    mergedRows: 0,
    comments: 0,
  };
}
