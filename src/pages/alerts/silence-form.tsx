import { findLocality } from '../../access/localities.ts';
import type { Principal } from '../../access/principal.ts';
import { kindOf } from '../../alerts/kinds/all.ts';
import { type hushedBy, LONGEST_SILENCE_DAYS, SILENCE_FIELDS } from '../../alerts/silences.ts';
import { ALERT_KINDS, type NewSilence } from '../../alerts/types.ts';
import { dayOf } from '../../days.ts';
import { refuse } from '../../refused.ts';
import type { Registry } from '../../registry/snapshot.ts';
import { formatNumber } from '../format.ts';
import { useSay } from '../language.tsx';
import { type FormBody, readForm, together } from '../parts/filled.ts';
import { ChoiceField, Form, TextField } from '../parts/form.tsx';
import { Notice } from '../parts/notice.tsx';
import { AreaFields, readArea } from '../parts/places.tsx';
import { SILENCES } from './addresses.ts';
import { UnitMap } from './unit-map.tsx';

/** Lets nobody hear of an area for a while. */
export function SilenceForm({ typed, hushed }: { typed: FormBody; hushed: Hushed | undefined }) {
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
      {hushed === undefined ? null : (
        <Notice>
          {say(
            `Nếu bắt đầu ngay, ${formatNumber(hushed.alerts)} cảnh báo đang mở của ${formatNumber(hushed.units)} đơn vị sẽ không được nhắc. Chưa có gì được lưu.`,
            `If it began now, ${formatNumber(hushed.alerts)} open alerts of ${formatNumber(hushed.units)} units would be hushed. Nothing is saved yet.`,
          )}
        </Notice>
      )}
      <Form action={SILENCES} typed={typed}>
        <AreaFields />
        <UnitMap />
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
        <p class="actions">
          <button type="submit">{say('Tạm ngừng nhắc', 'Begin the silence')}</button>
          <button type="submit" class="quiet" formaction={`${SILENCES}/xem-truoc`}>
            {say('Xem trước', 'Preview')}
          </button>
        </p>
      </Form>
    </section>
  );
}

/** What the form says. @throws {Refused} with every objection */
export function readSilence(
  registry: Registry,
  principal: Principal,
  body: FormBody,
  now: Date,
): Omit<NewSilence, 'area'> & { areas: string[] } {
  const [areas, said] = together(
    () => unitsTicked(registry, principal, body) ?? [readArea(registry, principal, body, dayOf(now))],
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
  return { ...said, areas, startsAt: said.startsAt ?? now };
}

/** What a silence would hush. */
export type Hushed = Awaited<ReturnType<typeof hushedBy>>;

/** Units ticked on the map; null where none is. @throws {Refused} at `unit`, for one of another area */
function unitsTicked(registry: Registry, principal: Principal, { unit = '' }: FormBody): string[] | null {
  const codes = [...new Set(unit.split(' ').filter((one) => one !== ''))];
  if (codes.some((code) => !findLocality(registry, principal, code)))
    refuse('unit', ['Có đơn vị không thuộc địa bàn của anh/chị.', 'One of them is not of your area.']);
  return codes.length === 0 ? null : codes;
}

const startOf = (text: string, field: string) => SILENCE_FIELDS.startsAt?.(text, field) ?? {};

/** What a browser's field for a local time gives, as an instant. */
function localInstant(text = ''): string {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(text) ? `${text}:00+07:00` : text;
}
