import type { Day } from '../days.ts';

export type BeatState = 'up' | 'late' | 'down' | 'unknown';

/** How often a network calls, and how much later is no outage yet. Minutes. */
export interface Rhythm {
  everyMinutes: number;
  graceMinutes: number;
}

/** What is known of a network, counted until `countedUntil`; all null before its first call. */
export interface BeatRow extends Rhythm {
  locality: string;
  lastBeatAt: Date | null;
  /** Since when it has not been down. */
  upSince: Date | null;
  /** When it was found to be down; null while it is not. */
  downSince: Date | null;
  countedUntil: Date | null;
  /** Of the local day of `countedUntil`, in milliseconds. */
  upMs: number;
  watchedMs: number;
}

/** What was counted of one day. */
export interface DayCount {
  day: Day;
  upMs: number;
  watchedMs: number;
}

/** A time over which the service itself took calls. */
export interface Span {
  from: Date;
  until: Date;
}

/** The day as a fact. `percent` has one decimal and is null where nothing was watched. */
export interface Availability {
  day: Day;
  upMinutes: number;
  watchedMinutes: number;
  percent: number | null;
}
