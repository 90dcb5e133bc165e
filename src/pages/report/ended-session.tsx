import { FORM_TOKEN_FIELD } from '../../http/form-token.ts';
import { useSay } from '../language.tsx';
import { Hidden } from '../parts/form.tsx';

interface EndedSessionProps {
  /** Where the form was posted to. */
  action: string;
  fields: Record<string, string>;
}

/** For who was signed out while he filled in the form: what he typed stays on this page until he is back. */
export function EndedSession({ action, fields }: EndedSessionProps) {
  const say = useSay();
  return (
    <section class="narrow">
      <h1>{say('Phiên đăng nhập đã hết hạn', 'Your session has ended')}</h1>
      <p>
        {say(
          'Báo cáo chưa được gửi. Những gì anh/chị đã điền vẫn còn ở trang này.',
          'The report has not been sent. What you filled in is still on this page.',
        )}
      </p>
      <ol>
        <li>
          <a href="/dang-nhap?next=/bao-cao" target="_blank" rel="noopener">
            {say('Đăng nhập ở thẻ mới', 'Sign in on a new tab')}
          </a>
        </li>
        <li>
          {say(
            'Quay lại thẻ này và chọn “Mở lại biểu mẫu”, xem lại rồi gửi.',
            'Come back to this tab and choose “Open the form again”, look through it and send it.',
          )}
        </li>
      </ol>
      <form method="post" action={action}>
        <Hidden fields={{ ...fields, [FORM_TOKEN_FIELD]: undefined }} />
        <button type="submit">{say('Mở lại biểu mẫu', 'Open the form again')}</button>
      </form>
    </section>
  );
}
