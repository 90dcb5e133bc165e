import { useSay, type Words } from '../language.tsx';
import { Form, Hidden, SecretField, TextField, TickField } from '../parts/form.tsx';
import { UserName } from './user-name.tsx';

export const WRONG_CODE: Words = [
  'Mã không đúng hoặc đã dùng. Chờ mã mới trên điện thoại rồi nhập lại.',
  'The code is not right, or was used. Wait for the next one and try again.',
];
export const SHOW_AGAIN: Words = [
  'Khóa đã hết hạn hoặc chưa được lấy. Nhập mật khẩu để lấy khóa mới.',
  'The key has expired, or none was made. Enter the password for a new one.',
];
export const SECOND_FACTOR: Words = ['Xác thực hai lớp', 'Second factor'];

/** What the form says by which the second factor is taken into use. */
export const TURN_ON = {
  label: ['Mã 6 số ứng dụng hiện ra', '6-digit code of the app'],
  hint: ['Mã đổi sau mỗi 30 giây.', 'It changes every 30 seconds.'],
  button: ['Bật', 'Turn on'],
} satisfies Record<string, Words>;

export interface CodeFormProps {
  action: string;
  label: Words;
  hint: Words;
  button: Words;
  /** Page to go to afterwards. */
  next?: string | undefined;
  /** Whose password is asked for as well, by what he signs in with. */
  passwordOf?: string | undefined;
  /** For how long this browser may be trusted; 0 where it may not. */
  trustDays?: number;
}

/** A field for a code of the app, and one for the password before it where that has to be shown again. */
export function CodeForm({ action, label, hint, button, next, passwordOf, trustDays = 0 }: CodeFormProps) {
  const say = useSay();
  return (
    <Form action={action}>
      <Hidden fields={{ next }} />
      {passwordOf === undefined ? null : <PresentPassword of={passwordOf} />}
      <TextField
        name="code"
        label={say(...label)}
        hint={say(...hint)}
        autocomplete="one-time-code"
        maxLength={20}
      />
      {trustDays === 0 ? null : (
        <TickField
          name="trust"
          label={say(
            `Tin cậy trình duyệt này trong ${trustDays} ngày`,
            `Trust this browser for ${trustDays} days`,
          )}
          hint={say(
            'Chỉ chọn trên máy của riêng anh/chị: lần sau chỉ cần mật khẩu.',
            'On a device of your own alone: the password will do next time.',
          )}
        />
      )}
      <button type="submit">{say(...button)}</button>
    </Form>
  );
}

/** Asks for the password before the secret is made; who has none has just come in through the provider. */
export function BeginForm({
  action,
  next,
  passwordOf,
}: Pick<CodeFormProps, 'action' | 'next' | 'passwordOf'>) {
  const say = useSay();
  return (
    <Form action={action}>
      <Hidden fields={{ next }} />
      <p>
        {say(
          'Anh/chị cần một ứng dụng tạo mã trên điện thoại. Trang sau hiện khóa cho ứng dụng đó, một lần, trong 10 phút.',
          'You need an authenticator app on your phone. The next page shows the key for it, once, for 10 minutes.',
        )}
      </p>
      {passwordOf === undefined ? null : <PresentPassword of={passwordOf} />}
      <button type="submit">{say('Tiếp tục', 'Go on')}</button>
    </Form>
  );
}

/** The way back to the password, from where the key is not shown again. */
export function NewKey({ action, next }: { action: string; next: string }) {
  const say = useSay();
  return (
    <p>
      <a href={`${action}?${new URLSearchParams({ next })}`}>
        {say('Nhập sai khóa? Lấy khóa khác', 'Was the key entered wrong? Get another one')}
      </a>
    </p>
  );
}

function PresentPassword({ of }: { of: string }) {
  const say = useSay();
  return (
    <>
      <UserName is={of} />
      <SecretField
        name="present"
        label={say('Mật khẩu hiện nay', 'Present password')}
        autocomplete="current-password"
      />
    </>
  );
}

/** How to bring the secret into the app. */
export function SecretToEnrol({ secret, link }: { secret: string; link: string }) {
  const say = useSay();
  const groups = secret.match(/.{1,4}/g)?.join(' ');
  return (
    <>
      <p>
        {say(
          'Anh/chị vui lòng cài một ứng dụng tạo mã (Google Authenticator, Microsoft Authenticator…) trên điện thoại, chọn “Nhập khóa thiết lập” rồi nhập khóa sau:',
          'Install an authenticator app (Google Authenticator, Microsoft Authenticator…) on your phone, add an account by key, and enter this key:',
        )}
      </p>
      <p>
        <code>{groups}</code>
      </p>
      <p>
        <a class="button quiet" href={link}>
          {say('Mở bằng ứng dụng trên máy này', 'Open in an app on this device')}
        </a>
      </p>
    </>
  );
}

/** Shown once, right after the second factor has been taken into use. */
export function RecoveryCodes({ codes, next }: { codes: string[]; next: string }) {
  const say = useSay();
  return (
    <section class="narrow">
      <h1>{say('Đã bật xác thực hai lớp', 'The second factor is on')}</h1>
      <p>
        {say(
          'Sao chép hoặc in các mã dự phòng này và cất nơi an toàn. Khi không có điện thoại, mỗi mã đăng nhập được một lần. Trang này chỉ hiện một lần.',
          'Copy or print these recovery codes and keep them safe. Without the phone each signs you in once. This page is shown only once.',
        )}
      </p>
      <ul>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <p>
        <a class="button" href={next}>
          {say('Đã cất mã, tiếp tục', 'They are safe, go on')}
        </a>
      </p>
    </section>
  );
}

/** What who has no password sees when he came in too long ago. */
export function SignInAgain({ next }: { next: string }) {
  const say = useSay();
  return (
    <>
      <p>
        {say(
          'Để bật hoặc tắt, anh/chị vui lòng đăng nhập lại qua hệ thống đăng nhập của cơ quan rồi làm trong 10 phút.',
          'To turn it on or off, sign in again through the office’s sign-in, and do it within 10 minutes.',
        )}
      </p>
      <p>
        <a class="button" href={`/dang-nhap?${new URLSearchParams({ next })}`}>
          {say('Đăng nhập lại', 'Sign in again')}
        </a>
      </p>
    </>
  );
}

/** Why somebody is asked for it who did not ask. */
export function WhyNeeded() {
  const say = useSay();
  return (
    <p>
      {say(
        'Vai trò của anh/chị cần thêm một lớp bảo vệ ngoài mật khẩu.',
        'Your role needs one more protection besides the password.',
      )}
    </p>
  );
}
