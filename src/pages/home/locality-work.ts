import { WRITERS } from '../../access/principal.ts';
import { timeOf } from '../../days.ts';
import type { Locality } from '../../registry/types.ts';
import { gapsAddress, localityAddress, withQuery } from '../addresses.ts';
import { ALERTS } from '../alerts/addresses.ts';
import { formatNumber } from '../format.ts';
import type { HomeFacts } from './facts.ts';
import type { Line } from './lines.ts';
import { lacking, notShown } from './needs.ts';
import { alerts, NOT_BEGUN, promised } from './waiting.ts';

/** What waits for who speaks for one commune: its report, what is doubted, promised, lacking. Pure. */
export function ofLocality(facts: HomeFacts, own: Locality): Line[] {
  const { reports, inAddress, principal } = facts;
  const [view] = reports?.views ?? [];
  const lines: Line[] = [];
  if (reports && view) {
    const { reporting, row } = view;
    const time = timeOf(reports.cutoff);
    const received = row.receivedAt;
    lines.push({
      key: 'report',
      count: reporting === 'due' || reporting === 'missing' ? 1 : 0,
      words:
        reporting === 'missing'
          ? [
              `báo cáo hôm nay chưa gửi, đã quá hạn ${time}`,
              `report of today is missing; it was due at ${time}`,
            ]
          : [`báo cáo hôm nay chưa gửi, hạn ${time}`, `report of today to send by ${time}`],
      none:
        received === null
          ? ['Hôm nay không phải ngày báo cáo.', 'Today is not a reporting day.']
          : [
              `Đã gửi báo cáo hôm nay lúc ${timeOf(received)}.`,
              `Today's report was sent at ${timeOf(received)}.`,
            ],
      href: WRITERS.includes(principal.role)
        ? '/bao-cao'
        : localityAddress(own.code, { programme: inAddress }),
      urgent: reporting === 'missing',
    });
  }
  const questioned = facts.alerts.find(({ kind }) => kind === 'value_questioned')?.count ?? 0;
  const [unmet, unknown] = lacking(facts);
  return [
    ...lines,
    {
      key: 'questioned',
      count: questioned,
      words: ['số liệu được đề nghị xem lại', 'figures that you are asked to look at again'],
      none: ['Không có số liệu nào được đề nghị xem lại.', 'No figure is questioned.'],
      href: withQuery(ALERTS, { kind: 'value_questioned' }),
      urgent: true,
    },
    ...notShown(facts),
    promised(facts),
    {
      key: 'gaps',
      count: unmet + unknown,
      words: [
        unknown === 0
          ? 'chỉ tiêu còn thiếu'
          : `chỉ tiêu còn thiếu, trong đó ${formatNumber(unknown)} chưa có số liệu`,
        unknown === 0 ? 'gaps' : `gaps, ${formatNumber(unknown)} of them not known`,
      ],
      none: reports ? ['Không còn chỉ tiêu nào thiếu.', 'Nothing is lacking.'] : NOT_BEGUN,
      href: gapsAddress({ programme: inAddress }),
    },
    ...alerts(facts, ['value_questioned']),
  ];
}
