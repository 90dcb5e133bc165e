import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate as applyMigrations } from 'drizzle-orm/postgres-js/migrator';
import { type ConnectionOptions, openPool } from './driver.ts';

/** Any number will do, as long as every instance takes the same one. */
const MIGRATION_LOCK = 5_720_251;
const OLDEST_SERVER = 150_000;

/** `drizzle/` stands at the top of the project, one folder above both `src/` and `dist/`. */
export const MIGRATIONS = join(dirname(fileURLToPath(import.meta.url)), '../../drizzle');

/**
 * Brings the database to the newest schema. Safe when several instances start at once: one applies,
 * the others wait for it on a lock of the database's.
 * @throws when the server is older than 15, or when what is applied is not what the journal says
 */
export async function migrate(to: ConnectionOptions): Promise<void> {
  if (!existsSync(MIGRATIONS)) throw new Error(`The folder of migrations is missing: ${MIGRATIONS}`);
  const options = { max: 1, onnotice: () => {}, connect_timeout: 10 };
  // One connection for all of it: the lock belongs to the session that took it.
  const sql = openPool(to, options);
  try {
    const [server] = await sql<
      { version: number }[]
    >`select current_setting('server_version_num')::int as version`;
    if ((server?.version ?? 0) < OLDEST_SERVER)
      throw new Error(`PostgreSQL 15 or newer is needed; this server says ${server?.version}.`);
    await sql`select pg_advisory_lock(${MIGRATION_LOCK})`;
    await applyMigrations(drizzle(sql), { migrationsFolder: MIGRATIONS });
    // drizzle passes over a migration whose time is out of order and says nothing.
    const [applied] = await sql<
      { count: number }[]
    >`select count(*)::int as count from drizzle.__drizzle_migrations`;
    if (applied?.count !== journalLength())
      throw new Error(`Applied migrations (${applied?.count}) and journal (${journalLength()}) differ.`);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** How many migrations this version of the service knows. */
export function journalLength(): number {
  const journal = JSON.parse(readFileSync(join(MIGRATIONS, 'meta/_journal.json'), 'utf8')) as {
    entries: unknown[];
  };
  return journal.entries.length;
}
