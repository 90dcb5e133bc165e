import type { Database } from '../db/connect.ts';
import type { Networks } from '../lib/networks.ts';
import type { Counts, JobName } from '../scheduler/job.ts';
import type { KeySettings } from '../secrets/secret-key.ts';
import type { Vault } from '../secrets/vault.ts';

/** What a command works with. */
export interface Shell {
  db: Database;
  /** Read once when the command began. */
  now: Date;
  /** Who is at the shell, as the audit names him: `shell:<user>`. */
  actor: string;
  /** Address under which people reach the service. */
  publicUrl: string;
  /** What the service seals with; for commands that need it, since its key may not be at hand. */
  vault(): Promise<Vault>;
  /** Where that key is kept, for commands about the key itself. */
  keyAt: KeySettings;
  /** Networks inside that may be called. */
  allowed: Networks;
  /** A line of output; everything else goes to stderr. */
  print(line: string): void;
  /** All that comes by standard input. */
  read(): Promise<string>;
  /** Runs a job as of an instant, whether or not it is due, and answers what it did. */
  runJob(name: JobName, now: Date): Promise<Counts>;
}
