import { say } from '../say.ts';

/** Why this browser cannot show messages, and what to do about it; null when it can. */
export function obstacle(): string | null {
  if (!window.isSecureContext)
    return say(
      'Chỉ bật được khi địa chỉ trang bắt đầu bằng https://. Anh/chị vui lòng liên hệ quản trị viên.',
      'This works only where the address begins with https://. Ask the administrator.',
    );
  const offered = 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;
  if (!offered && onApple())
    return say(
      'Trên iPhone, iPad: bấm nút Chia sẻ, chọn “Thêm vào MH chính”, rồi mở Phủ Xanh từ biểu tượng mới và vào lại trang này.',
      'On iPhone and iPad: press Share, choose “Add to Home Screen”, open Phủ Xanh from its icon and come back to this page.',
    );
  if (!offered)
    return say(
      'Trình duyệt này không hiện được thông báo. Anh/chị vui lòng dùng Chrome, Edge, Firefox hoặc Cốc Cốc bản mới.',
      'This browser cannot show messages. Use a recent Chrome, Edge or Firefox.',
    );
  if (Notification.permission === 'denied') return denied();
  return null;
}

/** What to do when the browser has been told to show none. */
export function denied(): string {
  return say(
    'Trình duyệt đang chặn thông báo của trang này. Bấm biểu tượng bên trái thanh địa chỉ, chọn Cho phép thông báo, rồi tải lại trang.',
    'The browser blocks messages of this site. Press the sign left of the address, allow notifications, and load the page again.',
  );
}

/** An iPad says that it is a Mac, which has no touch screen. */
function onApple(): boolean {
  const { userAgent, maxTouchPoints } = navigator;
  return /iPhone|iPad/.test(userAgent) || (/Macintosh/.test(userAgent) && maxTouchPoints > 1);
}
