import { channelKind } from '../../channels/all.ts';
import { DEFAULT_PREFERENCE, MOST_A_DAY } from '../../outbox/preferences.ts';
import { useSay, type Words } from '../language.tsx';
import { ChoiceField, Form, NumberField, TextField } from '../parts/form.tsx';
import type { Delivery } from './facts.ts';
import { typedPreference } from './posted.ts';

const LAST: Words = ['Sau cùng qua', 'At last by'];
const PLACE_NAMES: readonly Words[] = [
  ['Nhận tin trước hết qua', 'Hear first by'],
  ['Không được thì qua', 'Else by'],
  ['Không được nữa thì qua', 'Else by (third)'],
  LAST,
];

/** How a person wants to hear: by what, in which language, when, how often. */
export function PreferenceForm({
  action,
  name,
  delivery: { offered, preference },
}: {
  action: string;
  name?: string;
  delivery: Delivery;
}) {
  const say = useSay();
  const names = offered.map((one) => [one, say(...channelKind(one).words.name)] as const);
  const none = ['', say('Không dùng', 'None')] as const;
  return (
    <Form action={action} typed={typedPreference(preference)} {...(name && { name })}>
      {offered.map((one, place) => (
        <ChoiceField
          key={one}
          name={`channel-${place + 1}`}
          label={say(...(PLACE_NAMES[place] ?? LAST))}
          options={place === 0 ? names : [none, ...names]}
        />
      ))}
      {offered.some((one) => channelKind(one).reach?.by === 'zaloUser') ? (
        <TextField
          name="zalo-user"
          label={say('Mã người dùng Zalo (nếu nhận qua Zalo)', 'Zalo user id (for Zalo)')}
          hint={say(
            'Dãy số mà trang Zalo của cơ quan nhắn lại khi bấm “Quan tâm”.',
            'The number that the official account answers when you follow it.',
          )}
          maxLength={30}
        />
      ) : null}
      <ChoiceField
        name="language"
        label={say('Tin viết bằng', 'Language of messages')}
        options={[
          ['vi', say('Tiếng Việt', 'Vietnamese')],
          ['en', say('Tiếng Anh', 'English')],
        ]}
      />
      <TextField
        name="quiet-from"
        type="time"
        label={say('Không làm phiền từ', 'Do not disturb from')}
        hint={say(
          'Trong giờ này chỉ tin khẩn mới đến. Hai giờ bằng nhau: không có giờ yên tĩnh.',
          'Only urgent messages come then. The same time twice: no quiet hours.',
        )}
      />
      <TextField name="quiet-until" type="time" label={say('đến', 'until')} />
      <NumberField
        name="per-day"
        label={say('Nhiều nhất mỗi ngày (tin)', 'Messages a day at most')}
        hint={say(
          `Từ 1 đến ${MOST_A_DAY}, thường là ${DEFAULT_PREFERENCE.perDay}. Quá số này, các tin được gộp lại.`,
          `1 to ${MOST_A_DAY}, as a rule ${DEFAULT_PREFERENCE.perDay}. What comes after them is gathered.`,
        )}
      />
      <button type="submit">{say('Lưu', 'Save')}</button>
    </Form>
  );
}
