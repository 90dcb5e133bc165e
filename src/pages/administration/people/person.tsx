import { nameOf } from '../../../accounts/names.ts';
import type { Person as Account } from '../../../accounts/types.ts';
import { formatNumber } from '../../format.ts';
import { useSay } from '../../language.tsx';
import { ActionButton, AdminForm, Objections, TextField, TickField } from '../form.tsx';
import { Frame } from '../frame.tsx';
import { AreaFields } from '../places.tsx';
import { moment } from '../words.ts';
import { type PersonFormProps, RoleField } from './invite.tsx';
import { stateOf } from './list.tsx';

export interface PersonProps extends PersonFormProps {
  person: Account;
  /** How many browsers he is signed in with. */
  sessions: number;
  /** Whether it is the administrator's own account, which another has to change. */
  own: boolean;
  done?: string | undefined;
}

/** One account: what it may do, and what an administrator may do about it. */
export function Person(props: PersonProps) {
  const say = useSay();
  const { person, sessions, own, formToken, filled, done } = props;
  const path = `/quan-tri/nguoi-dung/${person.id}`;
  return (
    <Frame title={person.name} done={done}>
      <Objections filled={filled} />
      <dl class="facts">
        <div>
          <dt>{say('Đăng nhập bằng', 'Signs in with')}</dt>
          <dd>{[person.userName, person.email].filter(Boolean).join(', ')}</dd>
        </div>
        <div>
          <dt>{say('Tình trạng', 'State')}</dt>
          <dd>{stateOf(person, say)}</dd>
        </div>
        <div>
          <dt>{say('Xác thực hai lớp', 'Second factor')}</dt>
          <dd>
            {person.secondFactorSince
              ? say(
                  `Bật từ ${moment(person.secondFactorSince)}`,
                  `On since ${moment(person.secondFactorSince)}`,
                )
              : say('Chưa bật', 'Off')}
          </dd>
        </div>
        <div>
          <dt>{say('Nơi đang đăng nhập', 'Signed in')}</dt>
          <dd>{say(`${formatNumber(sessions)} máy`, `${formatNumber(sessions)} browsers`)}</dd>
        </div>
      </dl>
      {own ? (
        <p class="notice">
          {say(
            'Đây là tài khoản của anh/chị. Đổi vai trò, địa bàn hay khoá tài khoản này là việc của một quản trị khác.',
            'This is your own account. Another administrator changes its role and area, or disables it.',
          )}
        </p>
      ) : (
        <>
          <section class="panel">
            <h2>{say('Thông tin và quyền', 'Details and rights')}</h2>
            <AdminForm action={path} formToken={formToken} filled={filled}>
              <TextField name="name" label={say('Họ tên', 'Full name')} maxLength={100} />
              <TextField
                name="position"
                label={say('Chức vụ (nếu có)', 'Position (optional)')}
                maxLength={100}
              />
              <RoleField />
              <AreaFields {...props} />
              <button type="submit">{say('Lưu thay đổi', 'Save changes')}</button>
            </AdminForm>
          </section>
          <section class="panel">
            <h2>{say('Đặt lại mật khẩu', 'Reset the password')}</h2>
            <p class="hint">
              {say(
                'Mật khẩu hiện nay hết hiệu lực, mọi máy phải đăng nhập lại. Anh/chị nhận một liên kết để gửi cho người này.',
                'The present password ends, and so does every session. You get a link to hand on.',
              )}
            </p>
            <AdminForm action={`${path}/dat-lai`} formToken={formToken} filled={{ typed: {} }}>
              {person.secondFactorSince ? (
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
            </AdminForm>
          </section>
          <section class="panel">
            <h2>{say('Đóng, mở tài khoản', 'Close or open')}</h2>
            <p class="hint">
              {say(
                'Khoá thì người này ra khỏi mọi máy ngay và không đăng nhập được nữa. Những gì đã làm vẫn còn.',
                'Disabled, he is signed out at once and cannot sign in. What he did stays.',
              )}
            </p>
            <div class="answers">
              {person.disabledAt ? (
                <ActionButton
                  action={`${path}/mo`}
                  formToken={formToken}
                  name={say('Mở lại tài khoản', 'Enable the account')}
                />
              ) : (
                <>
                  {sessions > 0 ? (
                    <ActionButton
                      action={`${path}/ket-thuc`}
                      formToken={formToken}
                      name={say('Đăng xuất mọi máy', 'Sign out everywhere')}
                    />
                  ) : null}
                  <ActionButton
                    action={`${path}/khoa`}
                    formToken={formToken}
                    name={say('Khoá tài khoản', 'Disable the account')}
                  />
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
