import { areaName } from '../../access/areas.ts';
import { may } from '../../access/principal.ts';
import { kindOf } from '../../alerts/kinds/all.ts';
import { timeOf } from '../../days.ts';
import { boardAddress, gapsAddress, localityAddress, withQuery } from '../addresses.ts';
import { ALERTS } from '../alerts/addresses.ts';
import { formatNumber } from '../format.ts';
import { owingAddress } from '../reminders/addresses.ts';
import { REPORTS } from '../reports/words.ts';
import { PATH as REVIEW } from '../review/question.ts';
import type { HomeFacts } from './facts.ts';
import { byUrgency, type Line } from './lines.ts';

/** Lines that stand in the lists of several roles. Pure. */

export const NOT_BEGUN = ['Chưa có ngày báo cáo nào.', 'There has been no reporting day yet.'] as const;

/** Who has not reported: still in time, and no longer. */
export function due(facts: HomeFacts): Line[] {
  const { reports, inAddress, now, principal } = facts;
  if (reports === null) return [];
  const { expected, received, missing } = reports.summary;
  const inTime = expected - received - missing;
  const time = timeOf(reports.cutoff);
  const isBoth = inTime > 0 && missing > 0;
  // Who may remind is led to where he does; the list there holds both.
  const shown = (show: string) =>
    may(principal.role, 'remind') && !isBoth
      ? owingAddress({ programme: inAddress })
      : `${boardAddress({ programme: inAddress, show })}#don-vi`;
  const none: Line['none'] =
    expected === 0
      ? ['Hôm nay không phải ngày báo cáo.', 'Today is not a reporting day.']
      : ['Tất cả đơn vị đã gửi báo cáo hôm nay.', 'Every unit has reported today.'];
  const late: Line = {
    key: 'missing',
    count: missing,
    words: [
      `đơn vị chưa gửi báo cáo hôm nay, đã quá hạn ${time}`,
      `units have not reported; it was due at ${time}`,
    ],
    none,
    href: shown('missing'),
    urgent: true,
  };
  const open: Line = {
    key: 'due',
    count: inTime,
    words: [
      `đơn vị chưa gửi báo cáo hôm nay, hạn ${time}`,
      `units have not reported yet; it is due at ${time}`,
    ],
    none,
    href: shown('due'),
  };
  return isBoth ? [late, open] : [now < reports.cutoff ? open : late];
}

export function odd({ flags }: HomeFacts): Line {
  return {
    key: 'odd',
    count: flags,
    words: ['số liệu bất thường cần rà soát', 'odd figures to review'],
    none: ['Không có số liệu nào cần rà soát.', 'No figure has to be reviewed.'],
    href: REVIEW,
  };
}

export function alerts({ alerts: all }: HomeFacts, but: readonly string[] = []): Line[] {
  const shown = byUrgency(all.filter(({ kind }) => !but.includes(kind)));
  if (shown.length === 0)
    return [
      {
        key: 'alerts',
        count: 0,
        words: ['', ''],
        none: ['Không có cảnh báo nào đang mở.', 'No alert is open.'],
        href: ALERTS,
      },
    ];
  return shown.map(({ kind, count, escalated: reached }) => {
    const [vi, en] = kindOf(kind).name;
    return {
      key: `alert-${kind}`,
      count,
      words: [
        `cảnh báo: ${vi}${reached > 0 ? ` (${formatNumber(reached)} đã báo lên cấp trên)` : ''}`,
        `alerts: ${en}${reached > 0 ? ` (${formatNumber(reached)} escalated)` : ''}`,
      ],
      none: ['', ''],
      href: withQuery(ALERTS, { kind }),
      urgent: reached > 0,
    };
  });
}

/** What communes have not answered and the department has been told of. */
export function escalated({ alerts: all }: HomeFacts): Line {
  return {
    key: 'escalated',
    count: all.reduce((sum, one) => sum + one.escalated, 0),
    words: [
      'cảnh báo đã báo lên cấp trên mà chưa ai xử lý',
      'alerts that were escalated and that nobody has taken on',
    ],
    none: ['Không có cảnh báo nào phải báo lên cấp trên.', 'Nothing has been escalated.'],
    href: ALERTS,
    urgent: true,
  };
}

/** Reports that wait for who approves them; nothing is said where none does. */
export function toApprove({ alerts: all }: HomeFacts): Line[] {
  const count = all.find(({ kind }) => kind === 'report_submitted')?.count ?? 0;
  if (count === 0) return [];
  return [
    {
      key: 'approve',
      count,
      words: ['báo cáo chờ anh/chị duyệt', 'reports wait for your approval'],
      none: ['', ''],
      href: withQuery(REPORTS, { state: 'submitted' }),
    },
  ];
}

export function promised({ promises: { today, passed }, today: day, inAddress }: HomeFacts): Line {
  const late = formatNumber(passed);
  return {
    key: 'promised',
    count: today + passed,
    words:
      passed === 0
        ? ['chỉ tiêu hẹn hoàn thành hôm nay', 'gaps promised for today']
        : [
            `chỉ tiêu đã đến ngày hẹn hoàn thành, trong đó ${late} quá hẹn`,
            `gaps whose promised day has come, ${late} of them past it`,
          ],
    none: ['Không có chỉ tiêu nào đến ngày hẹn.', 'No promised day has come.'],
    href: gapsAddress({ programme: inAddress, promisedBy: day }),
    urgent: passed > 0,
  };
}

export function unsent({ unheard, registry, now, principal }: HomeFacts): Line {
  return {
    key: 'unsent',
    count: unheard[0]?.all ?? 0,
    words: ['đơn vị có tin nhắc không gửi được', 'units about which messages could not be sent'],
    none: ['Không có tin nào gửi lỗi.', 'No message has failed.'],
    href: principal.role === 'admin' ? '/quan-tri/tin-gui-di?state=failed' : ALERTS,
    names: unheard.map(({ area }) => ({
      name: areaName(registry, area, now) ?? area,
      href: registry.localities.has(area) ? localityAddress(area) : ALERTS,
    })),
  };
}
