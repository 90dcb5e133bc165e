import { useSay, type Words } from '../language.tsx';

export interface PasswordLinkProps {
  link: string;
  person: { name: string; login: string };
  minLength: number;
  error?: Words | undefined;
}

/** Where a person sets the password of his own account. */
export function PasswordLink({ link, person, minLength, error }: PasswordLinkProps) {
  const say = useSay();
  const { name, login } = person;
  return (
    <section class="narrow">
      <h1>{say('Đặt mật khẩu', 'Set the password')}</h1>
      <p>
        {say(`Tài khoản của ${name}, tên đăng nhập ${login}.`, `The account of ${name}, user name ${login}.`)}
      </p>
      <form method="post" action="/password">
        <input type="hidden" name="link" value={link} />
        <input type="hidden" name="username" autocomplete="username" value={login} />
        <label for="password">{say('Mật khẩu mới', 'New password')}</label>
        {error === undefined ? null : (
          <p id="password-error" class="error" role="alert">
            {say(...error)}
          </p>
        )}
        <input
          id="password"
          name="password"
          type="password"
          required
          autocomplete="new-password"
          maxLength={200}
          aria-invalid={error === undefined ? undefined : true}
          aria-describedby={error === undefined ? 'password-hint' : 'password-error password-hint'}
        />
        <p id="password-hint" class="hint">
          {say(
            `Ít nhất ${minLength} ký tự. Nên ghép vài từ không liên quan để mật khẩu dài mà dễ nhớ.`,
            `At least ${minLength} characters. A few unrelated words are long and easy to remember.`,
          )}
        </p>
        <button type="submit">{say('Đặt mật khẩu', 'Set the password')}</button>
      </form>
    </section>
  );
}

export function PasswordIsSet() {
  const say = useSay();
  return (
    <section class="narrow">
      <h1>{say('Đã đặt mật khẩu', 'The password is set')}</h1>
      <p>
        {say(
          'Từ bây giờ anh/chị đăng nhập bằng mật khẩu mới.',
          'From now on you sign in with the new password.',
        )}
      </p>
      <p>
        <a class="button" href="/">
          {say('Đăng nhập', 'Sign in')}
        </a>
      </p>
    </section>
  );
}

export function LinkIsGone() {
  const say = useSay();
  return (
    <section class="narrow">
      <h1>{say('Liên kết không còn dùng được', 'The link is no longer good')}</h1>
      <p>
        {say(
          'Mỗi liên kết dùng được một lần, trong 72 giờ. Anh/chị vui lòng đề nghị quản trị viên gửi liên kết mới.',
          'A link is good once, for 72 hours. Ask the administrator for another.',
        )}
      </p>
      <p>
        <a class="button" href="/">
          {say('Đến trang đăng nhập', 'To the sign-in page')}
        </a>
      </p>
    </section>
  );
}
