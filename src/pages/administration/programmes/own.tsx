import type { Programme, ProgrammeSettings } from '../../../registry/types.ts';
import { useSay, useWho } from '../../language.tsx';
import type { FormBody } from '../../parts/filled.ts';
import { Form, NumberField, TextField } from '../../parts/form.tsx';
import { Frame } from '../frame.tsx';
import { PROGRAMMES } from './addresses.ts';

/** What one province of a programme has otherwise; a blank field is as the programme has it. */
export function ProvincePage({
  programme,
  province,
  common,
  typed,
}: {
  programme: Programme;
  province: string;
  /** What holds where the province has nothing of its own. */
  common: ProgrammeSettings;
  typed: FormBody;
}) {
  const say = useSay();
  const { registry } = useWho();
  const name = registry.provinces.get(province) ?? province;
  const asIs = (value: string | number) =>
    say(`Để trống: như cả đợt (${value}).`, `Blank: as the programme (${value}).`);
  return (
    <Frame title={say(`Cài đặt riêng của ${name}`, `Settings of ${name}`)}>
      <p>
        <a href={`${PROGRAMMES}/${programme.code}`}>{say(programme.nameVi, programme.nameEn)}</a>
      </p>
      <Form action={`${PROGRAMMES}/${programme.code}/tinh/${province}`} typed={typed}>
        <TextField name="from" type="date" label={say('Áp dụng từ ngày', 'From')} />
        <TextField
          name="cutoff"
          type="time"
          label={say('Giờ chốt trong ngày', 'Cutoff of the day')}
          hint={asIs(common.cutoff)}
        />
        <NumberField
          name="lock-days"
          label={say('Số ngày báo cáo trước khi khóa', 'Reporting days until the lock')}
          hint={asIs(common.lockDays)}
        />
        <NumberField
          name="freshness"
          label={say('Thời hạn hiệu lực của số liệu (ngày báo cáo)', 'Reporting days that a value stands')}
          hint={asIs(common.freshness)}
        />
        <NumberField
          name="amber"
          label={say('Ngưỡng “gần đạt” (%)', 'Percent from which it is nearly green')}
          hint={asIs(String(common.amberThreshold).replace('.', ','))}
        />
        <NumberField
          name="missing-streak"
          label={say(
            'Cảnh báo khi không báo cáo liên tiếp (ngày)',
            'Missing days in a row that raise an alert',
          )}
          hint={asIs(common.missingStreak)}
        />
        <NumberField
          name="due-soon-minutes"
          label={say('Nhắc trước giờ chốt (phút)', 'Minutes before the cutoff to remind')}
          hint={asIs(common.dueSoonMinutes)}
        />
        <button type="submit">{say('Lưu cài đặt riêng', 'Save')}</button>
      </Form>
    </Frame>
  );
}
