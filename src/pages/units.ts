import type { Say } from './language.tsx';

/** Units in which the seed counts. One that an operator adds stays as he wrote it, in either language. */
const ENGLISH = new Map([
  ['người', 'people'],
  ['máy', 'machines'],
  ['chứng thư', 'certificates'],
  ['tài khoản', 'accounts'],
  ['thôn, tổ dân phố', 'hamlets and groups'],
]);

/** What is counted, in the reader's language. Pure. */
export function unitWord(unit: string, say: Say): string {
  return say(unit, ENGLISH.get(unit) ?? unit);
}
