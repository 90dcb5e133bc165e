import { say } from '../say.ts';
import { queueOf } from './queue.ts';

/** Before somebody signs out, tells him what of his has not been sent: only he can send it. */
export function warnBeforeSignOut(sender: string): void {
  const form = document.querySelector<HTMLFormElement>('form[action="/dang-xuat"]');
  form?.addEventListener('submit', async (event) => {
    event.preventDefault();
    const count = await queueOf(sender).then(
      (reports) => reports.length,
      () => 0,
    );
    const warning = say(
      `Còn ${count} báo cáo chưa gửi được trong máy này. Nếu đăng xuất, báo cáo chờ đến khi anh/chị đăng nhập lại ở máy này. Anh/chị vẫn muốn đăng xuất?`,
      `${count} reports on this machine have not been sent. If you sign out they wait until you sign in here again. Sign out all the same?`,
    );
    if (count === 0 || confirm(warning)) form.submit();
  });
}
