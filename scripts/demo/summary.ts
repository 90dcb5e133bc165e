import { findKind } from '../../src/alerts/kinds/all.ts';
import type { Day } from '../../src/days.ts';
import {
  alertList,
  certificateCounts,
  type DaySummary,
  dayStatus,
  gapTotals,
  heartbeatList,
  indicatorList,
  jobRuns,
  messageList,
  type Rate,
  silenceList,
} from './answers.ts';
import type { Client } from './client.ts';
import { longDay, percent, say, states, styled } from './console.ts';

const TOP_GAPS = 5;

export interface Overview {
  first: DaySummary;
  second: DaySummary;
  gaps: { nameVi: string; unit: string | null; localities: number; missing: number }[];
  alerts: Map<string, number>;
  takenOn: number;
  certificates: { inForce: number; expiring: number };
  networks: number;
  silences: number;
  mailsSent: number;
  failedRuns: string[];
}

/** Everything that the summary shows, asked of the service as any client would. */
export async function readOverview(
  { department, admin }: { department: Client; admin: Client },
  province: string,
  [first, second]: readonly [Day, Day],
): Promise<Overview> {
  const status = async (day: Day) =>
    (await department.get(`/api/v1/status?province=${province}&day=${day}&limit=1`, dayStatus)).summary;
  const [
    one,
    two,
    { totals },
    { items: indicators },
    alerts,
    taken,
    messages,
    failed,
    certificates,
    networks,
    silences,
  ] = await Promise.all([
    status(first),
    status(second),
    department.get(`/api/v1/gaps?province=${province}&limit=1`, gapTotals),
    department.get(`/api/v1/indicators?limit=5000`, indicatorList),
    department.get('/api/v1/alerts?state=open&limit=5000', alertList),
    department.get('/api/v1/alerts?state=acknowledged&limit=5000', alertList),
    admin.get('/api/v1/outbox?state=sent&limit=5000', messageList),
    admin.get('/api/v1/jobs?outcome=failed&limit=100', jobRuns),
    department.get('/api/v1/certificates?limit=1', certificateCounts),
    department.get('/api/v1/heartbeats', heartbeatList),
    department.get('/api/v1/silences?lasting=true', silenceList),
  ]);
  const named = new Map(indicators.map((indicator) => [indicator.code, indicator]));
  const kinds = new Map<string, number>();
  for (const { kind } of alerts.items) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  return {
    first: one,
    second: two,
    gaps: totals
      .map(({ indicator, unmet, unknown, missing }) => ({
        nameVi: named.get(indicator)?.nameVi ?? indicator,
        unit: named.get(indicator)?.unit ?? null,
        localities: unmet + unknown,
        missing,
      }))
      .sort((a, b) => b.localities - a.localities)
      .slice(0, TOP_GAPS),
    alerts: kinds,
    takenOn: taken.items.length,
    certificates: certificates.summary,
    networks: networks.items.length,
    silences: silences.items.length,
    mailsSent: messages.items.length,
    failedRuns: failed.items.map(({ job, slot, error }) => `${job} ${slot}: ${error ?? ''}`),
  };
}

export function showOverview(
  { first, second, gaps, alerts, takenOn, certificates, networks, silences, mailsSent }: Overview,
  day: Day,
  mails: string,
): void {
  const total = second.green + second.yellow + second.red + second.grey;
  const { timely, complete, accurate } = second.rates;
  const rate = ({ numerator, denominator, percent: value }: Rate) =>
    `${percent(value)} (${numerator}/${denominator})`;
  say(styled('bold', `Tổng hợp ${longDay(day)}`));
  say(`  Mức sẵn sàng   ${states(second)}`);
  say(
    `                 ${percent(second.percentGreen)} của ${total} đơn vị đạt; hôm trước ${percent(first.percentGreen)}`,
  );
  say(`  Báo cáo        đúng hạn ${second.onTime}   muộn ${second.late}   chưa gửi ${second.missing}`);
  say(`  Tỷ lệ          kịp thời ${rate(timely)}   đầy đủ ${rate(complete)}   chính xác ${rate(accurate)}`);
  say();
  say('  Còn thiếu nhiều nhất');
  for (const { nameVi, unit, localities, missing } of gaps) {
    const units = unit !== null && missing > 0 ? `, thiếu ${missing} ${unit}` : '';
    say(`    ${String(localities).padStart(3)} đơn vị   ${nameVi}${units}`);
  }
  say();
  const open = [...alerts]
    .map(([kind, count]) => `${(findKind(kind)?.name[0] ?? kind).toLowerCase()} ${count}`)
    .join('   ');
  say(`  Cảnh báo mở    ${open === '' ? 'không có' : open}`);
  say(`                 đã có người nhận và hẹn ngày ${takenOn}   đang tạm ngừng nhắc ${silences} đơn vị`);
  say(`  Chứng thư      còn hiệu lực ${certificates.inForce}, trong đó sắp hết hạn ${certificates.expiring}`);
  say(`  Đường truyền   đang theo dõi ${networks} đơn vị`);
  say(`  Thư đã gửi     ${mailsSent}   (đọc thử: các tệp .eml trong ${mails})`);
  say();
}
