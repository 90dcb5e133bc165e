import { type ChannelName, channelKind } from '../../../channels/all.ts';
import type { ChannelField } from '../../../channels/fields.ts';
import type { Trial } from '../../../outbox/channel-states-store.ts';
import { useSay } from '../../language.tsx';
import type { FormBody } from '../../parts/filled.ts';
import { ActionButton, Form, SecretField, TextField } from '../../parts/form.tsx';
import { Frame } from '../frame.tsx';
import { Fare, type FareProps, Limit } from './fare.tsx';
import { Trials } from './trials.tsx';

export interface ChannelProps extends FareProps {
  /** What it has to know, where that is kept here; with the secrets that it has already. */
  fields: readonly ChannelField[] | null;
  kept: ReadonlySet<string>;
  /** Settings are there and cannot be opened. */
  locked: boolean;
  settings: FormBody;
  trials: readonly Trial[];
}

/** One channel: how it fares, what it has to know, and a test. */
export function ChannelPage(props: ChannelProps) {
  const say = useSay();
  const { channel, fields, kept, locked, settings, trials } = props;
  const { name } = channel;
  const { words, reach } = channelKind(name);
  const note = words.note ? <p class="hint">{say(...words.note)}</p> : null;
  const action = `/quan-tri/kenh/${name}`;
  return (
    <Frame title={say(...words.name)}>
      <Fare {...props} />
      <section class="panel" id="gui-thu-nghiem">
        <h2>{say('Gửi thử', 'Send a test')}</h2>
        <Form action={`${action}/gui-thu-nghiem`} name="trial">
          <AddressField name={name} />
          <button type="submit">{say('Gửi tin thử', 'Send the test')}</button>
        </Form>
        <Trials
          trials={trials}
          nameOf={({ address, recipientName }) => (reach?.by === 'person' ? recipientName : address)}
        />
      </section>
      {fields === null ? (
        note
      ) : (
        <section class="panel">
          <h2>{say('Cài đặt', 'Settings')}</h2>
          {locked ? (
            <p class="notice bad">
              {say(
                'Không mở được cài đặt đã lưu vì khóa của hệ thống đã đổi. Nhập lại tất cả.',
                'What is kept cannot be opened, since the key of the service has changed. Enter all anew.',
              )}
            </p>
          ) : null}
          {note}
          <Form action={action} name="settings" typed={settings}>
            {fields.map((field) => (
              <SettingField key={field.name} field={field} kept={kept.has(field.name)} />
            ))}
            <button type="submit">{say('Lưu cài đặt', 'Save the settings')}</button>
          </Form>
          {channel.ready ? (
            <ActionButton
              action={`${action}/tat`}
              name={say('Xóa cài đặt và ngừng gửi', 'Forget the settings and stop')}
            />
          ) : null}
        </section>
      )}
      <Limit channel={channel} />
    </Frame>
  );
}

function SettingField({ field, kept }: { field: ChannelField; kept: boolean }) {
  const say = useSay();
  const label = say(...field.label);
  const hint = field.hint ? say(...field.hint) : '';
  if (!field.secret)
    return <TextField name={field.name} label={label} maxLength={2_000} {...(hint && { hint })} />;
  const there = kept
    ? say(
        'Đã lưu, không hiện lại. Để trống thì giữ nguyên.',
        'Kept, and never shown. Leave blank to keep it.',
      )
    : '';
  return <SecretField name={field.name} label={label} hint={[hint, there].filter(Boolean).join(' ')} />;
}

function AddressField({ name }: { name: ChannelName }) {
  const say = useSay();
  const { trial } = channelKind(name);
  if (!trial)
    return (
      <p class="hint">
        {say(
          'Gửi đến các trình duyệt mà anh/chị đã bật thông báo.',
          'Goes to the browsers where you have switched it on.',
        )}
      </p>
    );
  const { label, hint, type } = trial;
  return (
    <TextField
      name="address"
      label={say(...label)}
      maxLength={254}
      {...(type && { type })}
      {...(hint && { hint: say(...hint) })}
    />
  );
}
