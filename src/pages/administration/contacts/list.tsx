import { withQuery } from '../../addresses.ts';
import { formatNumber } from '../../format.ts';
import { useSay } from '../../language.tsx';
import { Pager } from '../../parts/pager.tsx';
import { TableBox } from '../../parts/table-box.tsx';
import { Frame } from '../frame.tsx';
import type { FoundContacts } from './facts.ts';
import { CONTACT_ROLE_NAMES, CONTACTS } from './words.ts';

/** Who hears for which place, found by name or place. */
export function Contacts({ q, page, done }: FoundContacts & { done?: string | undefined }) {
  const say = useSay();
  const { rows, count } = page;
  const all = formatNumber(count);
  return (
    <Frame title={say('Người nhận tin', 'Contacts')} done={done}>
      <div class="bar">
        <form class="search" method="get">
          <label for="q">
            {say('Tìm theo tên, nơi (không cần gõ dấu), e-mail', 'Find by name, place or e-mail')}
          </label>
          <div class="answers">
            <input id="q" name="q" type="search" value={q} maxLength={100} autocomplete="off" />
            <button type="submit" class="quiet">
              {say('Tìm', 'Find')}
            </button>
          </div>
        </form>
        <a class="button" href={`${CONTACTS}/moi`}>
          {say('Thêm người nhận', 'Add a contact')}
        </a>
      </div>
      {count === 0 ? (
        <p>
          {q === ''
            ? say('Chưa có ai trong danh sách của địa bàn này.', 'Nobody is listed in this area yet.')
            : say('Không thấy ai như vậy trong địa bàn của anh/chị.', 'Nobody like that in your area.')}{' '}
          {q === '' ? null : <a href={CONTACTS}>{say('Xem tất cả', 'Show all')}</a>}
        </p>
      ) : (
        <TableBox label={say('Người nhận tin', 'Contacts')}>
          <table class="stacks">
            <caption>{say(`${all} người`, `${all} contacts`)}</caption>
            <thead>
              <tr>
                <th scope="col">{say('Họ tên', 'Name')}</th>
                <th scope="col">{say('Nơi', 'Place')}</th>
                <th scope="col">{say('Nhận tin với vai trò', 'Hears as')}</th>
                <th scope="col">{say('E-mail, điện thoại', 'E-mail, telephone')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((one) => (
                <tr key={one.id}>
                  <th scope="row">
                    <a href={`${CONTACTS}/${one.id}`}>{one.name}</a>
                    {one.position === '' ? null : <small class="under">{one.position}</small>}
                  </th>
                  <td data-label={say('Nơi', 'Place')}>{one.place}</td>
                  <td data-label={say('Vai trò', 'Role')}>{say(...CONTACT_ROLE_NAMES[one.role])}</td>
                  <td data-label={say('Liên lạc', 'Reached by')}>
                    {[one.email, one.phone].filter(Boolean).join(', ')}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableBox>
      )}
      <Pager of={page} addressOf={(to) => withQuery(CONTACTS, { q: q || undefined, page: String(to) })} />
    </Frame>
  );
}
