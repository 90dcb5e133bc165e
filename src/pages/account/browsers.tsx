import type { SubscriptionRow } from '../../channels/push-store.ts';
import { ActionButton } from '../administration/form.tsx';
import { moment } from '../format.ts';
import { useSay } from '../language.tsx';
import { TableBox } from '../parts/table-box.tsx';
import { browserName } from './browser-name.ts';

export interface BrowsersProps {
  formToken: string;
  browsers: readonly SubscriptionRow[];
  /** To which browsers subscribe; undefined while the service has none. */
  publicKey: string | undefined;
  /** Address of the script by which a browser subscribes. */
  script: string;
}

/** The browsers that show messages, and the way to add this one (`client/push/`). */
export function Browsers({ formToken, browsers, publicKey, script }: BrowsersProps) {
  const say = useSay();
  const heads = { since: say('Bật từ', 'On since'), used: say('Tin gần nhất', 'Last message') };
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
            'Hiện chưa bật được thông báo trên trình duyệt. Anh/chị báo quản trị hệ thống.',
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
      {browsers.length === 0 ? (
        <p class="hint">{say('Chưa bật trên máy nào.', 'Not turned on anywhere yet.')}</p>
      ) : (
        <TableBox label={say('Nơi đã bật thông báo', 'Where messages are on')}>
          <table class="stacks">
            <thead>
              <tr>
                <th scope="col">{say('Trình duyệt', 'Browser')}</th>
                <th scope="col">{heads.since}</th>
                <th scope="col">{heads.used}</th>
                <th scope="col">{say('Tắt', 'Turn off')}</th>
              </tr>
            </thead>
            <tbody>
              {browsers.map((one) => (
                <tr key={one.id} data-browser={one.hash}>
                  <th scope="row">{browserName(one.agent, say)}</th>
                  <td data-label={heads.since}>{moment(one.createdAt)}</td>
                  <td data-label={heads.used}>
                    {one.lastUsedAt ? moment(one.lastUsedAt) : say('Chưa có', 'None yet')}
                  </td>
                  <td>
                    <ActionButton
                      action="/account/push/remove"
                      formToken={formToken}
                      fields={{ browser: String(one.id) }}
                      name={say('Tắt', 'Turn off')}
                      label={say(
                        `Tắt thông báo trên ${browserName(one.agent, say)}, bật từ ${moment(one.createdAt)}`,
                        `Turn off messages in ${browserName(one.agent, say)}, on since ${moment(one.createdAt)}`,
                      )}
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableBox>
      )}
    </section>
  );
}
