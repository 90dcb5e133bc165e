import type { SubscriptionRow } from '../../channels/push-store.ts';
import { moment } from '../format.ts';
import { useReading, useSay } from '../language.tsx';
import { ActionButton } from '../parts/form.tsx';
import { DataTable } from '../parts/table.tsx';
import { browserName } from './browser-name.ts';

export interface BrowsersProps {
  browsers: readonly SubscriptionRow[];
  /** To which browsers subscribe; undefined while the service has none. */
  publicKey: string | undefined;
  /** Address of the script by which a browser subscribes. */
  script: string;
}

/** The browsers that show messages, and the way to add this one (`client/push/`). */
export function Browsers({ browsers, publicKey, script }: BrowsersProps) {
  const say = useSay();
  const { formToken } = useReading();
  return (
    <section class="panel" data-push={publicKey} data-token={formToken}>
      <h2>{say('Điện thoại và máy tính của anh/chị', 'Your phones and computers')}</h2>
      <p>
        {say(
          'Tin hiện ngay trên màn hình, cả khi không mở trang này.',
          'Messages show on the screen at once, also while this page is closed.',
        )}
      </p>
      {publicKey === undefined ? (
        <p class="notice bad">
          {say(
            'Hiện chưa bật được thông báo trên trình duyệt. Anh/chị vui lòng liên hệ quản trị viên.',
            'Messages in the browser cannot be turned on at present. Tell the administrator.',
          )}
        </p>
      ) : (
        <>
          <noscript>
            <p class="hint">
              {say(
                'Muốn bật thông báo trên máy này, trình duyệt cần cho chạy JavaScript.',
                'To turn messages on here, the browser has to run JavaScript.',
              )}
            </p>
          </noscript>
          <p data-push-says role="status" hidden />
          <p data-push-on hidden>
            <button type="button">{say('Bật thông báo trên máy này', 'Turn on messages here')}</button>
          </p>
          <script type="module" src={script} />
        </>
      )}
      <DataTable
        title={say('Nơi đã bật thông báo', 'Where messages are on')}
        rows={browsers}
        keyOf={(one) => one.id}
        mark={(one) => ({ 'data-browser': one.hash })}
        empty={say('Chưa bật trên máy nào.', 'Not turned on anywhere yet.')}
        files={false}
        columns={[
          {
            key: 'browser',
            head: say('Trình duyệt', 'Browser'),
            value: (one) => browserName(one.agent, say),
          },
          { key: 'since', head: say('Bật từ', 'On since'), value: (one) => one.createdAt },
          {
            key: 'used',
            head: say('Lần nhận tin gần nhất', 'Last message'),
            value: (one) => one.lastUsedAt,
            cell: (one) => (one.lastUsedAt ? moment(one.lastUsedAt) : say('Chưa có', 'None yet')),
          },
          {
            key: 'off',
            head: say('Tắt', 'Turn off'),
            label: null,
            cell: (one) => (
              <ActionButton
                action="/tai-khoan/trinh-duyet/xoa"
                fields={{ browser: String(one.id) }}
                name={say('Tắt', 'Turn off')}
                label={say(
                  `Tắt thông báo trên ${browserName(one.agent, say)}, bật từ ${moment(one.createdAt)}`,
                  `Turn off messages in ${browserName(one.agent, say)}, on since ${moment(one.createdAt)}`,
                )}
              />
            ),
          },
        ]}
      />
    </section>
  );
}
