import { index, jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import { locality, province } from './registry.ts';

/** Areas of localities, as an operator brought them: the service ships none. */

/** One import a province; the next one replaces it. */
export const boundaryMap = pgTable('boundary_map', {
  province: text('province')
    .primaryKey()
    .references(() => province.code),
  /** Where the areas are from, as it stands under the map. */
  source: text('source').notNull(),
  importedAt: timestamp('imported_at', { withTimezone: true }).notNull(),
});

export const boundary = pgTable(
  'boundary',
  {
    locality: text('locality')
      .primaryKey()
      .references(() => locality.code),
    province: text('province')
      .notNull()
      .references(() => boundaryMap.province, { onDelete: 'cascade' }),
    /** Polygons of rings of [longitude, latitude], as a GeoJSON MultiPolygon has them. */
    polygons: jsonb('polygons').notNull(),
  },
  (t) => [index('boundary_of_province').on(t.province)],
);
