/** What a script that sends the report's form is told, where a browser is shown a page. */

/** Of a report that is stored, now or already before. */
export interface SentAnswer {
  revision: number;
  /** Address of the page that says what it did. */
  to: string;
}

/** Of one that is not: why, in the sender's language. */
export interface RefusedAnswer {
  why: 'faulty' | 'conflict' | 'locked' | 'other';
  messages: string[];
}

/** Who is signed in, and what his forms must bring back. */
export interface SenderAnswer {
  sender: string;
  formToken: string;
}
