import { say } from '../say.ts';
import { link, notice, putOnTop } from './notice.ts';

/** Says that there is no network while there is none, and that the form works all the same. */
export function tellNetwork(): void {
  const kept = document.documentElement.hasAttribute('data-kept');
  const said = notice('');
  const lost = () => {
    said.textContent = say(
      'Đang mất mạng. Anh/chị vẫn điền và gửi được: báo cáo được lưu trên thiết bị này và tự động gửi khi có mạng trở lại.',
      'There is no network. Fill in the form and send it all the same: the report is kept on this machine and goes out when the network returns.',
    );
    putOnTop(said);
  };
  window.addEventListener('offline', lost);
  window.addEventListener('online', () => {
    if (!kept) return said.remove();
    const words = say('Đã có mạng trở lại.', 'The network is back.');
    const again = link(
      say('Tải lại trang để xem số mới nhất', 'Load the page again for the latest figures'),
      '',
    );
    said.replaceChildren(words, ' ', again);
  });
  if (kept || !navigator.onLine) lost();
}
