import { useSay } from '../language.tsx';

/** What a browser shows without a network, of pages that are not kept in it. */
export function OfflinePage() {
  const say = useSay();
  return (
    <section class="narrow">
      <h1>{say('Không có mạng', 'No network')}</h1>
      <p>
        {say(
          'Trang này cần mạng nên chưa mở được. Báo cáo hôm nay thì anh/chị vẫn điền và gửi được: báo cáo chờ trong máy này và tự gửi khi có mạng trở lại.',
          'This page needs the network. Today’s report can still be filled in and sent: it waits on this machine and goes out by itself when the network returns.',
        )}
      </p>
      <p class="actions">
        <a class="button" href="/bao-cao">
          {say('Mở báo cáo hôm nay', 'Open today’s report')}
        </a>
      </p>
    </section>
  );
}
