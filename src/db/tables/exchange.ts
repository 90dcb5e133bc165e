import { boolean, pgTable, primaryKey, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core';
import { province } from './registry.ts';

/** What other systems call ours, and what of ours anybody may read. */

/** By which identifier a DHIS2 knows an indicator's value, a locality or a programme of ours. */
export const exchangeCode = pgTable(
  'exchange_code',
  {
    kind: text('kind', { enum: ['data_element', 'org_unit', 'data_set'] }).notNull(),
    /** Of a data element the code of an indicator, of a ratio with `.have` or `.need`; else of a locality, province or programme. */
    ours: text('ours').notNull(),
    /** Of 11 letters and digits, as DHIS2 makes them. */
    uid: text('uid'),
    code: text('code'),
    updatedAt: timestamp('updated_at', { withTimezone: true }).notNull(),
    updatedBy: text('updated_by').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.kind, t.ours] }),
    uniqueIndex('exchange_code_uid').on(t.kind, t.uid),
    uniqueIndex('exchange_code_code').on(t.kind, t.code),
  ],
);

/** Whether anybody may read how a province stands, and under which terms; without a row nobody may. */
export const openData = pgTable('open_data', {
  province: text('province')
    .primaryKey()
    .references(() => province.code),
  on: boolean('on').notNull(),
  /** Terms under which the figures may be used again, as people read them. */
  licence: text('licence').notNull(),
  /** Who publishes them. */
  publisher: text('publisher').notNull(),
  updatedAt: timestamp('updated_at', { withTimezone: true }).notNull(),
  updatedBy: text('updated_by').notNull(),
});
