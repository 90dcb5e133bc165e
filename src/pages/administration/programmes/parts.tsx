import { areaWithin } from '../../../access/areas.ts';
import type { Preview } from '../../../changes/preview.ts';
import { type Day, formatDay } from '../../../days.ts';
import type { Programme, ProgrammeSettings } from '../../../registry/types.ts';
import { useSay, useWho } from '../../language.tsx';
import { Form, TextField } from '../../parts/form.tsx';
import { TicksField } from '../../parts/ticks.tsx';
import { PreviewShown } from '../preview.tsx';
import { PROGRAMMES } from './addresses.ts';
import { ProvincesField } from './new.tsx';

/** What can be changed of a programme beside its settings. */

/** What it is called, and until it begins whom it asks. */
export function NamesForm({ programme, today }: { programme: Programme; today: Day }) {
  const say = useSay();
  const { code, nameVi, nameEn, provinces, startsOn } = programme;
  const begun = startsOn !== null && startsOn <= today;
  return (
    <section class="panel">
      <h2>{begun ? say('Tên', 'Names') : say('Tên, tỉnh, thành phố', 'Names and provinces')}</h2>
      <Form
        name="ten"
        action={`${PROGRAMMES}/${code}/ten`}
        typed={{ 'name-vi': nameVi, 'name-en': nameEn, provinces: provinces.join(' ') }}
      >
        <TextField name="name-vi" label={say('Tên đợt báo cáo', 'Name')} />
        <TextField name="name-en" label={say('Tên tiếng Anh', 'Name in English')} />
        {begun || provinces.includes('*') ? null : <ProvincesField />}
        <button type="submit">{say('Lưu tên', 'Save')}</button>
      </Form>
    </section>
  );
}

/** Which indicators are asked, from a day on; what that does to today's colours is shown first. */
export function IndicatorsForm({
  programme,
  settings,
  today,
  previews,
}: {
  programme: Programme;
  settings: ProgrammeSettings;
  today: Day;
  previews: readonly Preview[] | undefined;
}) {
  const say = useSay();
  const { registry } = useWho();
  const all = [...registry.indicatorsOn(today).values()];
  const asked = settings.indicators ?? all.map((one) => one.code);
  return (
    <section class="panel">
      <h2>{say('Chỉ tiêu phải báo cáo', 'Indicators asked')}</h2>
      {previews ? <PreviewShown previews={previews} form="chi-tieu" /> : null}
      <Form
        id="chi-tieu"
        name="chi-tieu"
        action={`${PROGRAMMES}/${programme.code}/chi-tieu`}
        typed={{ from: today, indicators: asked.join(' ') }}
      >
        <TextField name="from" type="date" label={say('Áp dụng từ ngày', 'From')} />
        <TicksField
          name="indicators"
          label={say('Chọn chỉ tiêu', 'Choose')}
          options={all.map((one) => [one.code, say(one.nameVi, one.nameEn)] as const)}
        />
        <button type="submit" name="intent" value="preview" class={previews ? 'quiet' : undefined}>
          {previews ? say('Xem trước lần nữa', 'Preview again') : say('Xem trước', 'Preview')}
        </button>
      </Form>
    </section>
  );
}

/** Its provinces, with the ways to what they have otherwise. */
export function ProvinceList({ programme }: { programme: Programme }) {
  const say = useSay();
  const { registry, principal } = useWho();
  const own = registry.provincesOf(programme).filter((code) => areaWithin(registry, code, principal.area));
  const differs = (code: string) => programme.provinceSettings.some(({ province }) => province === code);
  return (
    <section class="panel">
      <h2>{say('Cài đặt riêng của từng tỉnh, thành phố', 'Settings by province')}</h2>
      <ul>
        {own.map((code) => (
          <li key={code}>
            <a href={`${PROGRAMMES}/${programme.code}/tinh/${code}`}>{registry.provinces.get(code)}</a>
            {differs(code) ? say(' (có cài đặt riêng)', ' (has its own)') : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Ends it; its days stay as they are. */
export function EndForm({ programme, today }: { programme: Programme; today: Day }) {
  const say = useSay();
  const { endsOn, code } = programme;
  return (
    <section class="panel">
      <h2>{say('Kết thúc đợt', 'End it')}</h2>
      <p class="hint">
        {endsOn === null
          ? say(
              'Sau ngày cuối không ai phải báo cáo cho đợt này nữa; số liệu đã có vẫn xem được.',
              'After its last day nobody is asked; what has been reported stays.',
            )
          : say(`Ngày cuối: ${formatDay(endsOn)}.`, `Last day: ${formatDay(endsOn)}.`)}
      </p>
      <Form name="ket-thuc" action={`${PROGRAMMES}/${code}/ket-thuc`} typed={{ 'ends-on': endsOn ?? today }}>
        <TextField name="ends-on" type="date" label={say('Ngày cuối', 'Last day')} />
        <button type="submit" class="quiet">
          {say('Kết thúc đợt', 'End the programme')}
        </button>
      </Form>
    </section>
  );
}
