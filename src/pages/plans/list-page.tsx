import { may } from '../../access/principal.ts';
import { countStates } from '../../plans/state-rules.ts';
import type { PlanRow, TaskView } from '../../plans/types.ts';
import { isDraft } from '../../plans/view-rules.ts';
import { useSay, useWho } from '../language.tsx';
import { ChoiceField, Form, type Option, TextField } from '../parts/form.tsx';
import { OwnProvinceField } from '../parts/places.tsx';
import { DataTable } from '../parts/table.tsx';
import { PLANS, planAddress, TASKS, totalsInWords } from './words.ts';

export interface PlanOfList {
  plan: PlanRow;
  totals: ReturnType<typeof countStates>;
}

/** Plans of one's area, and making one. */
export function PlansPage({
  plans,
  agencies,
}: {
  plans: readonly PlanOfList[];
  agencies: readonly Option[];
}) {
  const say = useSay();
  const { principal } = useWho();
  return (
    <>
      <h1>{say('Kế hoạch và nhiệm vụ', 'Plans and tasks')}</h1>
      <p class="hint">
        {say(
          'Văn bản giao nhiệm vụ và tiến độ từng nhiệm vụ. Tình trạng do hệ thống tính từ thời hạn, báo cáo hoàn thành và xác nhận.',
          'Papers that give tasks, and how far each is: worked out of its deadline, what is claimed and what is confirmed.',
        )}{' '}
        <a href={TASKS}>{say('Tất cả nhiệm vụ', 'All tasks')}</a>
      </p>
      <section class="panel">
        <h2>{say('Danh sách kế hoạch', 'All plans')}</h2>
        <DataTable
          title={say('Danh sách kế hoạch', 'All plans')}
          rows={plans}
          keyOf={({ plan }) => plan.id}
          empty={say('Chưa có kế hoạch nào.', 'There is no plan yet.')}
          columns={[
            {
              key: 'title',
              head: say('Kế hoạch', 'Plan'),
              value: ({ plan }) => plan.title,
              cell: ({ plan }) => (
                <a lang="vi" href={planAddress(plan.code)}>
                  {plan.title}
                </a>
              ),
              under: ({ plan }) => (isDraft(plan) ? say('dự thảo', 'draft') : plan.number),
              label: null,
            },
            { key: 'day', head: say('Ngày', 'Day'), value: ({ plan }) => plan.day },
            {
              key: 'total',
              head: say('Nhiệm vụ', 'Tasks'),
              value: ({ totals }) => totals.total,
              figure: true,
            },
            {
              key: 'done',
              head: say('Hoàn thành', 'Done'),
              value: ({ totals }) => totals.doneOnTime + totals.doneLate,
              figure: true,
            },
            {
              key: 'inTime',
              head: say('Trong hạn', 'In time'),
              value: ({ totals }) => totals.inTime,
              figure: true,
            },
            {
              key: 'overdue',
              head: say('Quá hạn', 'Overdue'),
              value: ({ totals }) => totals.overdue,
              figure: true,
            },
            {
              key: 'ongoing',
              head: say('Thường xuyên', 'Ongoing'),
              value: ({ totals }) => totals.ongoing,
              figure: true,
            },
          ]}
        />
      </section>
      {may(principal.role, 'report') && !/^\d{5}$/.test(principal.area) ? (
        <NewPlan agencies={agencies} />
      ) : null}
    </>
  );
}

export const sumInWords = (say: ReturnType<typeof useSay>, views: readonly TaskView[]) =>
  totalsInWords(say, countStates(views.map(({ standing }) => standing)));

function NewPlan({ agencies }: { agencies: readonly Option[] }) {
  const say = useSay();
  return (
    <section class="panel">
      <h2>{say('Thêm kế hoạch', 'Add a plan')}</h2>
      <Form id="moi" action={PLANS} name="moi">
        <OwnProvinceField />
        <TextField
          name="code"
          label={say('Mã kế hoạch', 'Code')}
          hint={say(
            'Chữ không dấu, số và dấu gạch ngang, ví dụ kh-02-2025.',
            'Small letters, digits and dashes.',
          )}
          maxLength={60}
        />
        <TextField name="title" label={say('Tên văn bản', 'Title')} maxLength={500} />
        <ChoiceField
          name="standing"
          label={say('Cơ quan theo dõi, xác nhận', 'Who looks after it')}
          options={agencies}
        />
        <TextField
          name="number"
          label={say('Số, ký hiệu', 'Number')}
          hint={say('Dự thảo thì để trống.', 'A draft has none.')}
          maxLength={100}
        />
        <TextField name="day" type="date" label={say('Ngày ban hành', 'Day')} />
        <button type="submit">{say('Thêm kế hoạch', 'Add')}</button>
      </Form>
    </section>
  );
}
