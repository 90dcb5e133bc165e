import type postgres from 'postgres';

type RootSql = postgres.Sql<Record<string, unknown>>;
type Tx = postgres.TransactionSql<Record<string, unknown>>;

/** What a transaction comes to, and the statements that write it. */
export interface Turn<T> {
  result: T;
  /** Sends all statements that write, without waiting between them. */
  write(): Promise<unknown>;
}

/** Connections for transactions that go to the database twice: once to read, once to write. */
export interface Lanes {
  /** Transactions at a time; more wait for their turn. */
  readonly count: number;
  /**
   * A transaction whose BEGIN goes along with the first statements that `work` sends, and whose COMMIT goes
   * along with what it writes. Whatever fails, nothing of it is stored and the first error is thrown; when
   * the connection is lost over the COMMIT, it may be stored all the same, as with any transaction.
   */
  transaction<T>(work: (tx: Tx) => Promise<Turn<T>>): Promise<T>;
  end(options: { timeout: number }): Promise<void>;
}

/** Makes lanes; `open` opens a client of a single connection and calls `onclose` when that one is lost. */
export function createLanes(count: number, open: (onclose: () => void) => RootSql): Lanes {
  const all = Array.from({ length: count }, () => createLane(open));
  const free = [...all];
  const waiting: ((lane: Lane) => void)[] = [];
  return {
    count,
    transaction: async (work) => {
      const lane = free.pop() ?? (await new Promise<Lane>((resolve) => waiting.push(resolve)));
      try {
        return await lane.transaction(work);
      } finally {
        const next = waiting.shift();
        if (next) next(lane);
        else free.push(lane);
      }
    },
    end: async (options) => {
      await Promise.all(all.map((lane) => lane.end(options)));
    },
  };
}

type Lane = Pick<Lanes, 'transaction' | 'end'>;

/**
 * postgres.js sends what stands in its queue for a lost connection on the next one, and there it would run
 * outside of the transaction. So nothing of a transaction is left in the queue when its connection is lost,
 * and nothing of it is sent any more.
 */
function createLane(open: (onclose: () => void) => RootSql): Lane {
  let sent: postgres.PendingQuery<postgres.Row[]>[] = [];
  let isLost = false;
  let isOver = false;
  const client = open(() => {
    isLost = true;
    for (const query of sent) if (isQueued(query)) query.cancel();
  });
  const tx = new Proxy(client, {
    apply(target, self, args) {
      // After COMMIT it would be a transaction of its own, stored whatever becomes of the rest.
      if (isOver) throw new Error('A statement comes after the COMMIT of its transaction.');
      const query = Reflect.apply(target as never, self, args) as postgres.PendingQuery<postgres.Row[]>;
      sent.push(query);
      return query;
    },
  });

  return {
    transaction: async (work) => {
      // The driver tells the first statement of a connection what ended the one before.
      if (isLost) await client`select 1`.catch(() => {});
      sent = [];
      isLost = false;
      isOver = false;
      // Sent at once, and not waited for: what is wrong with it fails what comes after it, too.
      const begun = tx`begin`.execute();
      try {
        const [{ result, write }] = await Promise.all([work(tx as unknown as Tx), begun]);
        if (isLost) throw new LaneLost();
        const writing = write();
        const committing = tx`commit`;
        isOver = true;
        const [, committed] = await Promise.all([writing, committing]);
        // What an aborted transaction answers to COMMIT.
        if (committed.command !== 'COMMIT') throw new Error('The transaction was rolled back.');
        return result;
      } catch (error) {
        if (!isLost) await client`rollback`.catch(() => {});
        throw await firstOf(sent, error);
      } finally {
        sent = [];
      }
    },
    end: (options) => client.end(options),
  };
}

/** What a transaction says to whatever comes after the statement that failed. */
const ABORTED = '25P02';

/** The error for whose sake the others failed, once all statements have ended. */
async function firstOf(sent: readonly PromiseLike<unknown>[], error: unknown): Promise<unknown> {
  const ends = await Promise.allSettled(sent.filter(isRun));
  if ((error as { code?: string }).code !== ABORTED) return error;
  const errors = ends.flatMap((one) => (one.status === 'rejected' ? [one.reason as { code?: string }] : []));
  return errors.find(({ code }) => code !== ABORTED) ?? error;
}

/** Not sent yet: postgres.js sets `state` to the connection's when it sends. */
const isQueued = (query: object) => isRun(query) && (query as { state?: unknown }).state === null;
/** A fragment of a statement is made in the same way, and never run. */
const isRun = (query: object) => (query as { executed?: boolean }).executed === true;

/** The connection was lost in the midst of a transaction, of which nothing is stored. */
class LaneLost extends Error {
  /** As postgres.js says it. */
  readonly code = 'CONNECTION_CLOSED';
  constructor() {
    super('The connection was lost within a transaction.');
  }
}
