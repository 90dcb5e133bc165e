import { FormToken } from '../parts/form-token.tsx';

export interface CodeFormProps {
  action: string;
  formToken: string;
  label: string;
  hint: string;
  button: string;
  /** Page to go to afterwards. */
  next?: string | undefined;
  error?: string | undefined;
}

/** One field for a code of the app. */
export function CodeForm({ action, formToken, label, hint, button, next, error }: CodeFormProps) {
  return (
    <form method="post" action={action}>
      <FormToken value={formToken} />
      {next === undefined ? null : <input type="hidden" name="next" value={next} />}
      <label for="code">{label}</label>
      {error === undefined ? null : (
        <p id="code-error" class="error" role="alert">
          {error}
        </p>
      )}
      <input
        id="code"
        name="code"
        required
        autocomplete="one-time-code"
        autocapitalize="none"
        spellcheck={false}
        maxLength={20}
        aria-invalid={error === undefined ? undefined : true}
        aria-describedby={error === undefined ? 'code-hint' : 'code-error code-hint'}
      />
      <p id="code-hint" class="hint">
        {hint}
      </p>
      <button type="submit">{button}</button>
    </form>
  );
}

/** How to bring the secret into the app. */
export function SecretToEnrol({ secret, link }: { secret: string; link: string }) {
  const groups = secret.match(/.{1,4}/g)?.join(' ');
  return (
    <>
      <p>
        Anh/chị cài một ứng dụng tạo mã (Google Authenticator, Microsoft Authenticator…) trên điện thoại, chọn
        thêm tài khoản bằng khoá, rồi nhập khoá này:
      </p>
      <p>
        <code>{groups}</code>
      </p>
      <p>
        <a class="button quiet" href={link}>
          Mở bằng ứng dụng trên máy này
        </a>
      </p>
    </>
  );
}

/** Shown once, right after the second factor has been taken into use. */
export function RecoveryCodes({ codes, next }: { codes: string[]; next: string }) {
  return (
    <section class="narrow">
      <h1>Đã bật xác thực hai lớp</h1>
      <p>
        Chép hoặc in các mã dự phòng này và cất nơi an toàn. Khi không có điện thoại, mỗi mã đăng nhập được
        một lần. Trang này chỉ hiện một lần.
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
          Đã cất mã, tiếp tục
        </a>
      </p>
    </section>
  );
}
