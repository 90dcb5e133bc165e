import { useSay } from '../language.tsx';
import { Form, Hidden, SecretField } from '../parts/form.tsx';
import { UserName } from './user-name.tsx';

export interface PasswordLinkProps {
  link: string;
  person: { name: string; login: string };
  minLength: number;
}

/** Where a person sets the password of his own account. */
export function PasswordLink({ link, person, minLength }: PasswordLinkProps) {
  const say = useSay();
  const { name, login } = person;
  return (
    <section class="narrow">
      <h1>{say('Đặt mật khẩu', 'Set the password')}</h1>
      <p>
        {say(`Tài khoản của ${name}, tên đăng nhập ${login}.`, `The account of ${name}, user name ${login}.`)}
      </p>
      <Form action="/mat-khau">
        <Hidden fields={{ link }} />
        <UserName is={login} />
        <SecretField
          name="password"
          label={say('Mật khẩu mới', 'New password')}
          hint={say(
            `Ít nhất ${minLength} ký tự. Nên ghép vài từ không liên quan để mật khẩu dài mà dễ nhớ.`,
            `At least ${minLength} characters. A few unrelated words are long and easy to remember.`,
          )}
        />
        <button type="submit">{say('Đặt mật khẩu và vào hệ thống', 'Set the password and come in')}</button>
      </Form>
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
          'Mỗi liên kết chỉ dùng được một lần và có thời hạn. Đã đặt mật khẩu rồi thì đăng nhập; chưa đặt thì đề nghị quản trị viên gửi liên kết mới.',
          'A link is good once, and for a time. With a password, sign in; else ask the administrator for another link.',
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
