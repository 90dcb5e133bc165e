import { nameOf } from '../../../accounts/names.ts';
import type { Person as Account } from '../../../accounts/types.ts';
import { dayOf } from '../../../days.ts';
import { formatNumber, moment } from '../../format.ts';
import { useSay, useWho } from '../../language.tsx';
import { Facts } from '../../parts/facts.tsx';
import { ActionButton, Form, TextField, TickField } from '../../parts/form.tsx';
import { AreaFields, areaTyped } from '../../parts/places.tsx';
import { Frame } from '../frame.tsx';
import { AgencyField, RoleField } from './invite.tsx';
import { stateOf } from './list.tsx';

/** One account: what it may do, and what an administrator may do about it. */
export function Person({
  person,
  sessions,
  own,
}: {
  person: Account;
  /** How many browsers he is signed in with. */
  sessions: number;
  /** Whether it is the administrator's own account, which another has to change. */
  own: boolean;
}) {
  const say = useSay();
  const { registry, now } = useWho();
  const { id, name, position, role, area, agency, secondFactorSince: since } = person;
  const path = `/quan-tri/nguoi-dung/${id}`;
  return (
    <Frame title={name}>
      <Facts
        of={[
          [
            say('Đăng nhập bằng', 'Signs in with'),
            [person.userName, person.email].filter(Boolean).join(', '),
          ],
          [say('Tình trạng', 'State'), stateOf(person, say)],
          [
            say('Xác thực hai lớp', 'Second factor'),
            since ? say(`Bật từ ${moment(since)}`, `On since ${moment(since)}`) : say('Chưa bật', 'Off'),
          ],
          [
            say('Nơi đang đăng nhập', 'Signed in'),
            say(`${formatNumber(sessions)} máy`, `${formatNumber(sessions)} browsers`),
          ],
        ]}
      />
      {own ? (
        <p class="notice">
          {say(
            'Đây là tài khoản của anh/chị. Đổi vai trò, địa bàn hay khóa tài khoản này do quản trị viên khác thực hiện.',
            'This is your own account. Another administrator changes its role and area, or disables it.',
          )}
        </p>
      ) : (
        <>
          <section class="panel">
            <h2>{say('Thông tin và quyền', 'Details and rights')}</h2>
            <Form
              action={path}
              typed={{
                ...{ name, position: position ?? '', role, agency: agency ?? '' },
                ...areaTyped(registry, area, dayOf(now)),
              }}
            >
              <TextField name="name" label={say('Họ tên', 'Full name')} maxLength={100} />
              <TextField
                name="position"
                label={say('Chức vụ (nếu có)', 'Position (optional)')}
                maxLength={100}
              />
              <RoleField />
              <AreaFields />
              <AgencyField />
              <button type="submit">{say('Lưu thay đổi', 'Save changes')}</button>
            </Form>
          </section>
          <section class="panel">
            <h2>{say('Đặt lại mật khẩu', 'Reset the password')}</h2>
            <p class="hint">
              {say(
                'Mật khẩu hiện nay hết hiệu lực, mọi máy phải đăng nhập lại. Anh/chị nhận một liên kết để gửi cho người này.',
                'The present password ends, and so does every session. You get a link to hand on.',
              )}
            </p>
            <Form action={`${path}/dat-lai`} name="dat-lai">
              {since ? (
                <TickField
                  name="second-factor"
                  label={say(
                    'Tắt cả xác thực hai lớp (người này mất điện thoại)',
                    'Turn off the second factor too (phone lost)',
                  )}
                />
              ) : null}
              <button type="submit" class="quiet">
                {say('Đặt lại mật khẩu', 'Reset the password')}
              </button>
            </Form>
          </section>
          <section class="panel">
            <h2>{say('Đóng, mở tài khoản', 'Close or open')}</h2>
            <p class="hint">
              {say(
                'Khi khóa, tài khoản bị đăng xuất ngay trên mọi thiết bị và không đăng nhập được nữa. Những gì đã làm vẫn còn.',
                'A disabled account is signed out at once and cannot sign in. Its history stays.',
              )}
            </p>
            <div class="answers">
              {person.disabledAt ? (
                <ActionButton action={`${path}/mo`} name={say('Mở lại tài khoản', 'Enable the account')} />
              ) : (
                <>
                  {sessions > 0 ? (
                    <ActionButton
                      action={`${path}/ket-thuc`}
                      name={say('Đăng xuất mọi máy', 'Sign out everywhere')}
                    />
                  ) : null}
                  <ActionButton action={`${path}/khoa`} name={say('Khóa tài khoản', 'Disable the account')} />
                </>
              )}
            </div>
          </section>
        </>
      )}
      <p>
        <a href={`/quan-tri/nhat-ky?target=${encodeURIComponent(nameOf(person))}`}>
          {say('Những thay đổi về tài khoản này', 'Changes of this account')}
        </a>
      </p>
    </Frame>
  );
}
