import { type Day, instantOf } from '../../src/days.ts';
import type { Values } from '../../src/intake/types.ts';
import { castPlayers, type Player } from './cast.ts';
import { noteFor } from './notes.ts';
import type { Random } from './random.ts';
import { breakable, grown, readinessOf, withContradiction, withFault, withSlip } from './readiness.ts';
import type { Deed, World } from './types.ts';

/** Everything that the officers do in the two days, in order of time. */
export function planDeeds(random: Random, world: World): Deed[] {
  const deeds = castPlayers(random, world.localities).flatMap((player) => deedsOf(random, world, player));
  return deeds.sort((a, b) => a.at.getTime() - b.at.getTime());
}

function deedsOf(random: Random, world: World, player: Player): Deed[] {
  const { locality, part, level } = player;
  const [first, second] = world.days;
  const { indicators, cutoff } = world;
  const before = readinessOf(random, indicators, level, first);
  const to = part === 'improves' ? 'ready' : part === 'regresses' ? 'worse' : 'same';
  const after = grown(random, indicators, before, to, second);

  const deed = (day: Day, at: Date, values: Values, more: Partial<Deed> = {}): Deed => ({
    at,
    locality,
    day,
    by: 'record',
    values,
    note: noteFor(random, indicators, values),
    answer: 'accepted',
    ...more,
  });
  const onTime = (day: Day) => instantOf(day, usualTime(random));
  const late = (day: Day) => minutesAfter(instantOf(day, cutoff), random.int(4, 75));
  const onFirst = deed(first, onTime(first), before);
  const onSecond = deed(second, onTime(second), after);

  switch (part) {
    case 'silent':
      return [];
    case 'silent_first':
      return [onSecond];
    case 'silent_second':
      return [onFirst];
    case 'catches_up':
      return [
        deed(first, instantOf(second, '07:48'), before, { story: 'gửi bù báo cáo ngày hôm trước' }),
        deed(second, instantOf(second, '07:55'), after),
      ];
    case 'late_first':
      return [deed(first, late(first), before), onSecond];
    case 'late_second':
      return [onFirst, deed(second, late(second), after)];
    case 'regresses': {
      const broken = breakable(indicators)?.nameVi ?? '';
      return [
        onFirst,
        deed(second, instantOf(second, '14:10'), after, {
          note: `Hạng mục “${broken}” bị gián đoạn từ sáng nay, đang khắc phục.`,
          story: `hôm trước đạt, hôm nay không còn (gián đoạn: ${broken})`,
        }),
      ];
    }
    case 'corrects':
      return [
        deed(first, instantOf(first, '09:26'), withSlip(indicators, before) ?? before),
        deed(first, instantOf(second, '08:34'), before, {
          replaces: 1,
          note: 'Đính chính: số liệu ngày hôm trước gõ thiếu một chữ số.',
          story: 'đính chính số liệu ngày hôm trước',
        }),
        onSecond,
      ];
    case 'repeats': {
      const sent = deed(first, instantOf(first, '10:02'), before);
      const again: Deed = { ...sent, at: instantOf(first, '10:03'), answer: 'unchanged' };
      return [sent, { ...again, story: 'bấm gửi hai lần, chỉ một báo cáo được ghi' }, onSecond];
    }
    case 'stumbles':
      return [
        deed(first, instantOf(first, '09:12'), withFault(indicators, before), {
          answer: 'refused',
          story: 'gửi số liệu sai, bị từ chối',
        }),
        deed(first, instantOf(first, '09:19'), before, { story: 'sửa lại và gửi được' }),
        onSecond,
      ];
    case 'contradicts':
      return [onFirst, { ...onSecond, values: withContradiction(indicators, after) }];
    case 'uploads':
      return [
        onFirst,
        deed(second, instantOf(second, '13:42'), after, {
          by: 'sheet',
          story: 'tải biểu mẫu Excel, điền và nộp lại',
        }),
      ];
    default:
      return [onFirst, onSecond];
  }
}

/** An office's day: busy in the morning, a second wave after lunch, some only after the reminder. */
function usualTime(random: Random): string {
  const [least, most] = random.chance(0.1)
    ? [7 * 60 + 5, 8 * 60]
    : random.chance(0.6)
      ? [8 * 60, 11 * 60 + 30]
      : random.chance(0.6)
        ? [13 * 60 + 30, 14 * 60 + 29]
        : [14 * 60 + 32, 15 * 60 + 55];
  const minute = random.int(least, most);
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

function minutesAfter(instant: Date, minutes: number): Date {
  return new Date(instant.getTime() + minutes * 60_000);
}
