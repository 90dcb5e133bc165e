import { provincesIn } from '../../../access/areas.ts';
import { formatDay, isoLocal } from '../../../days.ts';
import { DEFAULT_LICENCE } from '../../../opendata/settings.ts';
import type { OpenDataRow } from '../../../opendata/store.ts';
import { useSay, useWho } from '../../language.tsx';
import { ChoiceField, Form, TextField } from '../../parts/form.tsx';
import { DataTable } from '../../parts/table.tsx';
import { Frame } from '../frame.tsx';

export const OPEN_DATA = '/quan-tri/du-lieu-mo';

/** Which provinces show anybody how they stand, and the form that opens one or closes it. */
export function OpenDataSettings({ rows }: { rows: readonly OpenDataRow[] }) {
  const say = useSay();
  const { registry, principal } = useWho();
  const provinces = provincesIn(registry, principal.area).map(
    (code) => [code, registry.provinces.get(code) ?? code] as const,
  );
  const [only = ['', '']] = provinces.length === 1 ? provinces : [];
  const own = rows.filter(({ province }) => provinces.some(([code]) => code === province));
  const standing = own.find(({ province }) => province === only[0]);
  return (
    <Frame title={say('Dữ liệu mở', 'Open data')}>
      <p class="hint">
        {say(
          'Khi mở, ai cũng xem được màu, tỷ lệ và từng điều kiện của các đơn vị, không cần tài khoản. Không có tên người, ghi chú, số liệu chi tiết hay số tiền. Chưa mở thì trang không tồn tại với người ngoài.',
          'Once open, anybody may see colours, percentages and conditions of the localities. No person, note, value or amount of money is shown.',
        )}
      </p>
      <DataTable
        title={say('Tỉnh, thành phố đã từng mở', 'Provinces that were ever opened')}
        rows={own}
        keyOf={(one) => one.province}
        empty={say('Chưa mở tỉnh, thành phố nào.', 'None was ever opened.')}
        columns={[
          {
            key: 'province',
            head: say('Tỉnh, thành phố', 'Province'),
            value: ({ province }) => registry.provinces.get(province) ?? province,
            cell: ({ province, on }) => {
              const name = registry.provinces.get(province) ?? province;
              return on ? <a href={`/cong-khai/${province}`}>{name}</a> : name;
            },
          },
          {
            key: 'state',
            head: say('Tình trạng', 'State'),
            value: ({ on }) => (on ? say('đang mở', 'open') : say('đã đóng', 'closed')),
          },
          { key: 'publisher', head: say('Đơn vị công bố', 'Publisher'), value: (one) => one.publisher },
          { key: 'licence', head: say('Điều kiện dùng lại', 'Licence'), value: (one) => one.licence },
          {
            key: 'changed',
            head: say('Đổi gần nhất', 'Last change'),
            value: ({ updatedAt, updatedBy }) =>
              `${formatDay(isoLocal(updatedAt).slice(0, 10))}, ${updatedBy}`,
            sort: ({ updatedAt }) => isoLocal(updatedAt),
          },
        ]}
      />
      <section class="panel">
        <h2>{say('Mở hoặc đóng', 'Open or close')}</h2>
        <Form
          action={OPEN_DATA}
          name="luu"
          typed={{
            province: only[0],
            on: standing?.on ? 'yes' : 'no',
            licence: standing?.licence ?? DEFAULT_LICENCE,
            publisher: standing?.publisher ?? only[1],
          }}
        >
          <ChoiceField name="province" label={say('Tỉnh, thành phố', 'Province')} options={provinces} />
          <ChoiceField
            name="on"
            label={say('Cho xem công khai', 'Open to anybody')}
            options={[
              ['no', say('Không', 'No')],
              ['yes', say('Có', 'Yes')],
            ]}
          />
          <TextField name="publisher" label={say('Đơn vị công bố', 'Publisher')} maxLength={200} />
          <TextField name="licence" label={say('Điều kiện dùng lại', 'Licence')} maxLength={200} />
          <button type="submit">{say('Lưu', 'Save')}</button>
        </Form>
      </section>
    </Frame>
  );
}
