import { setTimeout as sleep } from 'node:timers/promises';
import type postgres from 'postgres';
import { openPool } from '../driver.ts';
import { codeOf, EmbeddedUnavailable } from './errors.ts';
import { clusterName, PORT, ROLE } from './settings.ts';

/** Advisory locks in the maintenance database, where nothing else takes any. */
const OWNER = 1;
const USER = 2;

export interface GuardLog {
  warn(fields: object, message: string): void;
}

/** Our place at a server, held by an open session and so given up by the kernel when this process dies. */
export interface Guard {
  /** Gives up our use and takes the server for ending it; false when somebody else needs it still. */
  mayStop(): Promise<boolean>;
  close(): Promise<void>;
}

/**
 * Takes a place at a running server. `own` is had by one process at a time: a lock in the server itself knows
 * no reused pid, is seen from every container that shares the folder, and is free at once after kill -9.
 * @throws EmbeddedUnavailable `busy`; PostgreSQL and system errors while the server comes or goes.
 */
export async function takeGuard(host: string, mode: 'own' | 'attach', log?: GuardLog): Promise<Guard> {
  let state: 'entering' | 'held' | 'regaining' | 'leaving' = 'entering';
  const to = { host, user: ROLE, database: 'postgres' };
  const sql = openPool(to, {
    port: PORT,
    ssl: false,
    max: 1,
    idle_timeout: 0,
    max_lifetime: null,
    connect_timeout: 10,
    connection: { application_name: `phuxanh ${mode} ${process.pid}`, lock_timeout: 1000 },
    fetch_types: false,
    onnotice: () => {},
    onclose: () => {
      if (state === 'held') void regain();
    },
  });

  async function enter(): Promise<void> {
    // A killed owner's session ends within milliseconds: waiting a little tells it from a live one.
    if (mode === 'own') await sql`select pg_advisory_lock(${OWNER}::bigint)`;
    await sql`select pg_advisory_lock_shared(${USER}::bigint)`;
  }

  /** PostgreSQL ends every session after a crash of one; until ours is back the folder looks unowned. */
  async function regain(): Promise<void> {
    state = 'regaining';
    log?.warn({}, 'lost the session that holds the embedded PostgreSQL; taking it again');
    while (state === 'regaining') {
      try {
        await enter();
        if (state === 'regaining') state = 'held';
      } catch {
        await sleep(500, undefined, { ref: false });
      }
    }
  }

  try {
    await enter();
    state = 'held';
  } catch (error) {
    const busy = codeOf(error) === '55P03' ? await holder(sql) : undefined;
    await sql.end({ timeout: 0 });
    if (busy === undefined) throw error;
    throw new EmbeddedUnavailable(
      'busy',
      `Another process (${busy}) already runs the service on this data folder.`,
    );
  }

  return {
    async mayStop() {
      if (state !== 'held') return false;
      state = 'leaving';
      if (mode === 'own') return true;
      const [row] = await sql<{ free: boolean }[]>`
        select pg_advisory_unlock_shared(${USER}::bigint)
           and current_setting('cluster_name') = ${clusterName('command')}
           and pg_try_advisory_lock(${OWNER}::bigint)
           and pg_try_advisory_lock(${USER}::bigint) as free`;
      return row?.free ?? false;
    },
    async close() {
      state = 'leaving';
      await sql.end({ timeout: 0 });
    },
  };
}

async function holder(sql: postgres.Sql): Promise<string> {
  const [row] = await sql<{ name: string }[]>`
    select application_name as name from pg_stat_activity join pg_locks using (pid)
    where locktype = 'advisory' and objid = ${OWNER} and granted`;
  return row ? `pid ${row.name.split(' ').at(-1)}` : 'it has just ended';
}
