import { formatDay } from '../../../days.ts';
import type { LocalityName } from '../../../registry/types.ts';
import { moment } from '../../format.ts';
import { useSay } from '../../language.tsx';
import type { Filled } from '../../parts/filled.ts';
import { PlaceField } from '../../parts/places.tsx';
import { TableBox } from '../../parts/table-box.tsx';
import { ActionButton, AdminForm, Objections, TextField } from '../form.tsx';
import { Frame } from '../frame.tsx';
import type { ExceptionRow } from './store.ts';

export interface ExceptionsProps {
  exceptions: readonly (ExceptionRow & { place: string; open: boolean })[];
  longestDays: number;
  places: readonly LocalityName[];
  formToken: string;
  filled: Filled;
  done?: string | undefined;
}

/** Locked days that localities may report all the same. */
export function Exceptions({ exceptions, longestDays, places, formToken, filled, done }: ExceptionsProps) {
  const say = useSay();
  return (
    <Frame title={say('Mở lại ngày đã khoá', 'Reopened days')} done={done}>
      <Objections filled={filled} />
      {exceptions.length === 0 ? (
        <p class="hint">{say('Hiện không có ngày nào được mở lại.', 'No day is reopened at present.')}</p>
      ) : (
        <TableBox label={say('Các ngày được mở lại', 'Reopened days')}>
          <table class="stacks">
            <thead>
              <tr>
                <th scope="col">{say('Đơn vị', 'Locality')}</th>
                <th scope="col">{say('Ngày', 'Day')}</th>
                <th scope="col">{say('Lý do', 'Reason')}</th>
                <th scope="col">{say('Mở đến', 'Until')}</th>
              </tr>
            </thead>
            <tbody>
              {exceptions.map((one) => (
                <tr key={one.id}>
                  <th scope="row">{one.place}</th>
                  <td data-label={say('Ngày', 'Day')}>{formatDay(one.day)}</td>
                  <td data-label={say('Lý do', 'Reason')}>{one.reason}</td>
                  <td data-label={say('Mở đến', 'Until')}>
                    {one.open ? (
                      <>
                        {moment(one.until)}
                        <ActionButton
                          action={`/quan-tri/mo-lai/${one.id}/dong`}
                          formToken={formToken}
                          name={say('Đóng lại', 'Close now')}
                          label={say(
                            `Đóng lại ngày ${formatDay(one.day)} của ${one.place}`,
                            `Close ${formatDay(one.day)} of ${one.place} now`,
                          )}
                        />
                      </>
                    ) : (
                      say(`đã hết hạn ${moment(one.until)}`, `ended ${moment(one.until)}`)
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableBox>
      )}
      <section class="panel">
        <h2>{say('Mở lại một ngày', 'Reopen a day')}</h2>
        <p class="hint">
          {say(
            'Đơn vị gửi được báo cáo của ngày đã khoá cho đến hạn. Mở lại cùng một ngày lần nữa thì thay hạn cũ.',
            'The locality can report the locked day until then. Opening it once more replaces the end.',
          )}
        </p>
        <AdminForm action="/quan-tri/mo-lai" formToken={formToken} filled={filled}>
          <PlaceField name="locality" label={say('Đơn vị', 'Locality')} places={places} />
          <TextField name="day" type="date" label={say('Ngày cần gửi bù', 'Day to report')} />
          <TextField
            name="until"
            type="date"
            label={say('Mở đến hết ngày', 'Open until the end of')}
            hint={say(`Trong vòng ${longestDays} ngày.`, `Within ${longestDays} days.`)}
          />
          <TextField name="reason" label={say('Lý do', 'Reason')} maxLength={500} />
          <button type="submit">{say('Mở lại', 'Reopen')}</button>
        </AdminForm>
      </section>
    </Frame>
  );
}
