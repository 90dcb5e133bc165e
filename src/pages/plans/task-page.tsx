import { type Day, formatDay } from '../../days.ts';
import type { Agencies } from '../../plans/agency-rules.ts';
import { productsOf } from '../../plans/present.ts';
import type { TaskFile } from '../../plans/store.ts';
import type { ClaimRow, NoteRow, TaskView } from '../../plans/types.ts';
import { leadsOf } from '../../plans/view-rules.ts';
import { formatNumber, moment } from '../format.ts';
import { useSay } from '../language.tsx';
import { Facts } from '../parts/facts.tsx';
import {
  ActionButton,
  Form,
  Hidden,
  LongTextField,
  TextField,
  TickField,
  UploadField,
} from '../parts/form.tsx';
import { DataTable } from '../parts/table.tsx';
import { DeadlineShown } from './deadline.tsx';
import { TaskState } from './state.tsx';
import { planAddress, STATES, taskAddress } from './words.ts';

export interface TaskShown {
  view: TaskView;
  agencies: Agencies;
  notes: readonly NoteRow[];
  claims: readonly ClaimRow[];
  files: readonly TaskFile[];
  today: Day;
  /** Which locality's part it is shown for. */
  locality: string | null;
  may: { do: boolean; decide: boolean };
}

/** A task: how it stands, what it is to bring, its story, and the next step for who may take it. */
export function TaskPage(shown: TaskShown) {
  const say = useSay();
  const { view, agencies, locality } = shown;
  const { task, plan, deadline, standing, parent, children } = view;
  const named = (codes: readonly string[]) => codes.map((code) => say(...agencies.namesOf(code))).join('; ');
  return (
    <>
      <p>
        <a href={planAddress(plan.code)} lang="vi">
          {plan.number ?? plan.title}
        </a>
      </p>
      <h1 lang="vi">
        {task.no}. {task.title}
      </h1>
      <p>
        <TaskState of={standing} />
      </p>
      {task.content ? (
        <div lang="vi">
          {task.content.split('\n').map((line) => (
            <p key={line}>{line}</p>
          ))}
        </div>
      ) : null}
      <Facts
        of={[
          parent && [
            say('Thuộc nhiệm vụ', 'Part of'),
            <a href={taskAddress(parent.task.id)}>{parent.task.no}</a>,
          ],
          [say('Cơ quan chủ trì', 'Leads'), named(leadsOf(view)) || '–'],
          task.coordinators.length > 0 && [say('Cơ quan phối hợp', 'With'), named(task.coordinators)],
          task.followers.length > 0 && [say('Cơ quan theo dõi', 'Followed by'), named(task.followers)],
          [say('Thời hạn', 'Deadline'), <DeadlineShown of={deadline} />],
          locality !== null && [say('Đơn vị', 'Locality'), say(...agencies.namesOf(locality))],
          standing.claimedOn !== null && [say('Hoàn thành ngày', 'Done on'), formatDay(standing.claimedOn)],
          standing.confirmedOn !== null && [
            say('Xác nhận ngày', 'Confirmed on'),
            formatDay(standing.confirmedOn),
          ],
          task.cancelledAt && [
            say('Đã hủy', 'Cancelled'),
            `${moment(task.cancelledAt)}, ${task.cancelledBy ?? ''}: ${task.cancelReason ?? ''}`,
          ],
        ]}
      />
      <Moves {...shown} />
      <Products {...shown} />
      {children.length > 0 ? (
        <section class="panel">
          <h2>{say('Nhiệm vụ thành phần', 'Parts')}</h2>
          <ul class="plain">
            {children.map((child) => (
              <li key={child.task.id}>
                <a href={taskAddress(child.task.id)} lang="vi">
                  {child.task.no}. {child.task.title}
                </a>{' '}
                <TaskState of={child.standing} />
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <Units {...shown} />
      <Next {...shown} />
      <Story {...shown} />
    </>
  );
}

function Moves({ view: { deadlines } }: TaskShown) {
  const say = useSay();
  if (deadlines.length < 2) return null;
  return (
    <section class="panel">
      <h2>{say('Điều chỉnh thời hạn', 'How its deadline was moved')}</h2>
      <ul lang="vi">
        {deadlines.slice(1).map(({ asWritten, lastDay, reason, basis, at, by }, place) => (
          <li key={String(at)}>
            {deadlines[place]?.asWritten} → <b>{asWritten}</b>
            {lastDay ? ` (đúng hạn đến ${formatDay(lastDay)})` : ''}: {reason}
            <small class="under">
              {moment(at)}, {by}
              {basis ? `, ${basis}` : ''}
            </small>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Products({ view }: TaskShown) {
  const say = useSay();
  const products = productsOf(view);
  if (products.length === 0) return null;
  return (
    <section class="panel">
      <h2>{say('Sản phẩm', 'Products')}</h2>
      <ul class="plain" lang="vi">
        {products.map((one) => (
          <li key={one.name}>
            <span class="sign" aria-hidden="true">
              {one.provided ? '☑' : '☐'}
            </span>{' '}
            {one.name}{' '}
            <small class="under">
              {one.provided ? <Brought of={one} task={view.task.id} /> : say('chưa có', 'not yet')}
            </small>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Brought({ of, task }: { of: ReturnType<typeof productsOf>[number]; task: number }) {
  const say = useSay();
  const { paper, link, file, by, on } = {
    paper: undefined,
    link: undefined,
    file: undefined,
    by: '',
    on: '',
    ...of,
  };
  return (
    <>
      {paper ? `${say('văn bản số', 'paper')} ${paper}` : null}
      {link && /^https?:\/\//.test(link) ? (
        <a href={link} rel="noreferrer">
          {link}
        </a>
      ) : null}
      {file ? <a href={`/api/v1/tasks/${task}/files/${file}`}>{say('tệp đính kèm', 'file')}</a> : null}, {by}
      {on ? `, ${formatDay(on)}` : ''}
    </>
  );
}

/** Localities of a task that each does for itself. */
function Units({ view: { task, units, unitTotals }, agencies }: TaskShown) {
  const say = useSay();
  if (!units || !unitTotals) return null;
  return (
    <section class="panel" id="don-vi">
      <h2>{say('Theo xã, phường, đặc khu', 'By locality')}</h2>
      <DataTable
        title={say('Theo xã, phường, đặc khu', 'By locality')}
        name="don-vi"
        rows={units}
        keyOf={({ locality }) => locality}
        columns={[
          {
            key: 'locality',
            head: say('Đơn vị', 'Locality'),
            value: ({ locality }) => say(...agencies.namesOf(locality)).replace('Ủy ban nhân dân ', ''),
            cell: ({ locality }) => (
              <a href={`${taskAddress(task.id)}?locality=${locality}`}>
                {say(...agencies.namesOf(locality)).replace('Ủy ban nhân dân ', '')}
              </a>
            ),
            label: null,
          },
          {
            key: 'state',
            head: say('Tình trạng', 'State'),
            value: ({ standing }) => say(...STATES[standing.state].words),
            cell: ({ standing }) => <TaskState of={{ ...standing, periods: null }} />,
          },
          {
            key: 'onTime',
            head: say('Kỳ đúng hạn', 'On time'),
            value: ({ standing }) => standing.periods?.onTime,
            figure: true,
          },
          {
            key: 'periods',
            head: say('Số kỳ', 'Periods'),
            value: ({ standing }) => standing.periods?.total,
            figure: true,
          },
          {
            key: 'done',
            head: say('Hoàn thành ngày', 'Done on'),
            value: ({ standing }) => standing.claimedOn,
          },
          {
            key: 'late',
            head: say('Số ngày chậm', 'Days late'),
            value: ({ standing }) => standing.daysLate,
            figure: true,
          },
        ]}
      />
    </section>
  );
}

/** What can be done next, for who may. */
function Next({ view, may, locality, today, claims }: TaskShown) {
  const say = useSay();
  const { task, standing, children, deadline } = view;
  const { state } = standing;
  const isOver = state === 'cancelled' || state.startsWith('done');
  const isWhole = task.perUnit && locality === null;
  const waiting = claims.some((one) => one.decidedAt === null && one.locality === locality);
  if (isOver || (!may.do && !may.decide)) return null;
  const part = { locality: locality ?? undefined };
  return (
    <>
      {may.do && !isWhole ? (
        <section class="panel">
          <h2>{say('Cập nhật tiến độ', 'How it goes on')}</h2>
          <Form id="tien-do" name="tien-do" action={taskAddress(task.id, '/tien-do')}>
            <Hidden fields={part} />
            <LongTextField name="text" label={say('Nội dung', 'Text')} maxLength={5_000} />
            <button type="submit" class="quiet">
              {say('Lưu tiến độ', 'Save')}
            </button>
          </Form>
        </section>
      ) : null}
      {may.do && !isWhole && children.length === 0 && !waiting ? (
        <section class="panel">
          <h2>{say('Báo cáo hoàn thành', 'Claim that it is done')}</h2>
          <Form
            id="hoan-thanh"
            name="hoan-thanh"
            action={taskAddress(task.id, '/hoan-thanh')}
            typed={{ on: today }}
          >
            <Hidden fields={part} />
            <TextField name="on" type="date" label={say('Ngày hoàn thành', 'Done on')} />
            <div lang="vi" class="fields">
              {task.products.map((name, at) => (
                <TextField
                  key={name}
                  name={`product-${at}`}
                  label={name}
                  hint={say('Số văn bản, hoặc địa chỉ https://…', 'Number of a paper, or an address.')}
                  maxLength={500}
                />
              ))}
            </div>
            <button type="submit">{say('Báo cáo hoàn thành', 'Claim')}</button>
          </Form>
          <Form id="tep" name="tep" action={taskAddress(task.id, '/tep')} files>
            <Hidden fields={part} />
            <UploadField
              name="file"
              label={say('Tệp sản phẩm', 'A file')}
              accept={['.pdf', '.jpg', '.jpeg', '.png', '.webp']}
              hint={say('PDF, JPEG, PNG hoặc WebP, tối đa 5 MB.', 'PDF, JPEG, PNG or WebP of at most 5 MB.')}
            />
            <button type="submit" class="quiet">
              {say('Gửi tệp', 'Send')}
            </button>
          </Form>
        </section>
      ) : null}
      {may.decide && waiting ? (
        <section class="panel">
          <h2>{say('Xác nhận', 'Confirm')}</h2>
          <ActionButton
            action={taskAddress(task.id, '/xac-nhan')}
            name={say('Xác nhận hoàn thành', 'Confirm')}
            fields={locality ? { locality } : {}}
          />
          <Form id="tra-lai" name="tra-lai" action={taskAddress(task.id, '/tra-lai')}>
            <Hidden fields={part} />
            <LongTextField
              name="reason"
              label={say('Lý do chưa xác nhận', 'Why not')}
              rows={2}
              maxLength={5_000}
            />
            <button type="submit" class="quiet">
              {say('Trả lại', 'Send back')}
            </button>
          </Form>
        </section>
      ) : null}
      {may.decide ? (
        <details class="panel">
          <summary>{say('Điều chỉnh thời hạn, hủy nhiệm vụ', 'Move its deadline, or cancel it')}</summary>
          {deadline.recurring ? null : (
            <Form id="thoi-han" name="thoi-han" action={taskAddress(task.id, '/thoi-han')}>
              <TextField
                name="asWritten"
                label={say('Thời hạn mới', 'New deadline')}
                hint={say('Ví dụ: trước ngày 15/10/2025, Quý II/2026.', 'As the paper writes it.')}
                maxLength={300}
              />
              <TextField
                name="lastDay"
                type="date"
                label={say('Ngày đúng hạn cuối cùng', 'Last day on time')}
                hint={say(
                  'Chỉ nhập khi hệ thống không đọc được thời hạn đã ghi.',
                  'Only where the words do not say it.',
                )}
              />
              <LongTextField name="reason" label={say('Lý do', 'Why')} rows={2} maxLength={5_000} />
              <TextField name="basis" label={say('Văn bản điều chỉnh', 'By which paper')} maxLength={200} />
              <button type="submit">{say('Điều chỉnh thời hạn', 'Move')}</button>
            </Form>
          )}
          <Form id="huy" name="huy" action={taskAddress(task.id, '/huy')}>
            <LongTextField
              name="reason"
              label={say('Lý do hủy', 'Why it is cancelled')}
              rows={2}
              maxLength={5_000}
            />
            <TickField name="sure" label={say('Tôi muốn hủy nhiệm vụ này', 'I want to cancel this task')} />
            <button type="submit" class="quiet">
              {say('Hủy nhiệm vụ', 'Cancel')}
            </button>
          </Form>
        </details>
      ) : null}
    </>
  );
}

interface Told {
  at: Date;
  by: string;
  text: string;
}

/** What was said and decided, the latest first. */
function Story({ notes, claims, files, locality, agencies }: TaskShown) {
  const say = useSay();
  const of = (one: { locality: string | null }) => locality === null || one.locality === locality;
  const at = (code: string | null) =>
    code !== null && locality === null
      ? ` (${say(...agencies.namesOf(code)).replace('Ủy ban nhân dân ', '')})`
      : '';
  const all: Told[] = [
    ...notes.filter(of).map((one) => ({ ...one, text: `${one.text}${at(one.locality)}` })),
    ...files
      .filter(of)
      .map((one) => ({ ...one, text: `${say('Gửi tệp', 'Sent')} ${one.fileName}${at(one.locality)}` })),
    ...claims.filter(of).flatMap((one): Told[] => [
      {
        at: one.at,
        by: one.by,
        text: `${say('Báo cáo hoàn thành ngày', 'Claimed as done on')} ${formatDay(one.on)}${at(one.locality)}`,
      },
      ...(one.decidedAt
        ? [
            {
              at: one.decidedAt,
              by: one.decidedBy ?? '',
              text: `${one.accepted ? say('Xác nhận hoàn thành', 'Confirmed') : say('Trả lại', 'Sent back')}${one.reason ? `: ${one.reason}` : ''}${at(one.locality)}`,
            },
          ]
        : []),
    ]),
  ].sort((a, b) => b.at.getTime() - a.at.getTime());
  if (all.length === 0) return null;
  const shown = all.slice(0, 200);
  return (
    <section class="panel">
      <h2>{say('Diễn biến', 'Story')}</h2>
      <ol class="plain">
        {shown.map((one, place) => (
          <li key={place}>
            <span lang="vi">{one.text}</span>
            <small class="under">
              {moment(one.at)}, {one.by}
            </small>
          </li>
        ))}
      </ol>
      {all.length > shown.length ? <p class="hint">{formatNumber(all.length - shown.length)}…</p> : null}
    </section>
  );
}
