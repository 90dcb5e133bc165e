import { integer, pgTable, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core';
import { person } from './accounts.ts';

/** What a list is narrowed to, kept by somebody under a name of his own. Nobody else sees it. */
export const savedFilter = pgTable(
  'saved_filter',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    person: integer('person')
      .notNull()
      .references(() => person.id, { onDelete: 'cascade' }),
    /** Path of the page. */
    page: text('page').notNull(),
    name: text('name').notNull(),
    /** Its address after the question mark. */
    query: text('query').notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
  },
  (t) => [uniqueIndex('saved_filter_of_person').on(t.person, t.page, t.name)],
);
