import { type Day, formatDay } from '../../days.ts';
import type { Agencies } from '../../plans/agency-rules.ts';
import type { TaskChange } from '../../plans/compare-rules.ts';
import type { TaskImport } from '../../plans/import.ts';
import type { VersionRow } from '../../plans/store.ts';
import type { PlanRow, TaskView } from '../../plans/types.ts';
import { isDraft } from '../../plans/view-rules.ts';
import { formatNumber, moment } from '../format.ts';
import { useSay } from '../language.tsx';
import { Facts } from '../parts/facts.tsx';
import { AskForm, Form, TextField, UploadField } from '../parts/form.tsx';
import { Notice } from '../parts/notice.tsx';
import { DataTable } from '../parts/table.tsx';
import { sumInWords } from './list-page.tsx';
import { TaskTable } from './task-table.tsx';
import { PlanTimeline } from './timeline.tsx';
import { CHANGES, PLANS, planAddress, STATES, taskAddress } from './words.ts';

export interface PlanShown {
  plan: PlanRow;
  views: readonly TaskView[];
  versions: readonly VersionRow[];
  agencies: Agencies;
  today: Day;
  /** Whether whoever reads looks after it. */
  mine: boolean;
  compared: { from: Day; to: Day; changes: readonly TaskChange[] } | null;
  /** A sheet that was read and not stored. */
  checked?: TaskImport | undefined;
}

/** A plan as its paper reads, with how far its tasks are. */
export function PlanPage(shown: PlanShown) {
  const say = useSay();
  const { plan, views, agencies, today, mine, checked } = shown;
  const { paper } = plan;
  return (
    <>
      <p>
        <a href={PLANS}>{say('Tất cả kế hoạch', 'All plans')}</a>
      </p>
      <h1 lang="vi">{plan.title}</h1>
      <p class="lead">{sumInWords(say, views)}</p>
      <Facts
        of={[
          paper.issuer ? [say('Cơ quan ban hành', 'Issued by'), paper.issuer] : null,
          [
            say('Số, ký hiệu', 'Number'),
            plan.number ?? paper.numberAsWritten ?? say('để trống (dự thảo)', 'blank (a draft)'),
          ],
          [
            say('Ngày ban hành', 'Day'),
            plan.day ? formatDay(plan.day) : (paper.dateAsWritten ?? say('không ghi', 'not written')),
          ],
          [say('Cơ quan theo dõi, xác nhận', 'Looked after by'), say(...agencies.namesOf(plan.standing))],
          [
            say('Trạng thái', 'State'),
            isDraft(plan) ? say('Dự thảo', 'Draft') : say('Đã ban hành', 'Issued'),
          ],
          plan.version > 1 && [say('Lần điều chỉnh', 'Version'), formatNumber(plan.version)],
        ]}
      />
      {checked ? <Checked of={checked} /> : null}
      <section class="panel">
        <h2>{say('Tiến độ theo thời gian', 'Over time')}</h2>
        <PlanTimeline views={views} today={today} />
      </section>
      <PaperText plan={plan} />
      <section class="panel">
        <h2>{say('Nhiệm vụ', 'Tasks')}</h2>
        <TaskTable views={views} agencies={agencies} />
      </section>
      <Duties plan={plan} />
      <Compare {...shown} />
      <Versions {...shown} />
      {mine ? <Change plan={plan} /> : null}
    </>
  );
}

/** What stands in the paper beside its tasks, as it is written. */
function PaperText({ plan: { paper } }: { plan: PlanRow }) {
  const say = useSay();
  const {
    basis = [],
    opening = [],
    objective = [],
    sections = [],
    taskGroups = [],
    closing,
    recipients = [],
  } = paper;
  const has = [basis, opening, objective, sections, taskGroups, recipients].some((one) => one.length > 0);
  if (!has) return null;
  return (
    <details>
      <summary>{say('Nội dung văn bản', 'What the paper says')}</summary>
      <article class="paper" lang="vi">
        {basis.length > 0 ? <p>Căn cứ: {basis.join('; ')}.</p> : null}
        {opening.map((text) => (
          <p key={text}>{text}</p>
        ))}
        {objective.map((text) => (
          <p key={text}>{text}</p>
        ))}
        {sections.length > 0 ? (
          <ul class="plain">
            {sections.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        ) : null}
        {taskGroups.length > 0 ? (
          <ul class="plain">
            {taskGroups.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        ) : null}
        {closing ? <p>{closing}</p> : null}
        {recipients.length > 0 ? <p>Nơi nhận: {recipients.join('; ')}.</p> : null}
      </article>
    </details>
  );
}

function Duties({ plan: { paper } }: { plan: PlanRow }) {
  const say = useSay();
  const duties = paper.duties ?? [];
  if (duties.length === 0) return null;
  return (
    <section class="panel">
      <h2>{say('Tổ chức thực hiện', 'Duties')}</h2>
      <ul lang="vi">
        {duties.map(({ who, text, to, schedule }) => (
          <li key={`${who} ${text}`}>
            <b>{who}</b>: {text}
            {to || schedule ? (
              <small class="under">
                {to ? `Gửi: ${to}. ` : ''}
                {schedule ? `Thời hạn: ${schedule}.` : ''}
              </small>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Compare({ plan, compared, today }: PlanShown) {
  const say = useSay();
  return (
    <section class="panel" id="so-sanh">
      <h2>{say('So sánh hai ngày', 'Two days side by side')}</h2>
      <AskForm
        action={planAddress(plan.code)}
        class="filters"
        typed={{ from: compared?.from ?? plan.day ?? '', to: compared?.to ?? today }}
      >
        <TextField name="from" type="date" label={say('Từ ngày', 'From')} max={today} />
        <TextField name="to" type="date" label={say('Đến ngày', 'To')} max={today} />
        <button type="submit" class="quiet">
          {say('So sánh', 'Compare')}
        </button>
      </AskForm>
      {compared ? (
        <DataTable
          title={say('Thay đổi giữa hai ngày', 'Changes between the two days')}
          name="doi"
          rows={compared.changes}
          keyOf={({ view }) => view.task.id}
          empty={say(
            'Không có nhiệm vụ nào thay đổi giữa hai ngày này.',
            'No task changed between these days.',
          )}
          columns={[
            { key: 'no', head: say('TT', 'No.'), value: ({ view }) => view.task.no },
            {
              key: 'title',
              head: say('Nhiệm vụ', 'Task'),
              value: ({ view }) => view.task.title,
              cell: ({ view }) => (
                <a lang="vi" href={taskAddress(view.task.id)}>
                  {view.task.title}
                </a>
              ),
              label: null,
            },
            {
              key: 'what',
              head: say('Thay đổi', 'Change'),
              value: ({ what }) => what.map((one) => say(...CHANGES[one])).join(', '),
              under: ({ moved }) =>
                moved
                  .map(
                    ({ before, after }) =>
                      `${before.asWritten} → ${after.asWritten}: ${after.reason ?? ''}${after.basis ? ` (${after.basis})` : ''}`,
                  )
                  .join('; '),
            },
            {
              key: 'from',
              head: formatDay(compared.from),
              value: ({ from }) => (from ? say(...STATES[from].words) : say('chưa có', 'not there')),
            },
            { key: 'to', head: formatDay(compared.to), value: ({ to }) => say(...STATES[to].words) },
          ]}
        />
      ) : null}
    </section>
  );
}

function Versions({ versions }: PlanShown) {
  const say = useSay();
  if (versions.length === 0) return null;
  const words = (value: unknown) =>
    Array.isArray(value) ? value.join('; ') : typeof value === 'string' ? value : value === null ? '–' : '';
  return (
    <section class="panel">
      <h2>{say('Các lần điều chỉnh', 'Amendments')}</h2>
      {versions.map(({ version, at, by, reason, basis, changes }) => (
        <details key={version}>
          <summary>
            {say(`Lần ${version}`, `Version ${version}`)}: {moment(at)}, {by}
            {basis ? ` (${basis})` : ''}
          </summary>
          {reason ? <p lang="vi">{reason}</p> : null}
          <ul lang="vi">
            {changes.slice(0, 200).map((one) => (
              <li key={`${one.no} ${one.what} ${one.field ?? ''}`}>
                {one.no ? `${one.no}: ` : ''}
                {one.what === 'added'
                  ? say('nhiệm vụ mới', 'added')
                  : `${words(one.before)} → ${words(one.after)}`}
              </li>
            ))}
          </ul>
        </details>
      ))}
    </section>
  );
}

function Checked({ of }: { of: TaskImport }) {
  const say = useSay();
  const wrong = of.results.filter(({ errors }) => errors);
  const unread = of.results.filter(({ needsDay }) => needsDay);
  return (
    <Notice kind={wrong.length > 0 ? 'bad' : 'good'}>
      <p>
        {wrong.length > 0
          ? say('Tệp có nội dung chưa đúng nên chưa được lưu:', 'The sheet has faults; nothing is stored:')
          : say(
              `Tệp đọc được: ${formatNumber(of.accepted)} nhiệm vụ mới hoặc thay đổi, ${formatNumber(of.unchanged)} không đổi.`,
              `${of.accepted} tasks are new or changed, ${of.unchanged} are not.`,
            )}
      </p>
      <ul>
        {wrong.slice(0, 50).map(({ row, errors = [] }) => (
          <li key={row}>
            {say('Dòng', 'Row')} {row}: {errors.map((one) => say(one.messageVi, one.message)).join(' ')}
          </li>
        ))}
        {unread.slice(0, 50).map(({ row, no, deadline }) => (
          <li key={`n${row}`}>
            {say(
              `Nhiệm vụ ${no}: “${deadline?.asWritten ?? ''}” không đọc được thành ngày, nhập ngày ở trang nhiệm vụ.`,
              `Task ${no}: no day can be read from “${deadline?.asWritten ?? ''}”; give it on its page.`,
            )}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function Change({ plan }: { plan: PlanRow }) {
  const say = useSay();
  return (
    <section class="panel">
      <h2>{say('Cập nhật kế hoạch', 'Change the plan')}</h2>
      <Form id="tep" name="tep" action={planAddress(plan.code, '/tep')} files>
        <UploadField
          name="file"
          label={say('Bảng nhiệm vụ (Excel hoặc CSV)', 'Sheet of tasks (Excel or CSV)')}
          accept={['.xlsx', '.csv']}
          hint={say(
            'Cột: TT, Nhiệm vụ, Cơ quan chủ trì, Cơ quan phối hợp, Thời hạn, Sản phẩm. Nhiệm vụ đã có được cập nhật theo TT.',
            'Columns as in the template; tasks that are there are brought up to date by their number.',
          )}
        />
        <TextField
          name="reason"
          label={say('Lý do điều chỉnh thời hạn', 'Why deadlines are moved')}
          hint={say(
            'Bắt buộc khi tệp đổi thời hạn của nhiệm vụ đã có.',
            'Needed where the sheet moves deadlines.',
          )}
          maxLength={500}
        />
        <TextField name="basis" label={say('Văn bản điều chỉnh', 'By which paper')} maxLength={200} />
        <button type="submit">{say('Đọc và lưu', 'Read and store')}</button>{' '}
        <a href="/api/v1/plans/template">{say('Tải tệp mẫu (Excel)', 'Template (Excel)')}</a>
      </Form>
      <Form
        id="sua"
        name="sua"
        action={planAddress(plan.code, '/sua')}
        typed={{ title: plan.title, number: plan.number ?? '', day: plan.day ?? '' }}
      >
        <TextField name="title" label={say('Tên văn bản', 'Title')} maxLength={2_000} />
        <TextField name="number" label={say('Số, ký hiệu', 'Number')} maxLength={100} />
        <TextField name="day" type="date" label={say('Ngày ban hành', 'Day')} />
        <button type="submit" class="quiet">
          {say('Lưu', 'Save')}
        </button>
      </Form>
    </section>
  );
}
