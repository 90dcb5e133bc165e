import { ADMINS, type Principal } from '../../access/principal.ts';
import type { Channel } from '../../channels/channel.ts';
import type { Clients } from '../../db/connect.ts';
import type { Outgoing } from '../../lib/outgoing.ts';
import type { Counts, JobName } from '../../scheduler/job.ts';
import type { Vault } from '../../secrets/vault.ts';
import type { Wrap } from '../wrap.tsx';

export interface AdministrationDeps {
  db: Clients;
  publicUrl: string;
  vault: Vault;
  outgoing: Outgoing;
  /** By which messages go; one that is not set up may be missing. */
  channels: readonly Channel[];
  wrap: Wrap;
  /** Runs a job as of an instant, whether or not it is due. */
  runJob(name: JobName, now: Date): Promise<Counts>;
}

/** Administrators alone; the forms carry the token of their session. */
export const config = { access: ADMINS, form: true };

/** What holds for the whole nation is changed by who administers all of it; to others it is not there. */
export function isNation({ principal }: { principal: Principal }): boolean {
  return principal.area === '*';
}
