/** Too much work is under way: whoever asks again shortly may well have it done. */
export class Busy extends Error {
  override readonly name = 'Busy';

  constructor(what: string) {
    super(`Too busy: ${what}.`);
  }
}
