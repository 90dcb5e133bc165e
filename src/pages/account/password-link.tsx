export interface PasswordLinkProps {
  link: string;
  person: { name: string; login: string };
  minLength: number;
  error?: string | undefined;
}

/** Where a person sets the password of his own account. */
export function PasswordLink({ link, person, minLength, error }: PasswordLinkProps) {
  return (
    <section class="narrow">
      <h1>Đặt mật khẩu</h1>
      <p>{`Tài khoản của ${person.name}, tên đăng nhập ${person.login}.`}</p>
      <form method="post" action="/password">
        <input type="hidden" name="link" value={link} />
        <input type="hidden" name="username" autocomplete="username" value={person.login} />
        <label for="password">Mật khẩu mới</label>
        {error === undefined ? null : (
          <p id="password-error" class="error" role="alert">
            {error}
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
          {`Ít nhất ${minLength} ký tự. Vài từ không liên quan đến nhau là dài và dễ nhớ.`}
        </p>
        <button type="submit">Đặt mật khẩu</button>
      </form>
    </section>
  );
}

export function PasswordIsSet() {
  return (
    <section class="narrow">
      <h1>Đã đặt mật khẩu</h1>
      <p>Từ bây giờ anh/chị đăng nhập bằng mật khẩu mới.</p>
      <p>
        <a class="button" href="/">
          Đăng nhập
        </a>
      </p>
    </section>
  );
}

export function LinkIsGone() {
  return (
    <section class="narrow">
      <h1>Liên kết không còn dùng được</h1>
      <p>Mỗi liên kết dùng được một lần, trong 72 giờ. Anh/chị đề nghị quản trị hệ thống gửi liên kết mới.</p>
      <p>
        <a class="button" href="/">
          Đến trang đăng nhập
        </a>
      </p>
    </section>
  );
}
