import type { Preview } from '../../../changes/preview.ts';
import { type Day, dayOf, formatDay } from '../../../days.ts';
import type { Programme, ProgrammeSettings } from '../../../registry/types.ts';
import { formatPercent } from '../../format.ts';
import { type Say, useSay, useWho } from '../../language.tsx';
import { Facts } from '../../parts/facts.tsx';
import type { FormBody } from '../../parts/filled.ts';
import { ChoiceField, Form, NumberField, TextField } from '../../parts/form.tsx';
import { DataTable } from '../../parts/table.tsx';
import { Frame } from '../frame.tsx';
import { FromField, PreviewShown } from '../preview.tsx';
import { PROGRAMMES } from './addresses.ts';
import { EndForm, IndicatorsForm, NamesForm, ProvinceList } from './parts.tsx';

/** The programmes with what holds of them today. */
export function Programmes({
  programmes,
}: {
  programmes: readonly { programme: Programme; settings: ProgrammeSettings }[];
}) {
  const say = useSay();
  const { registry } = useWho();
  return (
    <Frame title={say('Đợt báo cáo', 'Programmes')}>
      <p>
        <a class="button" href={`${PROGRAMMES}/moi`}>
          {say('Lập đợt báo cáo', 'Make a programme')}
        </a>
      </p>
      <DataTable
        title={say('Đợt báo cáo', 'Programmes')}
        rows={programmes}
        keyOf={({ programme }) => programme.code}
        columns={[
          {
            key: 'programme',
            head: say('Đợt', 'Programme'),
            value: ({ programme }) => say(programme.nameVi, programme.nameEn),
            cell: ({ programme }) => (
              <a href={`${PROGRAMMES}/${programme.code}`}>{say(programme.nameVi, programme.nameEn)}</a>
            ),
          },
          {
            key: 'provinces',
            head: say('Tỉnh, thành phố', 'Provinces'),
            value: ({ programme }) =>
              programme.provinces.includes('*')
                ? say('cả nước', 'the nation')
                : programme.provinces.map((code) => registry.provinces.get(code) ?? code).join(', '),
          },
          {
            key: 'period',
            head: say('Thời gian', 'From, to'),
            label: say('Thời gian', 'From, to'),
            cell: ({ programme }) => period(programme, say),
            sort: ({ programme }) => programme.startsOn,
          },
          {
            key: 'from',
            head: say('Từ ngày', 'From'),
            value: ({ programme }) => programme.startsOn,
            unseen: true,
          },
          {
            key: 'to',
            head: say('Đến ngày', 'Until'),
            value: ({ programme }) => programme.endsOn,
            unseen: true,
          },
          { key: 'cutoff', head: say('Giờ chốt', 'Cutoff'), value: ({ settings }) => settings.cutoff },
          {
            key: 'deadline',
            head: say('Hạn cuối', 'Deadline'),
            value: ({ settings }) => settings.deadline ?? say('chưa đặt', 'not set'),
            sort: ({ settings }) => settings.deadline,
          },
        ]}
      />
    </Frame>
  );
}

/** One programme: its settings from each day on, others with what they would change. */
export function ProgrammePage({
  programme,
  earliest,
  typed,
  previews,
  indicatorPreviews,
  settings,
  mayChange,
}: {
  programme: Programme;
  /** Those of today. */
  settings: ProgrammeSettings;
  /** What other indicators would change. */
  indicatorPreviews?: readonly Preview[] | undefined;
  /** The earliest day on which a change may start. */
  earliest: Day | undefined;
  typed: FormBody;
  previews?: readonly Preview[] | undefined;
  mayChange: boolean;
}) {
  const say = useSay();
  const { finalThrough } = programme;
  const { now } = useWho();
  const today = dayOf(now);
  return (
    <Frame title={say(programme.nameVi, programme.nameEn)}>
      <Facts
        of={[
          [say('Thời gian', 'From, to'), period(programme, say)],
          finalThrough !== null && [
            say('Đã khóa', 'Final'),
            say(`đến hết ${formatDay(finalThrough)}`, `through ${formatDay(finalThrough)}`),
          ],
          ...programme.settings.map(
            (one) => [`${say('Từ', 'From')} ${formatDay(one.validFrom)}`, summary(one, say)] as const,
          ),
        ]}
      />
      {mayChange ? (
        <>
          {previews ? <PreviewShown previews={previews} form="thay-doi" /> : null}
          <section class="panel">
            <h2>{say('Thay đổi cài đặt', 'Change the settings')}</h2>
            <Form id="thay-doi" action={`${PROGRAMMES}/${programme.code}`} typed={typed}>
              <FromField earliest={earliest} />
              <TextField name="cutoff" type="time" label={say('Giờ chốt trong ngày', 'Cutoff of the day')} />
              <NumberField
                name="lock-days"
                label={say('Số ngày báo cáo trước khi khóa', 'Reporting days until the lock')}
              />
              <ChoiceField
                name="reporting-days"
                label={say('Ngày phải báo cáo', 'Reporting days')}
                options={[
                  ['working', say('ngày làm việc', 'working days')],
                  ['every', say('mọi ngày', 'every day')],
                ]}
              />
              <NumberField
                name="freshness"
                label={say(
                  'Thời hạn hiệu lực của số liệu (ngày báo cáo)',
                  'Reporting days that a value stands',
                )}
              />
              <NumberField
                name="amber"
                label={say('Ngưỡng “gần đạt” (%)', 'Percent from which it is nearly green')}
                hint={say('Dưới mức này là chưa đạt.', 'Below it is not green.')}
              />
              <TextField
                name="deadline"
                type="date"
                label={say('Hạn cuối của cả đợt (nếu có)', 'Final deadline (optional)')}
              />
              <NumberField
                name="missing-streak"
                label={say(
                  'Cảnh báo khi không báo cáo liên tiếp (ngày)',
                  'Missing days in a row that raise an alert',
                )}
              />
              <NumberField
                name="due-soon-minutes"
                label={say('Nhắc trước giờ chốt (phút)', 'Minutes before the cutoff to remind')}
              />
              <TextField
                name="starts-on"
                type="date"
                label={say('Ngày đầu của đợt', 'First day of the programme')}
                hint={say('Chỉ đổi được khi chưa có ngày nào bị khóa.', 'Only while no day is final.')}
              />
              <TextField
                name="ends-on"
                type="date"
                label={say('Ngày cuối của đợt (nếu có)', 'Last day (optional)')}
              />
              <button type="submit" name="intent" value="preview" class={previews ? 'quiet' : undefined}>
                {previews ? say('Xem trước lần nữa', 'Preview again') : say('Xem trước', 'Preview')}
              </button>
            </Form>
          </section>
          <NamesForm programme={programme} today={today} />
          <IndicatorsForm
            programme={programme}
            settings={settings}
            today={today}
            previews={indicatorPreviews}
          />
          <EndForm programme={programme} today={today} />
        </>
      ) : (
        <p class="hint">
          {say(
            'Đợt này gồm cả địa bàn ngoài phạm vi anh/chị quản trị nên chỉ xem được.',
            'It asks localities outside your area, so you can only read it.',
          )}
        </p>
      )}
      <ProvinceList programme={programme} />
    </Frame>
  );
}

function period({ startsOn, endsOn }: Programme, say: Say): string {
  if (startsOn === null) return say('chưa bắt đầu', 'has not begun');
  const from = `${say('từ', 'from')} ${formatDay(startsOn)}`;
  return endsOn === null ? from : `${from} ${say('đến', 'to')} ${formatDay(endsOn)}`;
}

function summary(one: ProgrammeSettings, say: Say): string {
  return [
    say(`chốt ${one.cutoff}`, `cutoff ${one.cutoff}`),
    say(`khóa sau ${one.lockDays} ngày báo cáo`, `locks after ${one.lockDays} reporting days`),
    say(`số liệu có hiệu lực ${one.freshness} ngày báo cáo`, `values stand ${one.freshness} reporting days`),
    say(
      `gần đạt từ ${formatPercent(one.amberThreshold)}`,
      `nearly green from ${formatPercent(one.amberThreshold)}`,
    ),
    ...(one.deadline === null
      ? []
      : [say(`hạn cuối ${formatDay(one.deadline)}`, `deadline ${formatDay(one.deadline)}`)]),
  ].join(', ');
}
