import type { ComponentChildren } from 'preact';

/** Which of the two ways was tried, and what was wrong with it. */
export interface SignInError {
  way: 'password' | 'token';
  text: string;
}

export interface SignInProps {
  /** Path of the page to go to afterwards. */
  next: string;
  /** The name typed before. */
  login?: string | undefined;
  error?: SignInError | undefined;
}

/** Asks for name and password; below it for a token, which machines have and few people. */
export function SignIn({ next, login, error }: SignInProps) {
  const wrong = (way: SignInError['way']) => (error?.way === way ? error.text : undefined);
  const invalid = (way: SignInError['way']) => (error?.way === way ? true : undefined);
  return (
    <section class="narrow">
      <h1>Đăng nhập</h1>
      <form method="post" action="/sign-in">
        <Next path={next} />
        <Fault id="login-error" text={wrong('password')} />
        <label for="login">Tên đăng nhập hoặc e-mail</label>
        <input
          id="login"
          name="login"
          required
          autocomplete="username"
          autocapitalize="none"
          spellcheck={false}
          maxLength={200}
          value={login}
          aria-invalid={invalid('password')}
          aria-describedby={invalid('password') && 'login-error'}
        />
        <label for="password">Mật khẩu</label>
        <input
          id="password"
          name="password"
          type="password"
          required
          autocomplete="current-password"
          maxLength={200}
          aria-invalid={invalid('password')}
          aria-describedby={invalid('password') && 'login-error'}
        />
        <p class="hint">Chưa có tài khoản hoặc quên mật khẩu: hỏi quản trị hệ thống.</p>
        <button type="submit">Đăng nhập</button>
      </form>
      <details open={wrong('token') !== undefined}>
        <summary>Đăng nhập bằng mã truy cập</summary>
        <form method="post" action="/sign-in/token">
          <Next path={next} />
          <label for="token">Mã truy cập</label>
          <Fault id="token-error" text={wrong('token')} />
          <input
            id="token"
            name="token"
            type="password"
            required
            autocomplete="off"
            spellcheck={false}
            maxLength={200}
            aria-invalid={invalid('token')}
            aria-describedby={wrong('token') === undefined ? 'token-hint' : 'token-error token-hint'}
          />
          <p id="token-hint" class="hint">
            Mã bắt đầu bằng px_, do quản trị hệ thống cấp.
          </p>
          <button type="submit">Đăng nhập bằng mã</button>
        </form>
      </details>
    </section>
  );
}

function Next({ path }: { path: string }) {
  return path === '/' ? null : <input type="hidden" name="next" value={path} />;
}

function Fault({ id, text }: { id: string; text: ComponentChildren }) {
  if (text === undefined) return null;
  return (
    <p id={id} class="error" role="alert">
      {text}
    </p>
  );
}
