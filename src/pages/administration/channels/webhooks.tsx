import { channelKind } from '../../../channels/all.ts';
import {
  isWebhookKind,
  WEBHOOK_KINDS,
  type WebhookKind,
  webhookKinds,
} from '../../../channels/webhook-kinds.ts';
import type { WebhookFacts } from '../../../channels/webhook-store.ts';
import { dayOf } from '../../../days.ts';
import type { Trial } from '../../../outbox/channel-states-store.ts';
import { moment } from '../../format.ts';
import { useSay, useWho } from '../../language.tsx';
import { ActionButton, Form, TextField, TickField } from '../../parts/form.tsx';
import { AreaFields, ownAreaTyped, useAreaName } from '../../parts/places.tsx';
import { Secret } from '../../parts/secret.tsx';
import { DataTable } from '../../parts/table.tsx';
import { Frame } from '../frame.tsx';
import { Fare, type FareProps, Limit } from './fare.tsx';
import { Trials } from './trials.tsx';

export const WEBHOOKS = '/quan-tri/kenh/webhook';

/** Field of a kind of event that is ticked. */
export const kindField = (kind: WebhookKind) => `kind-${kind}`;

export interface Made {
  name: string;
  secret: string;
}

/** Other systems that hear of what happens: those there are, and a new one. */
export function Webhooks({
  webhooks,
  made,
  trials,
  fare,
}: {
  webhooks: readonly WebhookFacts[];
  /** A secret that has just been made, shown this once. */
  made?: Made | undefined;
  trials: readonly Trial[];
  /** For who looks after the whole service. */
  fare: FareProps | null;
}) {
  const say = useSay();
  const who = useWho();
  return (
    <Frame title={say(...channelKind('webhook').words.name)}>
      {fare && (fare.channel.failingSince ?? fare.channel.pausedUntil) ? <Fare {...fare} /> : null}
      {made === undefined ? null : (
        <Secret
          label={say('Khóa ký', 'Secret')}
          value={made.secret}
          said={say(
            `Khóa ký của “${made.name}”. Sao chép ngay và chuyển cho bên vận hành hệ thống nhận: khóa chỉ hiện một lần.`,
            `The secret of “${made.name}”. Copy it now for the receiving system: it is shown this once.`,
          )}
        />
      )}
      <WebhookTable webhooks={webhooks} />
      <Trials
        trials={trials}
        nameOf={({ address }) => webhooks.find(({ id }) => String(id) === address)?.name ?? address}
      />
      <section class="panel">
        <h2>{say('Thêm webhook', 'Add a webhook')}</h2>
        <p class="hint">
          {say(
            'Những gì được chọn của địa bàn được gửi đến địa chỉ này, có chữ ký theo chuẩn Standard Webhooks. ',
            'What is ticked of the area is posted to this address, signed by the scheme of Standard Webhooks. ',
          )}
          <a href="/tro-giup/quan-tri#webhook">{say('Cách kiểm tra chữ ký', 'How to verify them')}</a>
        </p>
        <Form action={WEBHOOKS} typed={ownAreaTyped(who, dayOf(who.now))}>
          <TextField name="name" label={say('Hệ thống nhận', 'Receiving system')} maxLength={100} />
          <TextField
            name="url"
            label={say('Địa chỉ nhận', 'Address')}
            hint={say('Bắt đầu bằng https://', 'Begins with https://')}
            maxLength={2_000}
          />
          <AreaFields />
          <fieldset>
            <legend>
              {say('Gửi những gì (không chọn: chỉ cảnh báo)', 'What is sent (nothing ticked: alerts alone)')}
            </legend>
            {webhookKinds.map((kind) => {
              const { name, says } = WEBHOOK_KINDS[kind];
              return (
                <TickField key={kind} name={kindField(kind)} label={`${say(...name)}: ${say(...says)}`} />
              );
            })}
          </fieldset>
          <button type="submit">{say('Thêm webhook', 'Add the webhook')}</button>
        </Form>
      </section>
      {fare ? <Limit channel={fare.channel} /> : null}
    </Frame>
  );
}

function WebhookTable({ webhooks }: { webhooks: readonly WebhookFacts[] }) {
  const say = useSay();
  const areaOf = useAreaName();
  const acts = [
    ['gui-thu-nghiem', say('Gửi thử', 'Send a test'), say('Gửi thử đến', 'Send a test to')],
    ['doi-khoa', say('Đổi khóa', 'New secret'), say('Đổi khóa của', 'New secret for')],
    ['tat', say('Tắt', 'Disable'), say('Tắt', 'Disable')],
  ] as const;
  return (
    <DataTable
      title={say('Các webhook', 'Webhooks')}
      rows={webhooks}
      keyOf={(one) => one.id}
      empty={say(
        'Chưa có webhook nào. Thêm khi một hệ thống khác cần biết việc xảy ra trong địa bàn.',
        'There is none yet. Add one when another system has to hear of what happens in the area.',
      )}
      columns={[
        {
          key: 'name',
          head: say('Hệ thống nhận', 'Receiving system'),
          value: (one) => one.name,
          under: (one) => one.url,
        },
        { key: 'url', head: say('Địa chỉ nhận', 'Address'), value: (one) => one.url, unseen: true },
        { key: 'area', head: say('Địa bàn', 'Area'), value: (one) => areaOf(one.area) },
        {
          key: 'kinds',
          head: say('Gửi những gì', 'What is sent'),
          value: ({ kinds }) =>
            kinds.map((kind) => (isWebhookKind(kind) ? say(...WEBHOOK_KINDS[kind].name) : kind)).join(', '),
        },
        { key: 'added', head: say('Thêm lúc', 'Added'), value: (one) => one.createdAt },
        {
          key: 'do',
          head: say('Thao tác', 'Actions'),
          label: null,
          cell: ({ id, name, disabledAt }) =>
            disabledAt
              ? say(`đã tắt ${moment(disabledAt)}`, `disabled ${moment(disabledAt)}`)
              : acts.map(([act, words, label]) => (
                  <ActionButton
                    key={act}
                    action={`${WEBHOOKS}/${id}/${act}`}
                    name={words}
                    label={`${label} ${name}`}
                  />
                )),
        },
      ]}
    />
  );
}
