import { COLOUR_WORDS, GAP_STATES, REPORTING_WORDS } from '../collect/words.ts';
import { FUNDING_WORDS } from '../funding/words.ts';
import { TARGET_WORDS } from '../targets/words.ts';
import type {
  Difference,
  Differences,
  IndicatorFigures,
  Lacking,
  LocalityDifference,
  LocalityFigures,
  Snapshot,
} from './types.ts';

/** What differs between a report as it was kept and what the same figures are otherwise. Pure. */

type Value = Difference['before'];
type Named = Map<string, { nameVi: string; value: Value }>;

export function differencesOf(before: Snapshot, after: Snapshot): Differences {
  const [then, since] = [unitsOf(before), unitsOf(after)];
  const codes = [...new Set([...then.keys(), ...since.keys()])].sort();
  const localities = codes.flatMap((code): LocalityDifference[] => {
    const [was, is] = [then.get(code), since.get(code)];
    const known = is?.locality ?? was?.locality;
    const figures = compare(was?.figures ?? new Map(), is?.figures ?? new Map());
    if (!known || figures.length === 0) return [];
    const { name, type, province } = known;
    return [{ locality: { code, name, type, province }, figures }];
  });
  return { localities, figures: compare(flatten(before), flatten(after)) };
}

function compare(old: Named, now: Named): Difference[] {
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((figure) => {
    const [was, is] = [old.get(figure), now.get(figure)];
    const [before, after] = [was?.value ?? null, is?.value ?? null];
    return before === after ? [] : [{ figure, nameVi: is?.nameVi ?? was?.nameVi ?? figure, before, after }];
  });
}

const OF_UNITS = {
  colour: 'tình trạng',
  percent: 'tỷ lệ đạt (%)',
  reporting: 'báo cáo trong ngày',
  missingStreak: 'số ngày liền chưa gửi',
} as const;
const OF_GAPS = { state: 'kết quả', have: 'hiện có', need: 'cần có', missing: 'còn thiếu' } as const;

/** Each locality with its figures: how it stands, and what it lacks. */
function unitsOf({ localities, indicators }: Snapshot) {
  const units = new Map(
    localities.map((locality) => [locality.code, { locality, figures: ofUnit(locality) }] as const),
  );
  for (const indicator of indicators)
    for (const gap of indicator.lacking)
      for (const [figure, told] of ofGap(indicator, gap)) units.get(gap.locality)?.figures.set(figure, told);
  return units;
}

const ofUnit = (locality: LocalityFigures): Named =>
  new Map(
    Object.entries(OF_UNITS).map(([name, nameVi]) => [
      name,
      { nameVi, value: locality[name as keyof typeof OF_UNITS] },
    ]),
  );

const ofGap = ({ code, nameVi }: IndicatorFigures, gap: Lacking): Named =>
  new Map(
    Object.entries(OF_GAPS).map(([name, words]) => [
      `indicators.${code}.${name}`,
      { nameVi: `${nameVi}, ${words}`, value: gap[name as keyof typeof OF_GAPS] },
    ]),
  );

const SUMMARY: Record<string, string> = {
  green: 'Số đơn vị phủ xanh',
  yellow: 'Số đơn vị gần đạt',
  red: 'Số đơn vị chưa đạt',
  grey: 'Số đơn vị chưa có số liệu',
  expected: 'Số đơn vị phải báo cáo',
  received: 'Số đơn vị đã gửi báo cáo',
  onTime: 'Số đơn vị gửi đúng hạn',
  late: 'Số đơn vị gửi muộn',
  missing: 'Số đơn vị chưa gửi báo cáo',
  percentGreen: 'Tỷ lệ phủ xanh (%)',
  timely: 'Tỷ lệ kịp thời (%)',
  complete: 'Tỷ lệ đầy đủ (%)',
  accurate: 'Tỷ lệ chính xác (%)',
};
const CONDITIONS: Record<string, string> = {
  met: 'đạt',
  unmet: 'chưa đạt',
  unknown: 'chưa có số liệu',
  not_applicable: 'không áp dụng',
};
const PROMISES = {
  open: 'còn trong hạn',
  dueToday: 'đến hạn trong ngày',
  passed: 'đã quá ngày hẹn',
} as const;
const TASKS: Record<string, string> = {
  total: 'được giao',
  doneOnTime: 'hoàn thành đúng hạn',
  doneLate: 'hoàn thành quá hạn',
  inTime: 'đang thực hiện trong hạn',
  overdue: 'quá hạn chưa hoàn thành',
  ongoing: 'thường xuyên',
  claimed: 'chờ xác nhận',
  cancelled: 'đã hủy',
};
const FUNDING: Record<string, string> = {
  allocated: 'Số lượng đã cấp kinh phí',
  delivered: 'Số lượng đã bàn giao',
  shown: 'Số lượng đã ghi nhận trong báo cáo',
};

/** Every figure of the whole by its name; those of localities are told by themselves. */
function flatten(of: Snapshot): Named {
  const flat: Named = new Map();
  const put = (figure: string, nameVi: string, value: Value) => void flat.set(figure, { nameVi, value });
  const { rates, ...counts } = of.summary;
  for (const [name, value] of Object.entries(counts)) put(`summary.${name}`, SUMMARY[name] ?? name, value);
  for (const [name, rate] of Object.entries(rates))
    put(`summary.rates.${name}`, SUMMARY[name] ?? name, rate.percent);
  for (const { group, nameVi, counts: states } of of.conditions)
    for (const [state, count] of Object.entries(states))
      put(`conditions.${group}.${state}`, `${nameVi}, số đơn vị ${CONDITIONS[state]}`, count);
  for (const { code, nameVi, unmet, unknown, missing } of of.indicators) {
    put(`indicators.${code}.unmet`, `${nameVi}, số đơn vị chưa đạt`, unmet);
    put(`indicators.${code}.unknown`, `${nameVi}, số đơn vị chưa có số liệu`, unknown);
    put(`indicators.${code}.missing`, `${nameVi}, tổng số còn thiếu`, missing);
  }
  put('alerts.open', 'Cảnh báo chưa xử lý', of.alerts.open);
  put('alerts.acknowledged', 'Cảnh báo đang được xử lý', of.alerts.acknowledged);
  for (const [name, words] of Object.entries(PROMISES))
    put(`promises.${name}`, `Cam kết ${words}`, of.promises[name as keyof typeof PROMISES]);
  for (const [name, value] of Object.entries(of.tasks?.totals ?? {}))
    put(`tasks.${name}`, `Nhiệm vụ ${TASKS[name] ?? name}`, value);
  for (const { programme, indicator, nameVi, counts: states } of of.targets ?? [])
    for (const [state, count] of Object.entries(states))
      put(
        `targets.${programme}.${indicator}.${state}`,
        `${nameVi}, ${TARGET_WORDS[state as 'met'][0]}`,
        count,
      );
  if (of.funding) {
    const { gaps, ...units } = of.funding;
    for (const [state, count] of Object.entries(gaps))
      put(`funding.${state}`, `Nội dung còn thiếu ${FUNDING_WORDS[state as 'none'][0]}`, count);
    for (const [name, value] of Object.entries(units))
      put(`funding.units.${name}`, FUNDING[name] ?? name, value);
  }
  return flat;
}

/** A value as papers and pages write it; null where there is none, or nothing is lacking. */
export function valueWords({ figure }: Pick<Difference, 'figure'>, value: Value) {
  if (typeof value !== 'string') return value;
  const words =
    figure === 'colour'
      ? COLOUR_WORDS[value as 'green']
      : figure === 'reporting'
        ? REPORTING_WORDS[value as 'due']
        : figure.endsWith('.state')
          ? GAP_STATES[value as 'unmet']
          : undefined;
  return words ?? value;
}
