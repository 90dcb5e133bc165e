import postgres from 'postgres';
import { ConfigError } from '../config.ts';

/** A server's folder of sockets with role and database, or an address as `DATABASE_URL` has it. */
export type ConnectionOptions = string | { host: string; user: string; database: string };

/** What the mended driver knows beyond the released one; see `scripts/patches/`. */
export interface MendedOptions {
  /** Asked before each statement and each `begin` of the pool: an error refuses it without a connection. */
  refuse?: (() => Error | undefined) | undefined;
  /**
   * Milliseconds after which a connection on which nothing comes and nothing goes is dropped, if somebody waits for
   * an answer on it: he gets `CONNECTION_SILENT`. Longer than the server lets a statement take.
   */
  silence?: number;
}
export interface Mended {
  /** Rejects everything under way with `error` and drops all connections, without a word to the server. */
  abandon(error: Error): void;
}

type Options = postgres.Options<Record<string, postgres.PostgresType>> & MendedOptions;

/**
 * A pool of postgres.js; nothing is sent before the first statement.
 * @throws {ConfigError} where the driver is as released: a session that ends inside a transaction would then
 * end the process, or its statements would run in somebody else's transaction (porsager/postgres #1208, #1216)
 */
export function openPool(to: ConnectionOptions, options: Options): postgres.Sql & Mended {
  if ((postgres as { patched?: number }).patched !== 1)
    throw new ConfigError(
      'The driver "postgres" is not mended, so a lost connection could end the service: install with `npm ci` without --ignore-scripts, or run `node scripts/patch-driver.js`.',
    );
  const pool = typeof to === 'string' ? postgres(to, options) : postgres({ ...options, ...to });
  return pool as unknown as postgres.Sql & Mended;
}
