import type { Agencies } from '../../plans/agency-rules.ts';
import type { TaskView } from '../../plans/types.ts';
import { leadsOf } from '../../plans/view-rules.ts';
import { useSay } from '../language.tsx';
import { DataTable } from '../parts/table.tsx';
import { DeadlineShown } from './deadline.tsx';
import { TaskState } from './state.tsx';
import { planAddress, STATES, taskAddress } from './words.ts';

/** Tasks as papers list them, with how each stands. */
export function TaskTable({
  views,
  agencies,
  plans = false,
}: {
  views: readonly TaskView[];
  agencies: Agencies;
  /** Whether they are of several plans. */
  plans?: boolean;
}) {
  const say = useSay();
  const named = (codes: readonly string[]) => codes.map((code) => say(...agencies.namesOf(code))).join('; ');
  return (
    <DataTable
      title={say('Danh sách nhiệm vụ', 'Tasks')}
      rows={views}
      keyOf={({ task }) => task.id}
      sorts={plans}
      empty={say('Không có nhiệm vụ nào.', 'There is no task.')}
      columns={[
        plans && {
          key: 'plan',
          head: say('Kế hoạch', 'Plan'),
          value: ({ plan }) => plan.number ?? plan.code,
          cell: ({ plan }) => (
            <a class="as-one" href={planAddress(plan.code)}>
              {plan.number ?? plan.code}
            </a>
          ),
        },
        {
          key: 'no',
          head: say('TT', 'No.'),
          value: ({ task }) => task.no,
          sort: ({ task }) => task.position,
        },
        {
          key: 'title',
          head: say('Nhiệm vụ', 'Task'),
          value: ({ task }) => task.title,
          cell: ({ task }) => (
            <a lang="vi" href={taskAddress(task.id)}>
              {task.title}
            </a>
          ),
          label: null,
        },
        {
          key: 'leads',
          head: say('Cơ quan chủ trì', 'Leads'),
          value: (view) => named(leadsOf(view)),
          under: ({ task }) =>
            task.followers.length > 0 ? `${say('theo dõi:', 'followed by')} ${named(task.followers)}` : '',
        },
        {
          key: 'coordinators',
          head: say('Cơ quan phối hợp', 'With'),
          value: ({ task }) => named(task.coordinators),
        },
        {
          key: 'deadline',
          head: say('Thời hạn', 'Deadline'),
          value: ({ deadline }) => deadline.asWritten,
          sort: ({ deadline }) => deadline.lastDay,
          cell: ({ deadline }) => <DeadlineShown of={deadline} />,
        },
        {
          key: 'lastDay',
          head: say('Ngày đúng hạn cuối', 'Last day on time'),
          value: ({ deadline }) => deadline.lastDay,
          unseen: true,
        },
        {
          key: 'products',
          head: say('Sản phẩm', 'Products'),
          value: ({ task }) => task.products.join('; '),
          cell: ({ task }) => <span lang="vi">{task.products.join('; ')}</span>,
        },
        {
          key: 'state',
          head: say('Tình trạng', 'State'),
          value: ({ standing }) => say(...STATES[standing.state].words),
          cell: ({ standing }) => <TaskState of={standing} />,
        },
        {
          key: 'late',
          head: say('Số ngày chậm', 'Days late'),
          value: ({ standing }) => standing.daysLate,
          unseen: true,
        },
        {
          key: 'done',
          head: say('Hoàn thành ngày', 'Done on'),
          value: ({ standing }) => standing.claimedOn,
          unseen: true,
        },
        {
          key: 'confirmed',
          head: say('Xác nhận ngày', 'Confirmed on'),
          value: ({ standing }) => standing.confirmedOn,
          unseen: true,
        },
      ]}
    />
  );
}
