import type { Colour } from '../../collect/types.ts';
import type { Availability, BeatState } from '../../heartbeat/types.ts';
import { formatNumber, formatPercent } from '../format.ts';
import type { Say, Words } from '../language.tsx';
import { COLOURS } from '../words.ts';

/** How a network stands, in the signs and colours of the rest; what needs somebody comes first. */
export const BEAT_STATES: Record<BeatState, { sign: string; colour: Colour; words: Words }> = {
  down: { sign: COLOURS.red.sign, colour: 'red', words: ['mất kết nối', 'down'] },
  late: { sign: COLOURS.yellow.sign, colour: 'yellow', words: ['chậm tín hiệu', 'late'] },
  unknown: { sign: COLOURS.grey.sign, colour: 'grey', words: ['chưa rõ', 'not known'] },
  up: { sign: COLOURS.green.sign, colour: 'green', words: ['đang kết nối', 'up'] },
};
export const STATE_ORDER = ['down', 'late', 'unknown', 'up'] as const;

/** "99,3 % (1.430 trên 1.440 phút theo dõi)". Pure. */
export function availabilityText({ percent, upMinutes, watchedMinutes }: Availability, say: Say): string {
  if (percent === null) return say('chưa theo dõi được phút nào', 'nothing was watched yet');
  const [up, all] = [formatNumber(upMinutes), formatNumber(watchedMinutes)];
  return `${formatPercent(percent)} ${say(`(${up} trên ${all} phút theo dõi)`, `(${up} of ${all} minutes watched)`)}`;
}

/** Every 5 minutes, and when that is overdue. Pure. */
export function rhythmText(
  { everyMinutes, graceMinutes }: { everyMinutes: number; graceMinutes: number },
  say: Say,
): string {
  const [every, all] = [formatNumber(everyMinutes), formatNumber(everyMinutes + graceMinutes)];
  return say(
    `Gửi tín hiệu mỗi ${every} phút; quá ${all} phút không có tín hiệu là mất kết nối.`,
    `A signal every ${every} min; none for more than ${all} min means down.`,
  );
}
