import { index, integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';

const instant = (name: string) => timestamp(name, { withTimezone: true });

/** A sheet that somebody has uploaded and not stored yet; nobody else sees it, and it is not kept long. */
export const importDraft = pgTable(
  'import_draft',
  {
    id: uuid('id').primaryKey(),
    /** `person:1`, or `token:1`. */
    owner: text('owner').notNull(),
    fileName: text('file_name').notNull(),
    state: text('state', { enum: ['working', 'ready', 'refused'] }).notNull(),
    /** What is being done, or was done last. */
    step: text('step', { enum: ['read', 'check', 'store'] }).notNull(),
    /** While the work goes on; past it whoever did it is gone. */
    leaseUntil: instant('lease_until'),
    /** `string[][]` in JSON, as text: a sheet may hold characters that `jsonb` does not take. */
    cells: text('cells'),
    /** What the check, or the storing, said of each row, in JSON. */
    answer: text('answer'),
    answeredAt: instant('answered_at'),
    /** Rows stored so far. */
    stored: integer('stored').notNull().default(0),
    /** Why the sheet was refused as a whole, in JSON: `[{message, messageVi}]`. */
    faults: text('faults'),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
  },
  (t) => [index('import_draft_of_owner').on(t.owner), index('import_draft_expiry').on(t.expiresAt)],
);
