import type { Principal } from '../../access/principal.ts';
import { kindOf } from '../../alerts/kinds/all.ts';
import { LONGEST_SILENCE_DAYS, SILENCE_FIELDS } from '../../alerts/silences.ts';
import { ALERT_KINDS, type NewSilence } from '../../alerts/types.ts';
import { dayOf } from '../../days.ts';
import type { Registry } from '../../registry/snapshot.ts';
import { useSay } from '../language.tsx';
import { type FormBody, readForm, together } from '../parts/filled.ts';
import { ChoiceField, Form, TextField } from '../parts/form.tsx';
import { AreaFields, readArea } from '../parts/places.tsx';
import { SILENCES } from './addresses.ts';

/** Lets nobody hear of an area for a while. */
export function SilenceForm({ typed }: { typed: FormBody }) {
  const say = useSay();
  return (
    <section class="panel" aria-labelledby="moi">
      <h2 id="moi">{say('Tạm ngừng nhắc', 'Begin a silence')}</h2>
      <p class="hint">
        {say(
          'Trong khoảng này không ai nhận được nhắc việc của địa bàn; hết khoảng, việc nào chưa xong thì nhắc tiếp từ chỗ dừng. Dùng khi có bão, chuyển trụ sở, mất điện theo kế hoạch.',
          'Nobody hears of the area meanwhile; afterwards what is not over goes on from where it stood. For a typhoon, a move, a planned outage.',
        )}
      </p>
      <Form action={SILENCES} typed={typed}>
        <AreaFields />
        <ChoiceField
          name="kind"
          label={say('Loại cảnh báo', 'Kind')}
          options={[
            ['', say('Tất cả các loại', 'All kinds')],
            ...ALERT_KINDS.map((kind) => [kind, say(...kindOf(kind).name)] as const),
          ]}
        />
        <TextField
          name="startsAt"
          type="datetime-local"
          label={say('Bắt đầu', 'From')}
          hint={say('Để trống nếu bắt đầu ngay.', 'Leave blank to begin at once.')}
        />
        <TextField
          name="endsAt"
          type="datetime-local"
          label={say('Kết thúc', 'Until')}
          hint={say(
            `Tự kết thúc vào lúc này; dài nhất ${LONGEST_SILENCE_DAYS} ngày.`,
            `It ends by itself; ${LONGEST_SILENCE_DAYS} days at most.`,
          )}
        />
        <TextField name="reason" label={say('Lý do', 'Reason')} maxLength={500} />
        <button type="submit">{say('Tạm ngừng nhắc', 'Begin the silence')}</button>
      </Form>
    </section>
  );
}

/** What the form says. @throws {Refused} with every objection */
export function readSilence(registry: Registry, principal: Principal, body: FormBody, now: Date): NewSilence {
  const [area, said] = together(
    () => readArea(registry, principal, body, dayOf(now)),
    () =>
      readForm<Omit<NewSilence, 'area' | 'startsAt'> & { startsAt: Date | null }>(
        {
          ...SILENCE_FIELDS,
          startsAt: (text, field) => (text === 'none' ? { startsAt: null } : startOf(text, field)),
        },
        { ...body, startsAt: localInstant(body.startsAt), endsAt: localInstant(body.endsAt) },
        ['kind', 'startsAt'],
      ),
  );
  return { ...said, area, startsAt: said.startsAt ?? now };
}

const startOf = (text: string, field: string) => SILENCE_FIELDS.startsAt?.(text, field) ?? {};

/** What a browser's field for a local time gives, as an instant. */
function localInstant(text = ''): string {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(text) ? `${text}:00+07:00` : text;
}
