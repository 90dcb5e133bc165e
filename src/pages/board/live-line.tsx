import { useSay } from '../language.tsx';

/** Seconds from one look for news to the next. */
const EVERY_S = 60;

/** Where the script that keeps the page fresh says what it did; the texts are here, so that it has none. */
export function LiveLine() {
  const say = useSay();
  return (
    <p
      class="hint live"
      role="status"
      data-refresh={EVERY_S}
      data-changed={say('Có số liệu mới, đã cập nhật lúc {time}.', 'New figures came in at {time}.')}
      data-offline={say(
        'Không có mạng: số liệu đang xem có thể đã cũ. Trang sẽ tự thử lại.',
        'No network: the figures may be old. The page tries again by itself.',
      )}
      data-ended={say(
        'Phiên đăng nhập đã hết hạn, trang không tự cập nhật nữa.',
        'The session has ended; the page no longer refreshes.',
      )}
      data-sign-in={say('Đăng nhập lại', 'Sign in again')}
    />
  );
}
