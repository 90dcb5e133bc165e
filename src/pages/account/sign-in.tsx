import { useSay, type Words } from '../language.tsx';
import { Form, Hidden, SecretField, TextField } from '../parts/form.tsx';
import { FirstStart } from './first-start.tsx';
import { PasskeyForm } from './passkey-form.tsx';

/** Which of the ways was tried, and what was wrong with it. */
export interface SignInError {
  way: 'password' | 'token' | 'provider' | 'passkey';
  text: Words;
}

export interface SignInProps {
  /** Path of the page to go to afterwards. */
  next: string;
  /** The name typed before. */
  login?: string | undefined;
  error?: SignInError | undefined;
}

/** Asks for name and password; below it for a token, which machines have and few people. */
export function SignIn({
  next,
  login,
  error,
  provider,
  passkeys,
  first,
}: SignInProps & {
  provider: boolean;
  passkeys: { script: string } | null;
  /** Whether nobody can sign in yet. */
  first: boolean;
}) {
  const say = useSay();
  const hidden = <Hidden fields={{ next: next === '/' ? undefined : next }} />;
  return (
    <section class="narrow">
      <h1>{say('Đăng nhập', 'Sign in')}</h1>
      {first ? <FirstStart /> : null}
      <Form action="/dang-nhap" name="password" typed={{ login: login ?? '' }}>
        {hidden}
        <TextField
          name="login"
          label={say('Tên đăng nhập hoặc email', 'User name or e-mail')}
          autocomplete="username"
        />
        <SecretField
          name="password"
          label={say('Mật khẩu', 'Password')}
          autocomplete="current-password"
          hint={say(
            'Chưa có tài khoản hoặc quên mật khẩu: liên hệ quản trị viên.',
            'No account, or the password forgotten: ask the administrator.',
          )}
        />
        <button type="submit">{say('Đăng nhập', 'Sign in')}</button>
      </Form>
      {passkeys === null ? null : (
        <PasskeyForm
          action="/dang-nhap/khoa"
          toSign={{ askFrom: '/dang-nhap/khoa/bat-dau' }}
          script={passkeys.script}
          button={say('Đăng nhập bằng khóa (vân tay, khuôn mặt)', 'Sign in with a passkey')}
          quiet
        >
          {hidden}
        </PasskeyForm>
      )}
      {provider ? (
        <p>
          <a class="button quiet" href={`/sign-in/oidc?${new URLSearchParams({ next })}`}>
            {say('Đăng nhập bằng tài khoản cơ quan', 'Sign in with your office account')}
          </a>
        </p>
      ) : null}
      <details open={error?.way === 'token'}>
        <summary>{say('Đăng nhập bằng mã truy cập', 'Sign in with a token')}</summary>
        <Form action="/dang-nhap/ma-truy-cap" name="token">
          {hidden}
          <SecretField
            name="token"
            label={say('Mã truy cập', 'Access token')}
            autocomplete="off"
            hint={say(
              'Mã bắt đầu bằng px_, do quản trị viên cấp.',
              'It begins with px_; the administrator gives it.',
            )}
          />
          <button type="submit">{say('Đăng nhập bằng mã', 'Sign in with the token')}</button>
        </Form>
      </details>
    </section>
  );
}
