import type { LadderSettings, Step, StepHours } from '../../../alerts/ladder.ts';
import { STEP_HOURS, STEP_ROLES, stepChannel } from '../../alerts/words.ts';
import type { Say, Words } from '../../language.tsx';

/** Ladders in plain words. Pure. */

export type Unit = 'minutes' | 'hours' | 'days';
const DAY_MINUTES = 24 * 60;
/** From 07:30 to 17:00: what a working day has of the office's hours. */
const WORKING_DAY_MINUTES = 570;

/** Minutes of a unit; those of a day depend on which hours count. */
export function minutesOf(unit: Unit, hours: StepHours): number {
  if (unit === 'days') return hours === 'working' ? WORKING_DAY_MINUTES : DAY_MINUTES;
  return unit === 'hours' ? 60 : 1;
}

/** The largest unit of which minutes are a whole number. */
export function inUnits(minutes: number, hours: StepHours): { count: number; unit: Unit } {
  const unit = (['days', 'hours', 'minutes'] as const).find(
    (one) => minutes > 0 && minutes % minutesOf(one, hours) === 0,
  );
  return unit ? { count: minutes / minutesOf(unit, hours), unit } : { count: minutes, unit: 'minutes' };
}

export const UNITS: Record<Unit, Words> = {
  minutes: ['phút', 'minutes'],
  hours: ['giờ', 'hours'],
  days: ['ngày', 'days'],
};

/** "1 ngày làm việc" */
export function spanWords(minutes: number, hours: StepHours, say: Say): string {
  const { count, unit } = inUnits(minutes, hours);
  const working = hours === 'working' ? [' làm việc', 'working '] : ['', ''];
  const [vi, en] = UNITS[unit];
  return say(`${count} ${vi}${working[0]}`, `${count} ${working[1]}${count === 1 ? en.slice(0, -1) : en}`);
}

/** One step, as a part of a sentence. */
export function stepWords(step: Step, say: Say): string {
  const { role, waitMinutes, hours, channel, repeatMinutes, atMost, tellEnd } = step;
  const wait =
    waitMinutes === 0
      ? say('ngay', 'at once')
      : say(`sau ${spanWords(waitMinutes, hours, say)}`, `after ${spanWords(waitMinutes, hours, say)}`);
  const more = [
    hours === 'working' ? '' : say(...STEP_HOURS[hours]),
    channel === 'preferred' ? '' : say(`qua ${stepChannel(channel)[0]}`, `by ${stepChannel(channel)[1]}`),
    repeatMinutes === null
      ? ''
      : say(
          `nhắc lại sau mỗi ${spanWords(repeatMinutes, hours, say)}, tối đa ${atMost} lần`,
          `again every ${spanWords(repeatMinutes, hours, say)}, ${atMost} times at most`,
        ),
    tellEnd ? say('thông báo cả khi kết thúc', 'told of the end') : '',
  ].filter((part) => part !== '');
  const rest = more.length === 0 ? '' : ` (${more.join('; ')})`;
  return `${say(...STEP_ROLES[role])}: ${wait}${rest}`;
}

/** A whole ladder in a line. */
export function ladderWords(steps: readonly Step[], say: Say): string {
  return steps.length === 0
    ? say('không báo cho ai', 'nobody is told')
    : steps.map((one) => stepWords(one, say)).join('; ');
}

/** What a setting is, with its unit. */
export const SETTING_WORDS: Record<keyof LadderSettings, Words> = {
  daysAhead: ['Cảnh báo trước hạn cuối (ngày)', 'Opens before the deadline (days)'],
  stages: [
    'Các mốc nhắc trước khi hết hạn (ngày), ví dụ 60, 30, 7',
    'Warns before the end (days, the farthest first)',
  ],
  quietMinutes: ['Không có báo cáo nào trong (phút)', 'Without any report for (minutes)'],
  outstandingPercent: [
    'Tỷ lệ đơn vị chưa báo cáo vượt quá (%)',
    'While more than so many percent are outstanding',
  ],
  lateMinutes: ['Coi là chậm sau (phút)', 'Late after (minutes)'],
  failingMinutes: ['Coi là lỗi sau (phút)', 'Failing after (minutes)'],
  waitDays: ['Cảnh báo khi chờ xác nhận quá (ngày)', 'Opens once a claim has waited (days)'],
  toldDays: ['Thông báo trong (ngày)', 'Told for (days)'],
};
