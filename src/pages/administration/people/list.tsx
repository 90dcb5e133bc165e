import { ROLE_WORDS } from '../../../access/words.ts';
import { nameOf } from '../../../accounts/names.ts';
import type { Person } from '../../../accounts/types.ts';
import { formatNumber, moment } from '../../format.ts';
import { type Say, useSay } from '../../language.tsx';
import { Nothing, SearchBar } from '../../parts/filters.tsx';
import { useAreaName } from '../../parts/places.tsx';
import { DataTable } from '../../parts/table.tsx';
import { Frame } from '../frame.tsx';
import { ROLLOUT, SHEET } from './addresses.ts';

/** The accounts of an area, found by name. */
export function People({ people }: { people: readonly Person[] }) {
  const say = useSay();
  const areaOf = useAreaName();
  const count = formatNumber(people.length);
  return (
    <Frame title={say('Người dùng', 'People')}>
      <SearchBar label={say('Tìm theo tên (không cần gõ dấu) hoặc email', 'Find by name or e-mail')}>
        <a class="button" href="/quan-tri/nguoi-dung/moi">
          {say('Mời người dùng', 'Invite a person')}
        </a>
        <a class="button quiet" href={SHEET}>
          {say('Nhập từ tệp', 'From a sheet')}
        </a>
        <a class="button quiet" href={ROLLOUT}>
          {say('Tiến độ mời', 'How far they are')}
        </a>
      </SearchBar>
      <DataTable
        title={say('Người dùng', 'People')}
        caption={say(`${count} tài khoản`, `${count} accounts`)}
        rows={people}
        keyOf={(one) => one.id}
        empty={
          <Nothing>
            {say(
              'Không tìm thấy người phù hợp trong địa bàn của anh/chị.',
              'Nobody of that name in your area.',
            )}
          </Nothing>
        }
        columns={[
          {
            key: 'name',
            head: say('Họ tên', 'Name'),
            value: (one) => one.name,
            cell: (one) => <a href={`/quan-tri/nguoi-dung/${one.id}`}>{one.name}</a>,
            under: nameOf,
          },
          { key: 'login', head: say('Đăng nhập bằng', 'Signs in with'), value: nameOf, unseen: true },
          { key: 'role', head: say('Vai trò', 'Role'), value: (one) => say(...ROLE_WORDS[one.role]) },
          { key: 'area', head: say('Địa bàn', 'Area'), value: (one) => areaOf(one.area) },
          {
            key: 'state',
            head: say('Tình trạng', 'State'),
            value: (one) => stateOf(one, say),
            sort: (one) => one.lastSeenAt,
          },
        ]}
      />
    </Frame>
  );
}

/** Whether and since when an account is in use. */
export function stateOf({ disabledAt, password, lastSeenAt }: Person, say: Say): string {
  if (disabledAt) return say(`Đã khóa ${moment(disabledAt)}`, `Disabled ${moment(disabledAt)}`);
  if (password === null && lastSeenAt === null)
    return say('Đã mời, chưa đặt mật khẩu', 'Invited, no password yet');
  if (password === null) return say('Chờ đặt lại mật khẩu', 'Waiting for a new password');
  if (lastSeenAt === null) return say('Chưa đăng nhập', 'Has not signed in');
  return say(`Dùng gần nhất ${moment(lastSeenAt)}`, `Last seen ${moment(lastSeenAt)}`);
}
