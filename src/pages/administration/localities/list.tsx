import { formatDay } from '../../../days.ts';
import { formatNumber } from '../../format.ts';
import { useSay } from '../../language.tsx';
import { TableBox } from '../../parts/table-box.tsx';
import { Frame } from '../frame.tsx';
import type { ListedLocality } from './facts.ts';

/** The localities of an area, found by name. */
export function Localities({ q, found, count }: { q: string; found: ListedLocality[]; count: number }) {
  const say = useSay();
  return (
    <Frame title={say('Đơn vị', 'Localities')}>
      <form class="search" method="get">
        <label for="q">
          {say('Tên xã, phường, đặc khu (không cần gõ dấu) hoặc mã', 'Name (without marks will do) or code')}
        </label>
        <div class="answers">
          <input id="q" name="q" type="search" value={q} maxLength={100} autocomplete="off" />
          <button type="submit" class="quiet">
            {say('Tìm', 'Find')}
          </button>
        </div>
      </form>
      {count === 0 ? (
        <p>
          {say(
            'Không thấy đơn vị nào có tên như vậy trong địa bàn của anh/chị.',
            'No locality of that name in your area.',
          )}{' '}
          <a href="/quan-tri/don-vi">{say('Xem tất cả', 'Show all')}</a>
        </p>
      ) : (
        <TableBox label={say('Đơn vị', 'Localities')}>
          <table class="stacks">
            <caption>
              {count > found.length
                ? say(
                    `${formatNumber(count)} đơn vị; dưới đây là ${formatNumber(found.length)} đơn vị đầu theo tên`,
                    `${formatNumber(count)} localities; the first ${formatNumber(found.length)} by name`,
                  )
                : say(`${formatNumber(count)} đơn vị`, `${formatNumber(count)} localities`)}
            </caption>
            <thead>
              <tr>
                <th scope="col">{say('Tên', 'Name')}</th>
                <th scope="col">{say('Mã', 'Code')}</th>
                <th scope="col">{say('Hoạt động', 'In force')}</th>
              </tr>
            </thead>
            <tbody>
              {found.map(({ locality, named }) => (
                <tr key={named.code}>
                  <th scope="row">
                    <a href={`/quan-tri/don-vi/${named.code}`}>
                      {named.type} {named.name}
                    </a>
                  </th>
                  <td data-label={say('Mã', 'Code')}>{named.code}</td>
                  <td data-label={say('Hoạt động', 'In force')}>
                    {locality.validTo === null
                      ? say(`từ ${formatDay(locality.validFrom)}`, `from ${formatDay(locality.validFrom)}`)
                      : say(`đến ${formatDay(locality.validTo)}`, `until ${formatDay(locality.validTo)}`)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableBox>
      )}
    </Frame>
  );
}
