import type { Day } from '../../src/days.ts';
import type { Values } from '../../src/intake/types.ts';

/** What the simulator knows of the world: what any client learns from the API. */
export interface SimulatedLocality {
  code: string;
  name: string;
  type: string;
}

export interface SimulatedIndicator {
  code: string;
  group: string;
  kind: 'boolean' | 'ratio' | 'number' | 'date';
  required: boolean;
  threshold: number | null;
  direction: 'atLeast' | 'atMost' | null;
  unit: string | null;
  nameVi: string;
}

export interface World {
  localities: SimulatedLocality[];
  indicators: SimulatedIndicator[];
  days: [first: Day, second: Day];
  /** Local time `HH:MM`. */
  cutoff: string;
}

/** What an officer does, and what the service is to answer. */
export interface Deed {
  at: Date;
  locality: SimulatedLocality;
  day: Day;
  by: 'record' | 'sheet';
  values: Values;
  note: string | null;
  replaces?: number;
  answer: 'accepted' | 'unchanged' | 'refused';
  /** Told on a line of its own. */
  story?: string;
}
