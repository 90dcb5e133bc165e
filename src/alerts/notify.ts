import type { Tx } from '../db/connect.ts';
import type { Registry } from '../registry/snapshot.ts';
import type { Counts } from '../scheduler/job.ts';
import type { Step } from './ladder.ts';
import type { AlertKind } from './types.ts';

/** A turn of a step of one alert's ladder, to be said now. */
export interface Notice {
  alert: {
    id: number;
    programme: string;
    area: string;
    kind: AlertKind;
    /** Codes of those whose people a step of the role `agency` reaches. */
    agencies: readonly string[];
  };
  step: Step;
  /** Place of the step in the ladder, from 0. */
  position: number;
  turn: number;
}

/** Why a notice went to nobody, or not as it was meant to. */
export type NoticeReason = 'no_contact' | 'no_address' | 'by_other_channel';

/** To how many a notice went. */
export interface Told {
  alert: number;
  position: number;
  turn: number;
  told: number;
  reason: NoticeReason | null;
}

/** What the next stage does with what was decided here, inside the same transaction. */
export interface Notify {
  /** Writes who is to be told, by which way and from when. */
  tell(
    tx: Tx,
    registry: Registry,
    notices: readonly Notice[],
    now: Date,
  ): Promise<{ told: Told[]; counts: Counts }>;
  /** Tells other systems that alerts have opened, were taken on, or have ended. */
  announce(
    tx: Tx,
    registry: Registry,
    alerts: readonly { id: number; area: string }[],
    now: Date,
  ): Promise<void>;
  /** Tells whoever was told by a step that asks for it that these have ended. */
  tellEnd(tx: Tx, alerts: readonly number[], now: Date): Promise<void>;
}
