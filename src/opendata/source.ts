import { createHash } from 'node:crypto';
import type { Orm, Sql } from '../db/connect.ts';
import type { RegistryCache } from '../registry/cache.ts';
import { dictionaryOf, type Field } from './dictionary.ts';
import { type OpenFigures, openFigures } from './figures.ts';
import { findOpenData, type OpenDataRow } from './store.ts';

/** What anybody may read of a province, with the terms. */
export interface OpenData {
  settings: OpenDataRow;
  figures: OpenFigures;
  dictionary: Field[];
  /** Tells one state of it from another. */
  etag: string;
}

/** How long an answer may be kept by whoever asked, and is kept here (s). */
export const KEPT_SECONDS = 60;

export interface OpenSource {
  /** Undefined while the province is closed, or nothing is asked of it: as if it were not there. */
  read(province: string, now: Date): Promise<OpenData | undefined>;
}

interface Kept {
  at: number;
  figures: Promise<OpenFigures | undefined>;
}

/**
 * Figures of provinces that are open. They are worked out once a minute, however many ask; whether a province is open
 * is looked up each time. There are never more provinces kept than there are.
 */
export function createOpenSource(deps: { sql: Sql; orm: Orm; registry: RegistryCache }): OpenSource {
  const kept = new Map<string, Kept>();
  return {
    async read(province, now) {
      const settings = /^\d{2}$/.test(province) ? await findOpenData(deps.orm, province) : undefined;
      if (!settings?.on) return undefined;
      const registry = await deps.registry.fresh();
      const known = kept.get(province);
      const isFresh = known && Math.abs(now.getTime() - known.at) < KEPT_SECONDS * 1_000;
      const made = isFresh
        ? known
        : { at: now.getTime(), figures: openFigures(deps.sql, registry, province, now) };
      if (!isFresh) {
        kept.set(province, made);
        // What failed is not kept.
        made.figures.catch(() => kept.delete(province));
      }
      const figures = await made.figures;
      if (!figures) return undefined;
      const dictionary = dictionaryOf(
        registry,
        figures.conditions.map(({ code }) => code),
      );
      const { licence, publisher } = settings;
      const { asOf: _, ...shown } = figures;
      const hash = createHash('sha256').update(JSON.stringify([shown, dictionary, licence, publisher]));
      return { settings, figures, dictionary, etag: `"${hash.digest('base64url').slice(0, 22)}"` };
    },
  };
}
