import { type Day, formatDay } from '../../../days.ts';
import type { Condition } from '../../../registry/types.ts';
import { useSay } from '../../language.tsx';
import { Form, TextField } from '../../parts/form.tsx';
import { DataTable } from '../../parts/table.tsx';
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
            'Chỉ tiêu dùng chung cho cả nước nên chỉ quản trị viên toàn hệ thống thay đổi được.',
            'Indicators are the nation’s: who administers all of it changes them.',
          )}
        </p>
      )}
      {groups.map(({ condition, listed }) => (
        <DataTable
          key={condition.code}
          name={condition.code}
          title={say(condition.nameVi, condition.nameEn)}
          caption={say(condition.nameVi, condition.nameEn)}
          rows={listed}
          keyOf={({ now }) => now.code}
          columns={[
            {
              key: 'indicator',
              head: say('Chỉ tiêu', 'Indicator'),
              value: ({ now }) => say(now.nameVi, now.nameEn),
              cell: ({ now }) => <a href={`/quan-tri/chi-tieu/${now.code}`}>{say(now.nameVi, now.nameEn)}</a>,
              under: ({ now: { validTo }, next }) =>
                [
                  validTo !== null && validTo < day
                    ? say(`đã kết thúc ${formatDay(validTo)}`, `ended ${formatDay(validTo)}`)
                    : '',
                  next
                    ? say(
                        `sẽ đổi từ ${formatDay(next.validFrom)}`,
                        `changes from ${formatDay(next.validFrom)}`,
                      )
                    : '',
                ]
                  .filter(Boolean)
                  .join(', '),
            },
            { key: 'code', head: say('Mã', 'Code'), value: ({ now }) => now.code, unseen: true },
            { key: 'met', head: say('Cách tính', 'Met when'), value: ({ now }) => metWhen(now, say) },
            {
              key: 'required',
              head: say('Tính vào tình trạng', 'Decides the colour'),
              value: ({ now }) =>
                now.required ? say('bắt buộc', 'required') : say('tham khảo', 'informative'),
            },
          ]}
        />
      ))}
      {mayChange ? (
        <section class="panel">
          <h2>{say('Thêm hoặc đổi tên một điều kiện', 'Add or rename a condition')}</h2>
          <p class="hint">
            {say(
              'Điều kiện là một nhóm chỉ tiêu. Điều kiện mới đứng sau các điều kiện khác, và chưa hỏi gì cho đến khi có chỉ tiêu.',
              'A condition is a group of indicators. A new one stands behind the others, and asks nothing until it has some.',
            )}
          </p>
          <Form action="/quan-tri/chi-tieu" name="dieu-kien">
            <TextField
              name="code"
              label={say('Mã', 'Code')}
              hint={say(
                'Chữ không dấu, ví dụ data. Mã đã có thì đổi tên.',
                'E.g. data; one that is there is renamed.',
              )}
              maxLength={40}
            />
            <TextField name="name-vi" label={say('Tên tiếng Việt', 'Name in Vietnamese')} maxLength={200} />
            <TextField name="name-en" label={say('Tên tiếng Anh', 'Name in English')} maxLength={200} />
            <button type="submit">{say('Lưu điều kiện', 'Save the condition')}</button>
          </Form>
        </section>
      ) : null}
    </Frame>
  );
}
