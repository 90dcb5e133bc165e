export interface SignInProps {
  /** Query string of the page to go to afterwards. */
  next: string;
  /** What was wrong with the token that came. */
  error?: string | undefined;
}

/** Asks for the access token, until there are accounts. */
export function SignIn({ next, error }: SignInProps) {
  return (
    <section class="narrow">
      <h1>Đăng nhập</h1>
      <p>Nhập mã truy cập mà quản trị hệ thống đã cấp cho anh/chị.</p>
      <form method="post" action="/sign-in">
        {next === '' ? null : <input type="hidden" name="next" value={next} />}
        <label for="token">Mã truy cập</label>
        {error === undefined ? null : (
          <p id="token-error" class="error" role="alert">
            {error}
          </p>
        )}
        <input
          id="token"
          name="token"
          type="password"
          required
          autocomplete="current-password"
          spellcheck={false}
          maxLength={200}
          aria-invalid={error === undefined ? undefined : 'true'}
          aria-describedby={error === undefined ? 'token-hint' : 'token-error token-hint'}
        />
        <p id="token-hint" class="hint">
          Mã bắt đầu bằng px_. Chưa có hoặc đã quên mã: hỏi quản trị hệ thống.
        </p>
        <button type="submit">Đăng nhập</button>
      </form>
    </section>
  );
}
