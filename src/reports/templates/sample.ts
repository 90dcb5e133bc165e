import type { Rate, Summary } from '../../collect/summary.ts';
import { letterheadOf } from '../../papers/layout.ts';
import type { LocalityFigures, ReportKind, Snapshot } from '../types.ts';
import { templateValues } from './tags.ts';

/** A report that was made up, for where there is none yet to try a template with. Its lists are short. Pure. */

const rate = (numerator: number, denominator: number): Rate => ({
  numerator,
  denominator,
  percent: Math.round((numerator / denominator) * 1000) / 10,
});

const summary = (green: number): Summary => ({
  green,
  yellow: 1,
  red: 1,
  grey: 0,
  expected: 3,
  received: 2,
  onTime: 2,
  late: 0,
  missing: 1,
  percentGreen: rate(green, 3).percent,
  rates: { timely: rate(2, 3), complete: rate(5, 6), accurate: rate(5, 5) },
});

const locality = (code: string, name: string, more: Partial<LocalityFigures>): LocalityFigures => ({
  code,
  name,
  type: 'xã',
  province: '00',
  colour: 'green',
  percent: 100,
  reporting: 'on_time',
  missingStreak: 0,
  ...more,
});

export function sampleSnapshot(kind: ReportKind): Snapshot {
  const day = '2025-09-30';
  const from = { daily: day, deadline: '2025-09-22', monthly: '2025-09-01', half_yearly: '2025-07-01' }[kind];
  return {
    kind,
    asOf: `${day}T16:00:00.000+07:00`,
    day,
    period: { from, to: kind === 'half_yearly' ? '2025-12-31' : day },
    deadline: kind === 'deadline' ? day : null,
    area: { code: '00', name: 'Tỉnh Ví Dụ' },
    programme: { code: 'vi-du', nameVi: 'Báo cáo hằng ngày' },
    settings: { cutoff: '16:00', amberThreshold: 70, deadline: null },
    summary: summary(1),
    before: { day: '2025-09-29', summary: summary(0) },
    change: { turned: ['00001'], fell: ['00002'], moved: [] },
    conditions: [
      {
        group: 'network',
        nameVi: 'Hạ tầng mạng',
        counts: { met: 2, unmet: 1, unknown: 0, not_applicable: 0 },
        localities: { met: ['00001', '00002'], unmet: ['00003'], unknown: [], not_applicable: [] },
      },
    ],
    indicators: [
      {
        code: 'network.lan',
        group: 'network',
        nameVi: 'Máy tính tại quầy',
        unit: 'máy',
        agency: 'Sở Khoa học và Công nghệ',
        unmet: 1,
        unknown: 0,
        missing: 2,
        lacking: [
          {
            locality: '00003',
            state: 'unmet',
            have: 3,
            need: 5,
            missing: 2,
            since: '2025-09-22',
            promise: { owner: 'Nguyễn Văn An', reason: 'Đang mua sắm', promisedOn: '2025-10-15' },
          },
        ],
      },
    ],
    localities: [
      locality('00001', 'Một', {}),
      locality('00002', 'Hai', { colour: 'yellow', percent: 83.3 }),
      locality('00003', 'Ba', { colour: 'red', percent: 50, reporting: 'missing', missingStreak: 2 }),
    ],
    alerts: { open: 1, acknowledged: 1, byKind: { record_missing: 2 } },
    promises: { open: 1, dueToday: 0, passed: 0 },
    targets: [
      {
        ...{
          programme: 'ke-hoach',
          indicator: 'target.online',
          nameVi: 'Dịch vụ công trực tuyến',
          unit: '%',
        },
        ...{ comparator: '≥', target: 80, year: 2030, asWritten: 'đạt từ 80% trở lên' },
        counts: { met: 1, not_met: 0, ahead: 0, on_path: 0, behind: 1, no_data: 1, qualitative: 0 },
        localities: [
          { locality: '00001', state: 'met', difference: 5, period: '2025-H1', value: 85 },
          { locality: '00002', state: 'behind', difference: -3, period: '2025-H1', value: 47 },
          { locality: '00003', state: 'no_data', difference: null, period: null, value: null },
        ],
      },
    ],
    funding: {
      gaps: { none: 0, proposed: 0, allocated: 1, delivered: 0, not_shown: 0 },
      ...{ allocated: 2, delivered: 0, shown: 0 },
    },
    trend: [
      { day: '2025-09-29', green: 0, total: 3 },
      { day, green: 1, total: 3 },
    ],
  };
}

export function sampleValues(kind: ReportKind) {
  const snapshot = sampleSnapshot(kind);
  const narrative = {
    direction: 'Đã ban hành văn bản chỉ đạo.',
    results: 'Kết quả tăng so với kỳ trước.',
    shortcomings: 'Một số đơn vị còn chậm.',
    tasks: 'Tiếp tục đôn đốc.',
    proposals: 'Đề nghị cấp bổ sung thiết bị.',
  };
  return templateValues(snapshot, narrative, letterheadOf(snapshot.area));
}
