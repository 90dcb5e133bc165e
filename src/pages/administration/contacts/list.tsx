import { ROLE_WORDS } from '../../../access/words.ts';
import { formatNumber } from '../../format.ts';
import { useSay } from '../../language.tsx';
import { Nothing, SearchBar } from '../../parts/filters.tsx';
import { DataTable } from '../../parts/table.tsx';
import { Frame } from '../frame.tsx';
import type { ListedContact } from './facts.ts';
import { CONTACTS } from './words.ts';

/** Who hears for which place, found by name or place. */
export function Contacts({ q, found }: { q: string; found: readonly ListedContact[] }) {
  const say = useSay();
  const all = formatNumber(found.length);
  return (
    <Frame title={say('Đầu mối liên hệ', 'Contacts')}>
      <SearchBar label={say('Tìm theo tên, nơi (không cần gõ dấu), email', 'Find by name, place or e-mail')}>
        <a class="button" href={`${CONTACTS}/moi`}>
          {say('Thêm đầu mối', 'Add a contact')}
        </a>
      </SearchBar>
      <DataTable
        title={say('Đầu mối liên hệ', 'Contacts')}
        caption={say(`${all} đầu mối`, `${all} contacts`)}
        rows={found}
        keyOf={(one) => one.id}
        empty={
          <Nothing>
            {q === ''
              ? say('Chưa có ai trong danh sách của địa bàn này.', 'Nobody is listed in this area yet.')
              : say(
                  'Không tìm thấy đầu mối phù hợp trong địa bàn của anh/chị.',
                  'Nobody like that in your area.',
                )}
          </Nothing>
        }
        columns={[
          {
            key: 'name',
            head: say('Họ tên', 'Name'),
            value: (one) => one.name,
            cell: (one) => <a href={`${CONTACTS}/${one.id}`}>{one.name}</a>,
            under: (one) => one.position,
          },
          { key: 'position', head: say('Chức vụ', 'Position'), value: (one) => one.position, unseen: true },
          { key: 'place', head: say('Nơi', 'Place'), value: (one) => one.place },
          {
            key: 'role',
            head: say('Vai trò', 'Role'),
            value: (one) => say(...ROLE_WORDS[one.role]),
          },
          {
            key: 'reached',
            head: say('Email, điện thoại', 'E-mail, telephone'),
            label: say('Liên lạc', 'Reached by'),
            value: (one) => [one.email, one.phone].filter(Boolean).join(', '),
          },
        ]}
      />
    </Frame>
  );
}
