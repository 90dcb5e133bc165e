import { may } from '../../access/principal.ts';
import type { ReportHead } from '../../reports/store.ts';
import { REPORT_STATES } from '../../reports/types.ts';
import { useSay, useWho } from '../language.tsx';
import { ChoiceFilter, FilterForm, ProvinceFilter } from '../parts/filters.tsx';
import { ChoiceField, Form, optionsOf, TextField } from '../parts/form.tsx';
import { OwnProvinceField } from '../parts/places.tsx';
import { DataTable } from '../parts/table.tsx';
import { useReportColumns } from './columns.tsx';
import {
  ARCHIVE,
  authorName,
  kindOptions,
  LAYOUT_PAGE,
  NEW,
  REPORTS,
  STATE_WORDS,
  TEMPLATES,
} from './words.ts';

/** Reports of one's area, and beginning one. */
export function ReportsPage({
  reports,
  reads,
  older,
}: {
  reports: readonly ReportHead[];
  /** Areas whose reports the reader reads. */
  reads: readonly string[];
  older: string | null;
}) {
  const say = useSay();
  const { registry, principal } = useWho();
  return (
    <>
      <h1>{say('Báo cáo tổng hợp', 'Reports')}</h1>
      <p class="hint">
        {say(
          'Báo cáo của Sở gửi lên cấp trên: số liệu lấy từ hệ thống, phần lời do Sở viết, lãnh đạo duyệt. Báo cáo đã duyệt được giữ nguyên.',
          'What the department reports upwards: figures from the service, words by people, approved by the leader and kept as they are.',
        )}
      </p>
      <p class="actions">
        <a class="button quiet" href={ARCHIVE}>
          {say('Lưu trữ theo năm', 'Archive by year')}
        </a>
        {may(principal.role, 'report') ? (
          <>
            <a class="button quiet" href={TEMPLATES}>
              {say('Mẫu Word của báo cáo', 'Word templates')}
            </a>
            <a class="button quiet" href={LAYOUT_PAGE}>
              {say('Trình bày báo cáo', 'Layout of reports')}
            </a>
          </>
        ) : null}
      </p>
      {may(principal.role, 'report') ? <NewReport /> : null}
      <section class="panel">
        <h2>{say('Danh sách báo cáo', 'All reports')}</h2>
        <FilterForm>
          <ChoiceFilter name="kind" label={say('Loại báo cáo', 'Kind')} options={kindOptions(say)} />
          <ChoiceFilter
            name="state"
            label={say('Trạng thái', 'State')}
            options={optionsOf(say, REPORT_STATES, STATE_WORDS)}
          />
          <ProvinceFilter
            provinces={reads.map((code) => ({
              code,
              name: registry.provinces.get(code) ?? say('Cả nước', 'The whole nation'),
            }))}
          />
          <TextField name="from" type="date" label={say('Kỳ từ ngày', 'Periods from')} />
          <TextField name="to" type="date" label={say('Kỳ đến ngày', 'Periods until')} />
        </FilterForm>
        <DataTable
          title={say('Danh sách báo cáo', 'All reports')}
          rows={reports}
          keyOf={({ id }) => id}
          older={{ href: older, name: say('Báo cáo cũ hơn', 'Older reports') }}
          empty={say('Chưa có báo cáo nào.', 'There is no report yet.')}
          columns={[
            ...useReportColumns(),
            {
              key: 'state',
              head: say('Trạng thái', 'State'),
              value: ({ state }) => say(...STATE_WORDS[state]),
            },
            {
              key: 'by',
              head: say('Người lập', 'Author'),
              value: ({ createdBy }) => authorName(createdBy, say),
            },
            { key: 'approved', head: say('Duyệt lúc', 'Approved'), value: ({ approvedAt }) => approvedAt },
          ]}
        />
      </section>
    </>
  );
}

function NewReport() {
  const say = useSay();
  return (
    <section class="panel">
      <h2>{say('Lập báo cáo', 'Begin a report')}</h2>
      <Form id={NEW} action={REPORTS} name={NEW} typed={{ kind: 'daily' }}>
        <OwnProvinceField />
        <ChoiceField name="kind" label={say('Loại báo cáo', 'Kind')} options={kindOptions(say)} />
        <TextField
          name="day"
          type="date"
          label={say('Ngày báo cáo, hoặc thời hạn', 'Day, or deadline')}
          hint={say(
            'Báo cáo ngày: để trống là hôm nay. Báo cáo theo thời hạn: ngày hết hạn.',
            'Of a daily report, today when blank; of one due by a day, that day.',
          )}
        />
        <TextField
          name="period"
          label={say('Kỳ báo cáo', 'Period')}
          hint={say(
            'Báo cáo tháng: 2026-11. Báo cáo 6 tháng: 2026-H1 hoặc 2026-H2.',
            'A month as 2026-11, a half-year as 2026-H1 or 2026-H2.',
          )}
          maxLength={20}
        />
        <button type="submit">{say('Lập báo cáo', 'Begin')}</button>
      </Form>
    </section>
  );
}
