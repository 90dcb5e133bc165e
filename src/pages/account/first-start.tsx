import { FIRST_ADMINISTRATOR } from '../../accounts/first.ts';
import { useSay } from '../language.tsx';

/** Said on the sign-in page of a service that nobody can sign in to yet. */
export function FirstStart() {
  const say = useSay();
  return (
    <section class="notice" aria-labelledby="bat-dau">
      <h2 id="bat-dau">{say('Hệ thống chưa có quản trị viên', 'There is no administrator yet')}</h2>
      <p>
        {say(
          'Người cài đặt chạy lệnh sau trên máy chủ, với email và họ tên của quản trị viên đầu tiên, rồi mở liên kết mà lệnh in ra:',
          'Whoever runs the service calls this on the server, with address and name of the first administrator, and opens the link that it prints:',
        )}
      </p>
      <pre class="command">
        <code>{FIRST_ADMINISTRATOR}</code>
      </pre>
      <p class="hint">
        {say(
          'Quản trị viên của một tỉnh, thành phố: thay “*” bằng mã 2 số. Sau khi đặt mật khẩu, hệ thống dẫn từng bước để bắt đầu.',
          'For an administrator of one province write its 2-digit code in place of “*”. Once the password is set, the service leads on step by step.',
        )}
      </p>
    </section>
  );
}
