import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import type postgres from 'postgres';
import type { Log } from '../log.ts';
import { type ConnectionOptions, openPool } from './driver.ts';
import { createLanes, type Lanes } from './lanes.ts';
import * as tables from './tables/index.ts';
import { type Watch, watchServer } from './watch.ts';

/** A connection or a transaction on which a store's statements run. */
export type Sql = postgres.ISql<Record<string, unknown>>;
export type Tx = postgres.TransactionSql<Record<string, unknown>>;
/** The pool itself: what can begin a transaction. */
export type RootSql = postgres.Sql<Record<string, unknown>>;
export type Orm = PostgresJsDatabase<typeof tables>;
export type OrmTx = Orm | Parameters<Parameters<Orm['transaction']>[0]>[0];

/**
 * Clients of one database: `sql` for the hot statements of collect and queues, `orm` for the rest. They are
 * apart because drizzle changes the parsers of the client that it is given. Beside them are pools for what
 * must never wait behind a page's or a job's statements.
 */
export interface Database {
  sql: RootSql;
  orm: Orm;
  /** Single records, and who it is that calls. */
  intake: RootSql;
  /** Transactions of single records: while one waits for the disk, the other goes on. More would share less. */
  lanes: Lanes;
  /** Many records at once, a transaction each: few at a time, so that they do not crowd out single ones. */
  bulk: RootSql;
  /** Whether requests can be served. */
  health: RootSql;
  /** From now on a server that is away, or answers nobody, is noticed: see `watchServer`. */
  watch(log: Log): void;
  close(): Promise<void>;
}

/** Both clients, for whoever opens or closes neither. */
export type Clients = Pick<Database, 'sql' | 'orm'>;

export type { ConnectionOptions } from './driver.ts';

const DAYS = { to: 1082, from: [1082], serialize: (day: string) => day, parse: (day: string) => day };
const COUNTS = { to: 20, from: [20], serialize: String, parse: Number };

/** Whether a lock was not to be had within the time that a statement may wait for it. */
export function isLockTimeout(error: unknown): boolean {
  return error instanceof Error && (error as { code?: string }).code === '55P03';
}

/** Connections of the pools that stand beside. */
const APART = { intake: 4, lanes: 2, bulk: 3, health: 2 };
/** A lock that single records or a watcher wait for longer than this (ms) is asked for again or told of. */
const SHORT_LOCK_MS = 1_000;
/** How long the server lets a statement take (ms), and one of a record or a watcher, which are short. */
const STATEMENT_MS = 60_000;
const SHORT_STATEMENT_MS = 10_000;
/** A session that has said nothing for so much longer is frozen or cut off, though the server answers others. */
const SILENT_MS = 2_000;
const short = { lock_timeout: SHORT_LOCK_MS, statement_timeout: SHORT_STATEMENT_MS };
/**
 * Statements of records find rows by their keys alone. A plan is made once for a connection, perhaps while
 * the tables are empty, and read whole tables for as long as nobody analyses them.
 */
const BY_KEY = { enable_seqscan: 'off' };

/** Opens the pools; nothing is sent before the first statement. `max` is of `sql` and of `orm`. */
export function connect(to: ConnectionOptions, max = 10): Database {
  const common = {
    max,
    connect_timeout: 10,
    idle_timeout: 60,
    silence: STATEMENT_MS + SILENT_MS,
    refuse: () => watch.refuse(),
    // Else the driver waits up to 20 s for a server that has long been back.
    backoff: (failed: number) => Math.min(0.05 * 2 ** failed, 1),
    onnotice: () => {},
    connection: {
      application_name: 'phu-xanh',
      TimeZone: 'UTC',
      // postgres.js has no time limit of its own.
      statement_timeout: STATEMENT_MS,
      lock_timeout: 20_000,
      idle_in_transaction_session_timeout: 60_000,
      // Else hot statements are planned anew each time, with megabytes of JSON as a constant of the plan.
      plan_cache_mode: 'force_generic_plan',
    },
  };
  const pool = (
    size: number,
    connection: Partial<typeof common.connection> & { work_mem?: string; enable_seqscan?: string } = {},
    more: Pick<postgres.Options<Record<string, never>>, 'onclose' | 'max_lifetime' | 'idle_timeout'> = {},
  ) =>
    openPool(to, {
      ...common,
      max: size,
      silence: (connection.statement_timeout ?? STATEMENT_MS) + SILENT_MS,
      connection: { ...common.connection, ...connection },
      types: { day: DAYS, count: COUNTS },
      ...more,
    });
  const client = openPool(to, common);
  const pools = {
    sql: pool(max),
    intake: pool(APART.intake, { ...short, ...BY_KEY }),
    bulk: pool(APART.bulk, BY_KEY),
    // So little memory that a statement which needs some goes to the disk: see `probeWrite`.
    health: pool(APART.health, { ...short, work_mem: '64kB' }),
  };
  const ofLanes: ReturnType<typeof pool>[] = [];
  const lanes = createLanes(APART.lanes, (onclose) => {
    // The driver must not end by itself a connection that is in a transaction it knows nothing of.
    const options = { onclose, max_lifetime: null, idle_timeout: 0 };
    const one = pool(1, { ...short, ...BY_KEY }, options);
    ofLanes.push(one);
    return one as unknown as RootSql;
  });
  const probe = openPool(to, { ...common, max: 1, idle_timeout: 0, max_lifetime: null, refuse: undefined });
  const watch: Watch = watchServer(probe, [...Object.values(pools), ...ofLanes, client]);
  return {
    ...(pools as unknown as Record<keyof typeof pools, RootSql>),
    lanes,
    orm: drizzle(client, { schema: tables }),
    watch: watch.start,
    close: async () => {
      watch.stop();
      await Promise.all(
        [...Object.values(pools), lanes, client, probe].map((one) => one.end({ timeout: 5 })),
      );
    },
  };
}
