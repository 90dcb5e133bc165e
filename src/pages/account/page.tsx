import { dayOf, formatDay, timeOf } from '../../days.ts';
import { FormToken } from '../parts/form-token.tsx';
import { TableBox } from '../parts/table-box.tsx';
import { browserName } from './browser-name.ts';

export interface AccountProps {
  formToken: string;
  person: { name: string; login: string; position: string | null; secondFactor: boolean };
  minLength: number;
  sessions: { id: number; own: boolean; agent: string; address: string; createdAt: Date; lastSeenAt: Date }[];
  /** What came of the form posted before. */
  notice?: string | undefined;
  error?: { field: 'present' | 'password'; text: string } | undefined;
}

/** A person's own account: password and the browsers in which it is signed in. */
export function Account({ formToken, person, minLength, sessions, notice, error }: AccountProps) {
  return (
    <>
      <section class="narrow">
        <h1>Tài khoản</h1>
        {notice === undefined ? null : <p role="status">{notice}</p>}
        <p>{[person.name, person.position, `tên đăng nhập ${person.login}`].filter(Boolean).join(', ')}</p>
      </section>
      <section class="narrow">
        <h2>Đổi mật khẩu</h2>
        <form method="post" action="/account/password">
          <FormToken value={formToken} />
          <input type="hidden" name="username" autocomplete="username" value={person.login} />
          <PasswordField
            name="present"
            label="Mật khẩu hiện nay"
            autocomplete="current-password"
            error={error}
          />
          <PasswordField name="password" label="Mật khẩu mới" autocomplete="new-password" error={error} />
          <p class="hint">{`Ít nhất ${minLength} ký tự. Các máy khác đang đăng nhập sẽ phải đăng nhập lại.`}</p>
          <button type="submit">Đổi mật khẩu</button>
        </form>
      </section>
      <section class="narrow">
        <h2>Xác thực hai lớp</h2>
        <p>
          {person.secondFactor
            ? 'Đang bật: khi đăng nhập, hệ thống hỏi thêm mã trên điện thoại.'
            : 'Chưa bật. Khi bật, người khác biết mật khẩu cũng không vào được.'}
        </p>
        <p>
          <a class="button quiet" href="/account/second-factor">
            {person.secondFactor ? 'Xem hoặc tắt' : 'Bật xác thực hai lớp'}
          </a>
        </p>
      </section>
      <section>
        <h2>Nơi đang đăng nhập</h2>
        <TableBox label="Nơi đang đăng nhập">
          <table>
            <thead>
              <tr>
                <th scope="col">Trình duyệt</th>
                <th scope="col">Địa chỉ</th>
                <th scope="col">Đăng nhập lúc</th>
                <th scope="col">Dùng gần nhất</th>
                <th scope="col">Kết thúc</th>
              </tr>
            </thead>
            <tbody>
              {sessions.map((one) => (
                <tr key={one.id}>
                  <td>{browserName(one.agent)}</td>
                  <td>{one.address}</td>
                  <td>{momentOf(one.createdAt)}</td>
                  <td>{momentOf(one.lastSeenAt)}</td>
                  <td>
                    {one.own ? (
                      'Đang dùng'
                    ) : (
                      <form method="post" action="/account/sessions/end">
                        <FormToken value={formToken} />
                        <input type="hidden" name="session" value={one.id} />
                        <button type="submit" class="quiet" aria-label={`Kết thúc phiên ở ${one.address}`}>
                          Kết thúc
                        </button>
                      </form>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableBox>
      </section>
    </>
  );
}

/** What who signed in with a token sees instead. */
export function NoAccount({ name }: { name: string }) {
  return (
    <section class="narrow">
      <h1>Tài khoản</h1>
      <p>{`Anh/chị đăng nhập bằng mã truy cập “${name}”, không phải bằng tài khoản riêng.`}</p>
      <p>Muốn có tài khoản với mật khẩu của mình, anh/chị đề nghị quản trị hệ thống cấp.</p>
    </section>
  );
}

function PasswordField({
  name,
  label,
  autocomplete,
  error,
}: {
  name: 'present' | 'password';
  label: string;
  autocomplete: 'current-password' | 'new-password';
  error: AccountProps['error'];
}) {
  const text = error?.field === name ? error.text : undefined;
  return (
    <>
      <label for={name}>{label}</label>
      {text === undefined ? null : (
        <p id={`${name}-error`} class="error" role="alert">
          {text}
        </p>
      )}
      <input
        id={name}
        name={name}
        type="password"
        required
        autocomplete={autocomplete}
        maxLength={200}
        aria-invalid={text === undefined ? undefined : true}
        aria-describedby={text === undefined ? undefined : `${name}-error`}
      />
    </>
  );
}

const momentOf = (instant: Date) => `${timeOf(instant)} ${formatDay(dayOf(instant))}`;
