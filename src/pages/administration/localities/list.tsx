import { formatDay } from '../../../days.ts';
import { formatNumber } from '../../format.ts';
import { useSay, useWho } from '../../language.tsx';
import { Nothing, SearchBar } from '../../parts/filters.tsx';
import { DataTable } from '../../parts/table.tsx';
import { Frame } from '../frame.tsx';
import type { ListedLocality } from './facts.ts';
import { LOCALITY_SHEET } from './sheet.tsx';

/** The localities of an area, found by name. */
export function Localities({ found }: { found: readonly ListedLocality[] }) {
  const say = useSay();
  const { registry, principal } = useWho();
  // Of the nation, names alone do not say which.
  const wide = principal.area === '*';
  const count = formatNumber(found.length);
  return (
    <Frame title={say('Đơn vị', 'Localities')}>
      <SearchBar
        label={say(
          'Tên xã, phường, đặc khu (không cần gõ dấu) hoặc mã',
          'Name (without marks will do) or code',
        )}
      />
      {registry.localities.has(principal.area) ? null : (
        <p class="actions">
          <a class="button quiet" href="/quan-tri/don-vi/moi">
            {say('Thêm đơn vị mới', 'Add a locality')}
          </a>
          <a class="button quiet" href={LOCALITY_SHEET}>
            {say('Thêm nhiều đơn vị từ tệp', 'Add many from a sheet')}
          </a>
        </p>
      )}
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
          wide && {
            key: 'province',
            head: say('Tỉnh, thành phố', 'Province'),
            value: ({ named }) => registry.provinces.get(named.province),
          },
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
