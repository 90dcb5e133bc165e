import { type Day, formatDay } from '../days.ts';
import { type Fault, fault } from '../faults.ts';
import { Problem } from '../http/problems.ts';
import type { Programme } from '../registry/types.ts';
import { periodOf } from './period-rules.ts';
import { deadlinePeriod, isOutside, type Subject } from './subject-rules.ts';
import type { Period, ReportKind } from './types.ts';

/** What somebody asks for: of a kind one of the three says the period. */
export interface Wanted {
  kind: ReportKind;
  province: string;
  day?: Day | undefined;
  period?: string | undefined;
  deadline?: Day | undefined;
}

/**
 * The report that is meant.
 * @throws {Problem} invalid_body with every fault: what is missing, what is not of this kind, a period that has not
 * begun or that the programme does not know
 */
export function subjectFrom(programme: Programme, wanted: Wanted, today: Day): Subject {
  const faults: Fault[] = [];
  const { kind, province } = wanted;
  const needed = { daily: 'day', deadline: 'deadline', monthly: 'period', half_yearly: 'period' }[kind] as
    | 'day'
    | 'deadline'
    | 'period';
  for (const name of ['day', 'deadline', 'period'] as const)
    if (name !== needed && wanted[name] !== undefined)
      faults.push(
        fault(`/${name}`, 'invalid_value', {
          why: `a report of this kind has no ${name}`,
          whyVi: 'loại báo cáo này không có mục này',
        }),
      );
  const period = periodWanted(programme, wanted, today);
  if (period === undefined) faults.push(fault(`/${needed}`, 'required'));
  else if (period === null)
    faults.push(
      fault('/period', 'invalid_value', {
        why: kind === 'monthly' ? 'write a month as 2026-11' : 'write a half-year as 2026-H2',
        whyVi: kind === 'monthly' ? 'nhập tháng dạng 2026-11' : 'nhập kỳ 6 tháng dạng 2026-H2',
      }),
    );
  else if (period.from > today)
    faults.push(
      fault(`/${needed}`, 'invalid_value', {
        why: `the period begins on ${period.from}, which has not been yet`,
        whyVi: `kỳ báo cáo bắt đầu ngày ${formatDay(period.from)}, chưa đến`,
      }),
    );
  else if (isOutside(programme, period))
    faults.push(
      fault(`/${needed}`, 'invalid_value', {
        why: 'the programme does not run in this period',
        whyVi: 'đợt báo cáo không diễn ra trong kỳ này',
      }),
    );
  if (faults.length > 0 || !period) throw new Problem('invalid_body', faults);
  return { kind, province, programme: programme.code, period, deadline: wanted.deadline ?? null };
}

/** Undefined when it is not said, null when it is none. */
function periodWanted(programme: Programme, wanted: Wanted, today: Day): Period | null | undefined {
  switch (wanted.kind) {
    case 'daily': {
      const day = wanted.day ?? today;
      return { from: day, to: day };
    }
    case 'deadline':
      if (wanted.deadline === undefined) return undefined;
      return deadlinePeriod(programme, wanted.deadline);
    case 'monthly':
    case 'half_yearly':
      return wanted.period === undefined ? undefined : periodOf(wanted.kind, wanted.period);
  }
}
