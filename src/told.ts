/**
 * How many faults an answer tells, in one place: problems, batches, sheets and certificates all cut their lists by
 * this, so that nobody can have more made of a request than a person would read.
 */

/** Of one record, row or request; more than the whole catalogue can have. */
export const FAULTS_EACH = 100;
/** In one answer about many; beyond them each tells its first fault only. */
export const FAULTS_IN_FULL = 5_000;

/** Faults as an answer tells them; `moreErrors`: how many were found beside, where not all are told. */
export interface Told<F> {
  errors: F[];
  moreErrors?: number;
}

export function tell<F>(found: readonly F[], most = FAULTS_EACH): Told<F> {
  const more = found.length - most;
  return more > 0 ? { errors: found.slice(0, most), moreErrors: more } : { errors: [...found] };
}

/** Tells the faults of one record or row after the other, of one answer. */
export interface Teller {
  <F>(found: readonly F[]): Told<F>;
  /** Found and not told so far, of all together. */
  more(): number;
}

export function createTeller(): Teller {
  let told = 0;
  let more = 0;
  const teller = <F>(found: readonly F[]) => {
    const room = Math.max(1, Math.min(FAULTS_EACH, FAULTS_IN_FULL - told));
    const one = tell(found, room);
    told += one.errors.length;
    more += one.moreErrors ?? 0;
    return one;
  };
  return Object.assign(teller, { more: () => more });
}
