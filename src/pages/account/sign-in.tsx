import { useSay, type Words } from '../language.tsx';
import { FormToken } from '../parts/form-token.tsx';

/** Which of the ways was tried, and what was wrong with it. */
export interface SignInError {
  way: 'password' | 'token' | 'provider';
  text: Words;
}

export interface SignInProps {
  /** Path of the page to go to afterwards. */
  next: string;
  /** The name typed before. */
  login?: string | undefined;
  error?: SignInError | undefined;
}

/** What the service knows of the forms: their token, and whether a provider vouches for people as well. */
export interface SignInForm {
  formToken: string;
  provider: boolean;
}

/** Asks for name and password; below it for a token, which machines have and few people. */
export function SignIn({ next, login, error, formToken, provider }: SignInProps & SignInForm) {
  const say = useSay();
  const wrong = (way: SignInError['way']) => (error?.way === way ? say(...error.text) : undefined);
  const invalid = (way: SignInError['way']) => (error?.way === way ? true : undefined);
  return (
    <section class="narrow">
      <h1>{say('Đăng nhập', 'Sign in')}</h1>
      <Fault id="provider-error" text={wrong('provider')} />
      <form method="post" action="/sign-in">
        <FormToken value={formToken} />
        <Next path={next} />
        <Fault id="login-error" text={wrong('password')} />
        <label for="login">{say('Tên đăng nhập hoặc email', 'User name or e-mail')}</label>
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
        <label for="password">{say('Mật khẩu', 'Password')}</label>
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
        <p class="hint">
          {say(
            'Chưa có tài khoản hoặc quên mật khẩu: liên hệ quản trị viên.',
            'No account, or the password forgotten: ask the administrator.',
          )}
        </p>
        <button type="submit">{say('Đăng nhập', 'Sign in')}</button>
      </form>
      {provider ? (
        <p>
          <a class="button quiet" href={`/sign-in/oidc?${new URLSearchParams({ next })}`}>
            {say('Đăng nhập bằng tài khoản cơ quan', 'Sign in with your office account')}
          </a>
        </p>
      ) : null}
      <details open={wrong('token') !== undefined}>
        <summary>{say('Đăng nhập bằng mã truy cập', 'Sign in with a token')}</summary>
        <form method="post" action="/sign-in/token">
          <FormToken value={formToken} />
          <Next path={next} />
          <label for="token">{say('Mã truy cập', 'Access token')}</label>
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
            {say(
              'Mã bắt đầu bằng px_, do quản trị viên cấp.',
              'It begins with px_; the administrator gives it.',
            )}
          </p>
          <button type="submit">{say('Đăng nhập bằng mã', 'Sign in with the token')}</button>
        </form>
      </details>
    </section>
  );
}

function Next({ path }: { path: string }) {
  return path === '/' ? null : <input type="hidden" name="next" value={path} />;
}

function Fault({ id, text }: { id: string; text: string | undefined }) {
  if (text === undefined) return null;
  return (
    <p id={id} class="error" role="alert">
      {text}
    </p>
  );
}
