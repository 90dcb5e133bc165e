import type { Agencies } from '../../plans/agency-rules.ts';
import type { AgencyRow } from '../../plans/ranking-rules.ts';
import type { TaskView } from '../../plans/types.ts';
import { withQuery } from '../addresses.ts';
import { useSay } from '../language.tsx';
import { ChoiceFilter, FilterForm } from '../parts/filters.tsx';
import { type Option, TextField } from '../parts/form.tsx';
import { DataTable } from '../parts/table.tsx';
import { sumInWords } from './list-page.tsx';
import { TaskTable } from './task-table.tsx';
import { PLANS, stateOptions, TASKS } from './words.ts';

/** Tasks of one's area, filtered, with what they come to and how agencies do theirs. */
export function TasksPage({
  views,
  agencies,
  options,
  plans,
  ranking,
}: {
  views: readonly TaskView[];
  agencies: Agencies;
  options: readonly Option[];
  plans: readonly Option[];
  ranking: readonly AgencyRow[];
}) {
  const say = useSay();
  return (
    <>
      <p>
        <a href={PLANS}>{say('Tất cả kế hoạch', 'All plans')}</a>
      </p>
      <h1>{say('Nhiệm vụ', 'Tasks')}</h1>
      <p class="lead">{sumInWords(say, views)}</p>
      <FilterForm>
        <ChoiceFilter name="plan" label={say('Kế hoạch', 'Plan')} options={plans} />
        <ChoiceFilter name="agency" label={say('Cơ quan', 'Agency')} options={options} />
        <ChoiceFilter name="state" label={say('Tình trạng', 'State')} options={stateOptions(say)} />
        <TextField name="dueBefore" type="date" label={say('Đến hạn trước ngày', 'Due before')} />
      </FilterForm>
      <TaskTable views={views} agencies={agencies} plans />
      {ranking.length > 0 ? (
        <section class="panel" id="co-quan">
          <h2>{say('Theo cơ quan chủ trì', 'By who leads')}</h2>
          <DataTable
            title={say('Theo cơ quan chủ trì', 'By who leads')}
            name="co-quan"
            rows={ranking}
            keyOf={({ agency }) => agency}
            columns={[
              {
                key: 'rank',
                head: say('Hạng', 'Rank'),
                value: ({ rank }) => rank,
                figure: true,
                descends: false,
              },
              {
                key: 'agency',
                head: say('Cơ quan', 'Agency'),
                value: ({ agency }) => say(...agencies.namesOf(agency)),
                cell: ({ agency }) => (
                  <a href={withQuery(TASKS, { agency })}>{say(...agencies.namesOf(agency))}</a>
                ),
                label: null,
              },
              { key: 'total', head: say('Nhiệm vụ', 'Tasks'), value: ({ total }) => total, figure: true },
              {
                key: 'onTime',
                head: say('Đúng hạn', 'On time'),
                value: ({ doneOnTime }) => doneOnTime,
                figure: true,
              },
              {
                key: 'late',
                head: say('Hoàn thành quá hạn', 'Done late'),
                value: ({ doneLate }) => doneLate,
                figure: true,
              },
              {
                key: 'inTime',
                head: say('Trong hạn', 'In time'),
                value: ({ inTime }) => inTime,
                figure: true,
              },
              {
                key: 'overdue',
                head: say('Quá hạn', 'Overdue'),
                value: ({ overdue }) => overdue,
                figure: true,
              },
              {
                key: 'ongoing',
                head: say('Thường xuyên', 'Ongoing'),
                value: ({ ongoing }) => ongoing,
                figure: true,
              },
              {
                key: 'percent',
                head: say('Tỷ lệ đúng hạn', 'On time'),
                value: ({ percent }) => percent,
                percent: true,
                figure: true,
              },
            ]}
          />
        </section>
      ) : null}
    </>
  );
}
