import { DrizzleQueryError } from 'drizzle-orm';

/** Codes by which the driver says that there is no connection (any more). */
const DRIVER = /^(CONNECTION_(CLOSED|ENDED|DESTROYED|SILENT)|CONNECT_TIMEOUT|DATABASE_AWAY)$/;

/**
 * SQLSTATEs by which a server says "not now": connections (08), time-outs and lost sessions (25P03, 25P04, 57),
 * deadlocks (40), resources such as a full disk (53), a lock not to be had, a server that only reads for now,
 * a disk that fails.
 */
const SERVER = /^(08...|25006|25P0[34]|40001|40P01|53...|55P03|57014|57P0[1235]|58000|58030)$/;

/** What the system says of a connection that broke, or that cannot be made at present. */
const BROKEN = /^(EPIPE|ECONNRESET|ECONNABORTED|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENETDOWN|ENETRESET)$/;
const NOT_TO_BE_MADE = /^(connect|getaddrinfo)$/;

/** No room, on whichever disk: waiting, and an operator, help. */
const FULL = /^(ENOSPC|EDQUOT)$/;

interface Failure {
  code?: string;
  syscall?: string;
}

/**
 * Whether something failed because the database, or room to write, is missing at present: the same may well
 * succeed later, so that callers hear 503 rather than 500. An answer that says why is none of these.
 */
export function isPassing(error: unknown): boolean {
  const { code = '', syscall = '' } = (causeOf(error) ?? {}) as Failure;
  if (typeof code !== 'string') return false;
  return (
    [DRIVER, SERVER, BROKEN, FULL].some((codes) => codes.test(code)) ||
    (NOT_TO_BE_MADE.test(syscall) && /^E/.test(code))
  );
}

/**
 * Whether a failure shows that no server answers: the connection broke, or there is none to be had. What a
 * server says of itself counts only where it is on its way down or up.
 */
export function isAway(error: unknown): boolean {
  const { code = '', syscall = '' } = (causeOf(error) ?? {}) as Failure;
  return [DRIVER, /^57P0[123]$/, BROKEN].some((codes) => codes.test(code)) || NOT_TO_BE_MADE.test(syscall);
}

/** Whether there is no room on the database's disk. */
export function isFull(error: unknown): boolean {
  return (causeOf(error) as Failure | undefined)?.code === '53100';
}

/**
 * SQLSTATEs of a row that another writer has put there meanwhile (unique, exclusion), or has taken away (foreign key).
 */
const CONFLICT = /^(23505|23503|23P01)$/;

/** Whether something failed because somebody else wrote at the same time: the later one sees what there is now. */
export function isConflict(error: unknown): boolean {
  const { code } = (causeOf(error) ?? {}) as Failure;
  return typeof code === 'string' && CONFLICT.test(code);
}

/** The driver's error, which the query builder wraps. */
function causeOf(error: unknown): unknown {
  return error instanceof DrizzleQueryError ? error.cause : error;
}
