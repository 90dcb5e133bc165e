import { percent } from './percent.ts';
import type { StatusRow } from './types.ts';
import type { StatusView } from './view.ts';

/** A rate with what it is made of; `percent` has one decimal and is null when there was nothing to count. */
export interface Rate {
  numerator: number;
  denominator: number;
  percent: number | null;
}

export interface Summary {
  green: number;
  yellow: number;
  red: number;
  grey: number;
  expected: number;
  received: number;
  onTime: number;
  late: number;
  missing: number;
  percentGreen: number | null;
  rates: {
    /** Kịp thời: on time of expected. */
    timely: Rate;
    /** Đầy đủ: required values given of those asked of everybody expected. */
    complete: Rate;
    /** Chính xác: required values that are neither questioned nor in contradiction, of those given. */
    accurate: Rate;
  };
}

function rate(numerator: number, denominator: number): Rate {
  return { numerator, denominator, percent: percent(numerator, denominator) };
}

/** Adds up the statuses of a day. Who was not expected to report counts in the colours only. */
export function summarise(
  views: readonly Pick<
    StatusView<Pick<StatusRow, 'colour' | 'required' | 'given' | 'sound'>>,
    'row' | 'reporting'
  >[],
): Summary {
  const colours = { green: 0, yellow: 0, red: 0, grey: 0 };
  const reporting = { due: 0, on_time: 0, late: 0, missing: 0, not_due: 0 };
  let required = 0;
  let given = 0;
  let sound = 0;
  for (const { row, reporting: state } of views) {
    colours[row.colour]++;
    reporting[state]++;
    if (state === 'not_due') continue;
    required += row.required;
    given += row.given;
    sound += row.sound;
  }
  const { on_time: onTime, late, missing } = reporting;
  const expected = views.length - reporting.not_due;
  return {
    ...colours,
    expected,
    received: onTime + late,
    onTime,
    late,
    missing,
    percentGreen: percent(colours.green, views.length),
    rates: { timely: rate(onTime, expected), complete: rate(given, required), accurate: rate(sound, given) },
  };
}
