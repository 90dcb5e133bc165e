import { channelKind } from '../../../channels/all.ts';
import type { Trial } from '../../../channels/store.ts';
import type { WebhookFacts } from '../../../channels/webhook-store.ts';
import { useSay } from '../../language.tsx';
import { TableBox } from '../../parts/table-box.tsx';
import { ActionButton, AdminForm, Objections, TextField } from '../form.tsx';
import type { Filled } from '../forms.ts';
import { Frame } from '../frame.tsx';
import type { PersonFormProps } from '../people/invite.tsx';
import { AreaFields } from '../places.tsx';
import { moment } from '../words.ts';
import { Fare, type FareProps, Limit } from './fare.tsx';
import { Trials } from './trials.tsx';

export const WEBHOOKS = '/quan-tri/kenh/webhook';

export interface WebhooksProps extends PersonFormProps {
  webhooks: readonly WebhookFacts[];
  /** A secret that has just been made, shown this once. */
  made?: { name: string; secret: string } | undefined;
  trials: readonly Trial[];
  /** For who looks after the whole service. */
  fare: (Omit<FareProps, 'formToken'> & { rate: Filled }) | null;
  done?: string | undefined;
  areaOf(area: string): string;
}

/** Other systems that hear of alerts: those there are, and a new one. */
export function Webhooks(props: WebhooksProps) {
  const say = useSay();
  const { webhooks, made, trials, fare, formToken, filled, done } = props;
  return (
    <Frame title={say(...channelKind('webhook').words.name)} done={done}>
      <Objections filled={filled} />
      {fare ? <Objections filled={fare.rate} /> : null}
      {fare && (fare.channel.failingSince ?? fare.channel.pausedUntil) ? (
        <Fare {...fare} formToken={formToken} />
      ) : null}
      {made === undefined ? null : (
        <section class="notice good" role="status">
          <p>
            {say(
              `Khoá ký của “${made.name}”. Chép ngay và trao cho hệ thống nhận: khoá chỉ hiện một lần.`,
              `The secret of “${made.name}”. Copy it now for the receiving system: it is shown this once.`,
            )}
          </p>
          <div class="labelled">
            <label for="made">{say('Khoá ký', 'Secret')}</label>
            <input id="made" value={made.secret} readonly autofocus />
          </div>
        </section>
      )}
      {webhooks.length === 0 ? (
        <p class="hint">
          {say(
            'Chưa có webhook nào. Thêm khi một hệ thống khác cần nhận cảnh báo.',
            'There is none yet. Add one when another system has to hear of alerts.',
          )}
        </p>
      ) : (
        <WebhookTable {...props} />
      )}
      <Trials
        trials={trials}
        nameOf={({ address }) => webhooks.find(({ id }) => String(id) === address)?.name ?? address}
      />
      <section class="panel">
        <h2>{say('Thêm webhook', 'Add a webhook')}</h2>
        <p class="hint">
          {say(
            'Cảnh báo của địa bàn được gửi đến địa chỉ này, có chữ ký theo chuẩn Standard Webhooks. ',
            'Alerts of the area are posted to this address, signed by the scheme of Standard Webhooks. ',
          )}
          <a href="/tro-giup/quan-tri#webhook">{say('Cách kiểm tra chữ ký', 'How to verify them')}</a>
        </p>
        <AdminForm action={WEBHOOKS} formToken={formToken} filled={filled}>
          <TextField name="name" label={say('Hệ thống nhận', 'Receiving system')} maxLength={100} />
          <TextField
            name="url"
            label={say('Địa chỉ nhận', 'Address')}
            hint={say('Bắt đầu bằng https://', 'Begins with https://')}
            maxLength={2_000}
          />
          <AreaFields {...props} />
          <button type="submit">{say('Thêm webhook', 'Add the webhook')}</button>
        </AdminForm>
      </section>
      {fare ? <Limit name="webhook" formToken={formToken} rate={fare.rate} /> : null}
    </Frame>
  );
}

function WebhookTable({ webhooks, formToken, areaOf }: WebhooksProps) {
  const say = useSay();
  return (
    <TableBox label={say('Các webhook', 'Webhooks')}>
      <table class="stacks">
        <thead>
          <tr>
            <th scope="col">{say('Hệ thống nhận', 'Receiving system')}</th>
            <th scope="col">{say('Địa bàn', 'Area')}</th>
            <th scope="col">{say('Thêm lúc', 'Added')}</th>
            <th scope="col">{say('Thao tác', 'Actions')}</th>
          </tr>
        </thead>
        <tbody>
          {webhooks.map((one) => (
            <tr key={one.id}>
              <th scope="row">
                {one.name}
                <small class="under">{one.url}</small>
              </th>
              <td data-label={say('Địa bàn', 'Area')}>{areaOf(one.area)}</td>
              <td data-label={say('Thêm lúc', 'Added')}>{moment(one.createdAt)}</td>
              <td>
                {one.disabledAt ? (
                  say(`đã tắt ${moment(one.disabledAt)}`, `disabled ${moment(one.disabledAt)}`)
                ) : (
                  <>
                    <ActionButton
                      action={`${WEBHOOKS}/${one.id}/gui-thu`}
                      formToken={formToken}
                      name={say('Gửi thử', 'Send a test')}
                      label={say(`Gửi thử đến ${one.name}`, `Send a test to ${one.name}`)}
                    />
                    <ActionButton
                      action={`${WEBHOOKS}/${one.id}/doi-khoa`}
                      formToken={formToken}
                      name={say('Đổi khoá', 'New secret')}
                      label={say(`Đổi khoá của ${one.name}`, `New secret for ${one.name}`)}
                    />
                    <ActionButton
                      action={`${WEBHOOKS}/${one.id}/tat`}
                      formToken={formToken}
                      name={say('Tắt', 'Disable')}
                      label={say(`Tắt ${one.name}`, `Disable ${one.name}`)}
                    />
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  );
}
