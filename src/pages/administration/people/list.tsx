import { nameOf } from '../../../accounts/names.ts';
import type { Person } from '../../../accounts/types.ts';
import { formatNumber } from '../../format.ts';
import { type Say, useSay } from '../../language.tsx';
import { TableBox } from '../../parts/table-box.tsx';
import { Frame } from '../frame.tsx';
import { moment, ROLE_NAMES } from '../words.ts';
import type { FoundPeople } from './facts.ts';

export interface PeopleProps extends FoundPeople {
  done?: string | undefined;
  areaOf(area: string): string;
}

/** The accounts of an area, found by name. */
export function People({ q, people, count, done, areaOf }: PeopleProps) {
  const say = useSay();
  return (
    <Frame title={say('Người dùng', 'People')} done={done}>
      <div class="bar">
        <form class="search" method="get">
          <label for="q">
            {say('Tìm theo tên (không cần gõ dấu) hoặc e-mail', 'Find by name or e-mail')}
          </label>
          <div class="answers">
            <input id="q" name="q" type="search" value={q} maxLength={100} autocomplete="off" />
            <button type="submit" class="quiet">
              {say('Tìm', 'Find')}
            </button>
          </div>
        </form>
        <a class="button" href="/quan-tri/nguoi-dung/moi">
          {say('Mời người dùng', 'Invite a person')}
        </a>
      </div>
      {count === 0 ? (
        <p>
          {say(
            'Không thấy ai có tên như vậy trong địa bàn của anh/chị.',
            'Nobody of that name in your area.',
          )}{' '}
          <a href="/quan-tri/nguoi-dung">{say('Xem tất cả', 'Show all')}</a>
        </p>
      ) : (
        <TableBox label={say('Người dùng', 'People')}>
          <table class="stacks">
            <caption>
              {count > people.length
                ? say(
                    `${formatNumber(count)} tài khoản; dưới đây là ${formatNumber(people.length)} người đầu theo tên`,
                    `${formatNumber(count)} accounts; the first ${formatNumber(people.length)} by name`,
                  )
                : say(`${formatNumber(count)} tài khoản`, `${formatNumber(count)} accounts`)}
            </caption>
            <thead>
              <tr>
                <th scope="col">{say('Họ tên', 'Name')}</th>
                <th scope="col">{say('Vai trò', 'Role')}</th>
                <th scope="col">{say('Địa bàn', 'Area')}</th>
                <th scope="col">{say('Tình trạng', 'State')}</th>
              </tr>
            </thead>
            <tbody>
              {people.map((one) => (
                <tr key={one.id}>
                  <th scope="row">
                    <a href={`/quan-tri/nguoi-dung/${one.id}`}>{one.name}</a>
                    <small class="under">{nameOf(one)}</small>
                  </th>
                  <td data-label={say('Vai trò', 'Role')}>{say(...ROLE_NAMES[one.role])}</td>
                  <td data-label={say('Địa bàn', 'Area')}>{areaOf(one.area)}</td>
                  <td data-label={say('Tình trạng', 'State')}>{stateOf(one, say)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableBox>
      )}
    </Frame>
  );
}

/** Whether and since when an account is in use. */
export function stateOf({ disabledAt, password, lastSeenAt }: Person, say: Say): string {
  if (disabledAt) return say(`Đã khoá ${moment(disabledAt)}`, `Disabled ${moment(disabledAt)}`);
  if (password === null && lastSeenAt === null)
    return say('Đã mời, chưa đặt mật khẩu', 'Invited, no password yet');
  if (password === null) return say('Chờ đặt lại mật khẩu', 'Waiting for a new password');
  if (lastSeenAt === null) return say('Chưa đăng nhập', 'Has not signed in');
  return say(`Dùng gần nhất ${moment(lastSeenAt)}`, `Last seen ${moment(lastSeenAt)}`);
}
