import { HOW, type How, type Schedule } from '../../../reports/schedule-rules.ts';
import { type Say, useSay, type Words } from '../../language.tsx';
import type { FormBody } from '../../parts/filled.ts';
import { ChoiceField, Form, type Option, optionsOf, TextField } from '../../parts/form.tsx';
import { DataTable } from '../../parts/table.tsx';
import { EachProgrammeField } from '../each-programme.tsx';
import { Frame } from '../frame.tsx';

export const PATH = '/quan-tri/lich-bao-cao-tong-hop';

const HOW_WORDS: Record<How, Words> = {
  off: ['không tự lập', 'not drafted'],
  draft: ['tự lập dự thảo', 'drafted'],
  tell: ['tự lập, báo và nhắc người lập', 'drafted, people are told and reminded'],
};
const APPROVER_WORDS: Record<Schedule['approver'], Words> = {
  leader: ['lãnh đạo', 'leaders'],
  department: ['lãnh đạo và Sở phụ trách', 'leaders and the department'],
};

export interface SchedulesProps {
  schedules: readonly Schedule[];
  mayChange(schedule: Schedule): boolean;
  /** Codes with names: of which a schedule may be set. */
  areas: readonly Option[];
  programmes: readonly Option[];
  nameOf(schedule: Schedule): { area: string; programme: string };
  typed: FormBody;
}

/** Which reports draft themselves, on which days, and who approves them. */
export function ReportSchedules({ schedules, mayChange, areas, programmes, nameOf, typed }: SchedulesProps) {
  const say = useSay();
  const how = optionsOf(say, HOW, HOW_WORDS);
  return (
    <Frame title={say('Lịch báo cáo tổng hợp', 'Schedule of reports')}>
      <p class="hint">
        {say(
          'Báo cáo tự lập dự thảo vào ngày đã đặt; người lập sửa phần lời rồi trình. Tỉnh, thành phố đã đặt lịch riêng thì áp dụng lịch riêng. Dự thảo đã có thì giữ nguyên.',
          'Reports draft themselves on their days; their author writes and submits them. A province with a schedule of its own uses that. Drafts that are there stay.',
        )}
      </p>
      <DataTable
        title={say('Lịch đang áp dụng', 'Schedules')}
        rows={schedules}
        keyOf={({ programme, province }) => `${programme} ${province}`}
        sorts={false}
        columns={[
          {
            key: 'area',
            head: say('Địa bàn', 'Area'),
            value: (one) => nameOf(one).area,
            under: (one) => programmes.length > 2 && nameOf(one).programme,
            label: null,
          },
          {
            key: 'daily',
            head: say('Báo cáo ngày', 'Daily'),
            value: ({ daily }) => say(...HOW_WORDS[daily]),
          },
          {
            key: 'deadline',
            head: say('Theo thời hạn', 'By a deadline'),
            value: ({ deadline }) => say(...HOW_WORDS[deadline]),
            under: ({ deadline, deadlineDays: days }) =>
              deadline !== 'off' &&
              say(`trước thời hạn ${days} ngày làm việc`, `${days} working days before`),
          },
          {
            key: 'monthly',
            head: say('Báo cáo tháng', 'Monthly'),
            value: ({ monthly }) => say(...HOW_WORDS[monthly]),
            under: ({ monthly, monthlyDay }) =>
              monthly !== 'off' && say(`ngày ${monthlyDay} hằng tháng`, `on day ${monthlyDay}`),
          },
          {
            key: 'half-yearly',
            head: say('Báo cáo 6 tháng', 'Half-yearly'),
            value: ({ halfYearly }) => say(...HOW_WORDS[halfYearly]),
            under: ({ halfYearly, firstHalfOn, secondHalfOn }) =>
              halfYearly !== 'off' &&
              say(
                `ngày ${dayWords(firstHalfOn)} và ${dayWords(secondHalfOn)}`,
                `on ${dayWords(firstHalfOn)} and ${dayWords(secondHalfOn)}`,
              ),
          },
          {
            key: 'approver',
            head: say('Người duyệt', 'Approved by'),
            value: ({ approver }) => say(...APPROVER_WORDS[approver]),
          },
          {
            key: 'do',
            head: say('Thao tác', 'Do'),
            cell: (one) =>
              mayChange(one) ? (
                <a
                  href={`${PATH}?programme=${encodeURIComponent(one.programme)}&province=${encodeURIComponent(one.province)}#dat-lich`}
                  aria-label={changeLabel(nameOf(one), say)}
                >
                  {say('Sửa', 'Change')}
                </a>
              ) : null,
          },
        ]}
      />
      {areas.length === 0 ? null : (
        <section class="panel" id="dat-lich">
          <h2>{say('Đặt lịch', 'Set a schedule')}</h2>
          <Form action={PATH} typed={typed}>
            <EachProgrammeField programmes={programmes} />
            <ChoiceField name="province" label={say('Địa bàn', 'Area')} options={areas} />
            <ChoiceField name="daily" label={say('Báo cáo ngày', 'Daily report')} options={how} />
            <ChoiceField
              name="deadline"
              label={say('Báo cáo theo thời hạn của đợt', 'Report by the programme’s deadline')}
              options={how}
            />
            <TextField
              name="deadline-days"
              label={say('Lập trước thời hạn (ngày làm việc)', 'Working days before the deadline')}
            />
            <ChoiceField name="monthly" label={say('Báo cáo tháng', 'Monthly report')} options={how} />
            <TextField
              name="monthly-day"
              label={say('Lập vào ngày trong tháng (1–28)', 'Day of the month (1–28)')}
              hint={say(
                'Từ ngày 16 trở đi là báo cáo của tháng đang chạy; trước đó là của tháng vừa qua.',
                'From the 16th on of the month that runs, before of the last one.',
              )}
            />
            <ChoiceField
              name="half-yearly"
              label={say('Báo cáo 6 tháng', 'Half-yearly report')}
              options={how}
            />
            <TextField
              name="first-half-on"
              label={say('Ngày lập báo cáo 6 tháng đầu năm (tháng-ngày)', 'First half on (MM-DD)')}
              hint={say('Ví dụ 05-25: kịp báo cáo trước ngày 05/6.', 'For example 05-25.')}
              maxLength={5}
            />
            <TextField
              name="second-half-on"
              label={say('Ngày lập báo cáo 6 tháng cuối năm (tháng-ngày)', 'Second half on (MM-DD)')}
              hint={say('Ví dụ 11-28: kịp báo cáo trước ngày 10/12.', 'For example 11-28.')}
              maxLength={5}
            />
            <ChoiceField
              name="approver"
              label={say('Ai duyệt báo cáo', 'Who approves')}
              options={(['leader', 'department'] as const).map(
                (one): Option => [one, say(...APPROVER_WORDS[one])],
              )}
            />
            <button type="submit">{say('Lưu lịch báo cáo', 'Save')}</button>
          </Form>
        </section>
      )}
    </Frame>
  );
}

/** `25/5` of `05-25`. */
function dayWords(day: string): string {
  const [month, date] = day.split('-').map(Number);
  return `${date}/${month}`;
}

const changeLabel = ({ area, programme }: { area: string; programme: string }, say: Say) =>
  say(`Sửa lịch: ${area}, ${programme}`, `Change: ${area}, ${programme}`);
