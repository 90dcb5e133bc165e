import { formatDay } from '../../../days.ts';
import type { ExceptionRow } from '../../../registry/changes-store.ts';
import { moment } from '../../format.ts';
import { useSay } from '../../language.tsx';
import { ActionButton, Form, TextField } from '../../parts/form.tsx';
import { PlaceField } from '../../parts/places.tsx';
import { DataTable } from '../../parts/table.tsx';
import { Frame } from '../frame.tsx';

export type ListedException = ExceptionRow & { place: string; open: boolean };

/** Locked days that localities may report all the same. */
export function Exceptions({
  exceptions,
  longestDays,
}: {
  exceptions: readonly ListedException[];
  longestDays: number;
}) {
  const say = useSay();
  return (
    <Frame title={say('Mở lại ngày đã khóa', 'Reopened days')}>
      <DataTable
        title={say('Các ngày được mở lại', 'Reopened days')}
        rows={exceptions}
        keyOf={(one) => one.id}
        empty={say('Hiện không có ngày nào được mở lại.', 'No day is reopened at present.')}
        columns={[
          { key: 'place', head: say('Đơn vị', 'Locality'), value: (one) => one.place },
          { key: 'day', head: say('Ngày', 'Day'), value: (one) => one.day },
          { key: 'reason', head: say('Lý do', 'Reason'), value: (one) => one.reason },
          {
            key: 'until',
            head: say('Mở đến', 'Until'),
            value: (one) => one.until,
            cell: ({ id, day, place, open, until }) =>
              open ? (
                <>
                  {moment(until)}
                  <ActionButton
                    action={`/quan-tri/mo-lai/${id}/dong`}
                    name={say('Đóng lại', 'Close now')}
                    label={say(
                      `Đóng lại ngày ${formatDay(day)} của ${place}`,
                      `Close ${formatDay(day)} of ${place} now`,
                    )}
                  />
                </>
              ) : (
                say(`đã hết hạn ${moment(until)}`, `ended ${moment(until)}`)
              ),
          },
        ]}
      />
      <section class="panel">
        <h2>{say('Mở lại một ngày', 'Reopen a day')}</h2>
        <p class="hint">
          {say(
            'Đơn vị gửi được báo cáo của ngày đã khóa cho đến hạn. Mở lại ngày đó lần nữa sẽ thay thời hạn cũ.',
            'The locality can report the locked day until then. Opening it once more replaces the end.',
          )}
        </p>
        <Form action="/quan-tri/mo-lai">
          <PlaceField name="locality" label={say('Đơn vị', 'Locality')} />
          <TextField name="day" type="date" label={say('Ngày cần gửi bù', 'Day to report')} />
          <TextField
            name="until"
            type="date"
            label={say('Mở đến hết ngày', 'Open until the end of')}
            hint={say(`Trong vòng ${longestDays} ngày.`, `Within ${longestDays} days.`)}
          />
          <TextField name="reason" label={say('Lý do', 'Reason')} maxLength={500} />
          <button type="submit">{say('Mở lại', 'Reopen')}</button>
        </Form>
      </section>
    </Frame>
  );
}
