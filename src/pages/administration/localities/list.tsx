import { formatDay } from '../../../days.ts';
import { formatNumber } from '../../format.ts';
import { useSay } from '../../language.tsx';
import { Nothing, SearchBar } from '../../parts/filters.tsx';
import { DataTable } from '../../parts/table.tsx';
import { Frame } from '../frame.tsx';
import type { ListedLocality } from './facts.ts';

/** The localities of an area, found by name. */
export function Localities({ found }: { found: readonly ListedLocality[] }) {
  const say = useSay();
  const count = formatNumber(found.length);
  return (
    <Frame title={say('Đơn vị', 'Localities')}>
      <SearchBar
        label={say(
          'Tên xã, phường, đặc khu (không cần gõ dấu) hoặc mã',
          'Name (without marks will do) or code',
        )}
      />
      <DataTable
        title={say('Đơn vị', 'Localities')}
        caption={say(`${count} đơn vị`, `${count} localities`)}
        rows={found}
        keyOf={({ named }) => named.code}
        empty={
          <Nothing>
            {say(
              'Không tìm thấy đơn vị phù hợp trong địa bàn của anh/chị.',
              'No locality of that name in your area.',
            )}
          </Nothing>
        }
        columns={[
          {
            key: 'name',
            head: say('Tên', 'Name'),
            value: ({ named }) => `${named.type} ${named.name}`,
            sort: ({ named }) => named.name,
            cell: ({ named }) => (
              <a href={`/quan-tri/don-vi/${named.code}`}>
                {named.type} {named.name}
              </a>
            ),
          },
          { key: 'code', head: say('Mã', 'Code'), value: ({ named }) => named.code },
          {
            key: 'in-force',
            head: say('Hoạt động', 'In force'),
            label: say('Hoạt động', 'In force'),
            cell: ({ locality: { validFrom, validTo } }) =>
              validTo === null
                ? say(`từ ${formatDay(validFrom)}`, `from ${formatDay(validFrom)}`)
                : say(`đến ${formatDay(validTo)}`, `until ${formatDay(validTo)}`),
            sort: ({ locality }) => locality.validTo ?? locality.validFrom,
          },
          {
            key: 'from',
            head: say('Từ ngày', 'From'),
            value: ({ locality }) => locality.validFrom,
            unseen: true,
          },
          {
            key: 'to',
            head: say('Đến ngày', 'Until'),
            value: ({ locality }) => locality.validTo,
            unseen: true,
          },
        ]}
      />
    </Frame>
  );
}
