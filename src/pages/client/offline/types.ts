import type { RefusedAnswer } from '../../report/send-answer.ts';

/** Whose report of which day: by person, since the browser keeps it after he has signed out. */
export interface Key {
  sender: string;
  /** Address that the form is posted to, which names the locality. */
  action: string;
  day: string;
}

/** Fields of the form by name; blank where nothing is said or chosen. */
export type Fields = Record<string, string>;

/** What is being typed. */
export interface Draft extends Key {
  /** Only what differs from the page that it was typed on. */
  fields: Fields;
  /** The revision that it was typed over. */
  replaces: number;
  /** When, by this machine's clock. */
  at: number;
  /** Number of the queued report that these fields hold, too; what another tab sent they do not. */
  over?: number | undefined;
}

/** A report that was sent and is not known to have arrived. */
export interface Queued extends Draft {
  id?: number;
  /** Name of the locality. */
  place: string;
  /** Whether it may have arrived, the answer being lost. */
  tried: boolean;
  /** Why the server does not take it; null while it waits. */
  refused: RefusedAnswer | null;
  /** Whether it was handed to its form, which keeps it as a draft from then on. */
  opened?: boolean;
}

/** A key as the database orders by it. */
export const keyOf = ({ sender, action, day }: Key): [string, string, string] => [sender, action, day];

export function isSameReport(a: Key, b: Key): boolean {
  return a.sender === b.sender && a.action === b.action && a.day === b.day;
}
