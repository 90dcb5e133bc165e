import type { Day } from '../../days.ts';
import { formatDay } from '../../days.ts';
import type { ProposalFacts } from '../../funding/present.ts';
import { presentHead } from '../../funding/present.ts';
import { PROGRESS_WORDS, STATE_WORDS, WAITS_WORDS } from '../../funding/words.ts';
import { formatNumber } from '../format.ts';
import { useSay } from '../language.tsx';
import { DataTable } from '../parts/table.tsx';
import { proposalAddress } from './addresses.ts';

/** Proposals, how far each has come and whose turn it is. */
export function ProposalList({ proposals, today }: { proposals: readonly ProposalFacts[]; today: Day }) {
  const say = useSay();
  return (
    <DataTable
      title={say('Đề xuất kinh phí', 'Proposals')}
      name="de-xuat"
      rows={proposals.map((one) => presentHead(one, true))}
      keyOf={({ id }) => id}
      empty={say('Chưa có đề xuất nào.', 'There is no proposal yet.')}
      columns={[
        {
          key: 'title',
          head: say('Đề xuất', 'Proposal'),
          value: ({ title }) => title,
          cell: ({ id, title }) => (
            <a lang="vi" href={proposalAddress(id)}>
              {title}
            </a>
          ),
          under: ({ localities }) =>
            say(`${formatNumber(localities)} đơn vị`, `${formatNumber(localities)} units`),
          label: null,
        },
        {
          key: 'state',
          head: say('Trạng thái', 'State'),
          value: ({ state, progress }) =>
            progress === null ? say(...STATE_WORDS[state]) : say(...PROGRESS_WORDS[progress]),
        },
        {
          key: 'waits',
          head: say('Đang chờ', 'Waits for'),
          value: ({ waitsFor }) => waitsFor && say(...WAITS_WORDS[waitsFor]),
        },
        {
          key: 'deadline',
          head: say('Thời hạn', 'Deadline'),
          value: ({ deadline }) => deadline,
          under: ({ deadline, waitsFor }) =>
            deadline !== null && waitsFor !== null && deadline < today
              ? say(`quá hạn từ ${formatDay(deadline)}`, 'passed')
              : null,
        },
        {
          key: 'localities',
          head: say('Số đơn vị', 'Units'),
          value: ({ localities }) => localities,
          unseen: true,
        },
        {
          key: 'total',
          head: say('Đề xuất (đồng)', 'Total (đồng)'),
          value: ({ total }) => total,
          figure: true,
          sum: true,
        },
        {
          key: 'allocated',
          head: say('Đã cấp (đồng)', 'Allocated (đồng)'),
          value: ({ allocated }) => allocated.amount,
          figure: true,
          sum: true,
        },
        {
          key: 'delivered',
          head: say('Đã bàn giao (đồng)', 'Delivered (đồng)'),
          value: ({ delivered }) => delivered.amount,
          figure: true,
          sum: true,
        },
      ]}
    />
  );
}
