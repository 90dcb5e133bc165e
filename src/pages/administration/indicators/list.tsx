import { type Day, formatDay } from '../../../days.ts';
import type { Condition } from '../../../registry/types.ts';
import { useSay } from '../../language.tsx';
import { TableBox } from '../../parts/table-box.tsx';
import { Frame } from '../frame.tsx';
import type { ListedIndicator } from './facts.ts';
import { metWhen } from './words.ts';

/** What is asked, by conditions. */
export function Indicators({
  groups,
  day,
  mayChange,
}: {
  groups: readonly { condition: Condition; listed: ListedIndicator[] }[];
  day: Day;
  mayChange: boolean;
}) {
  const say = useSay();
  return (
    <Frame title={say('Chỉ tiêu', 'Indicators')}>
      {mayChange ? (
        <p>
          <a class="button quiet" href="/quan-tri/chi-tieu/moi">
            {say('Thêm chỉ tiêu', 'Add an indicator')}
          </a>
        </p>
      ) : (
        <p class="hint">
          {say(
            'Chỉ tiêu dùng chung cho cả nước nên chỉ quản trị toàn quốc đổi được.',
            'Indicators are the nation’s: who administers all of it changes them.',
          )}
        </p>
      )}
      {groups.map(({ condition, listed }) => (
        <TableBox key={condition.code} label={say(condition.nameVi, condition.nameEn)}>
          <table class="stacks">
            <caption>{say(condition.nameVi, condition.nameEn)}</caption>
            <thead>
              <tr>
                <th scope="col">{say('Chỉ tiêu', 'Indicator')}</th>
                <th scope="col">{say('Cách tính', 'Met when')}</th>
                <th scope="col">{say('Tính màu', 'Decides the colour')}</th>
              </tr>
            </thead>
            <tbody>
              {listed.map(({ now, next }) => (
                <tr key={now.code}>
                  <th scope="row">
                    <a href={`/quan-tri/chi-tieu/${now.code}`}>{say(now.nameVi, now.nameEn)}</a>
                    {now.validTo !== null && now.validTo < day ? (
                      <small class="under">
                        {say(`đã kết thúc ${formatDay(now.validTo)}`, `ended ${formatDay(now.validTo)}`)}
                      </small>
                    ) : null}
                    {next ? (
                      <small class="under">
                        {say(
                          `sẽ đổi từ ${formatDay(next.validFrom)}`,
                          `changes from ${formatDay(next.validFrom)}`,
                        )}
                      </small>
                    ) : null}
                  </th>
                  <td data-label={say('Cách tính', 'Met when')}>{metWhen(now, say)}</td>
                  <td data-label={say('Tính màu', 'Decides the colour')}>
                    {now.required ? say('bắt buộc', 'required') : say('tham khảo', 'informative')}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableBox>
      ))}
    </Frame>
  );
}
