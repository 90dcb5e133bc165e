import type { Random } from './random.ts';
import type { Level } from './readiness.ts';
import type { SimulatedLocality } from './types.ts';

/** What is special about a locality in the two days. Most are nothing but punctual. */
export type Part =
  | 'punctual'
  /** Nothing from it on either day; on the first only; on the second only. */
  | 'silent'
  | 'silent_first'
  | 'silent_second'
  /** Like `silent_first`, but the first day's record comes on the second day's morning. */
  | 'catches_up'
  | 'late_first'
  | 'late_second'
  /** Ready at the first close, no longer at the second. */
  | 'regresses'
  /** Leaves out a digit on the first day and corrects it on the second. */
  | 'corrects'
  /** Sends the very same record twice. */
  | 'repeats'
  /** Sends something impossible, is refused, sends it right. */
  | 'stumbles'
  /** Fills in the sheet and uploads it. */
  | 'uploads'
  /** Its figures contradict each other. */
  | 'contradicts'
  | 'improves';

export interface Player {
  locality: SimulatedLocality;
  part: Part;
  level: Level;
}

const PARTS: [Part, count: number, Level?][] = [
  ['silent', 3],
  ['silent_first', 2],
  ['silent_second', 3],
  ['catches_up', 1, 'nearly'],
  ['late_first', 5],
  ['late_second', 4],
  ['regresses', 1, 'ready'],
  ['corrects', 1, 'ready'],
  ['repeats', 1, 'ready'],
  ['stumbles', 1, 'nearly'],
  ['contradicts', 2, 'ready'],
  ['improves', 10, 'nearly'],
];
/** Of all localities, by the end of the second day. */
const GREEN_SHARE = 0.63;
const BEHIND_SHARE = 0.07;

/** Gives every locality its part and where it stands on the first day. */
export function castPlayers(random: Random, localities: readonly SimulatedLocality[]): Player[] {
  const free = random.shuffle(localities);
  const players: Player[] = [];
  const cast = (locality: SimulatedLocality | undefined, part: Part, level?: Level) => {
    if (locality) players.push({ locality, part, level: level ?? 'nearly' });
  };
  // The sheet is a commune's: its officers are the ones who keep to Excel.
  const rural = free.findIndex((one) => one.type === 'xã');
  cast(free.splice(Math.max(0, rural), 1)[0], 'uploads', 'ready');
  const open: [SimulatedLocality, Part][] = [];
  for (const [part, count, level] of PARTS)
    for (const locality of free.splice(0, count))
      if (level) cast(locality, part, level);
      else open.push([locality, part]);
  open.push(...free.map((locality): [SimulatedLocality, Part] => [locality, 'punctual']));

  const settled = players.filter((one) => endsGreen(one)).length;
  const levels: Level[] = Array.from({ length: open.length }, (_, at) => {
    if (at < localities.length * GREEN_SHARE - settled) return 'ready';
    return at >= open.length - localities.length * BEHIND_SHARE ? 'behind' : 'nearly';
  });
  // Who never reports has no level to show.
  const reporting = random
    .shuffle(open)
    .sort((a, b) => Number(a[1] === 'silent') - Number(b[1] === 'silent'));
  for (const [at, [locality, part]] of reporting.entries()) cast(locality, part, levels[at]);
  return players;
}

function endsGreen({ part, level }: Player): boolean {
  return part === 'improves' || (level === 'ready' && part !== 'regresses');
}
