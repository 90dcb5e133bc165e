/**
 * Why the embedded server cannot be had:
 * - `platform`: no binaries run here (Windows, musl, an unusual processor, installed without optional packages);
 * - `permission`: the folder or the binaries cannot be used by the user who has to;
 * - `busy`: another live process runs this folder;
 * - `version`: the folder was written by another major version of PostgreSQL;
 * - `start`: PostgreSQL was there but did not come up; the message ends with its own words.
 */
export type EmbeddedReason = 'platform' | 'permission' | 'busy' | 'version' | 'start';

/** Thrown by `startEmbedded`; the message is written for the operator and says what to do. */
export class EmbeddedUnavailable extends Error {
  override readonly name = 'EmbeddedUnavailable';
  readonly reason: EmbeddedReason;

  constructor(reason: EmbeddedReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}

/** What ends every message for which the way out is a server of the operator's own. */
export const USE_A_SERVER =
  'Set DATABASE_URL to a PostgreSQL server (15 or later) to do without the embedded one.';

/** The `code` of a system, Node or PostgreSQL error, or ''. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
