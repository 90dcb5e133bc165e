import type { Preview } from '../../../changes/preview.ts';
import { dayOf, formatDay } from '../../../days.ts';
import type { Exemption, Indicator, LocalityName } from '../../../registry/types.ts';
import { localityAddress } from '../../addresses.ts';
import { useSay, useWho } from '../../language.tsx';
import { Nothing, SearchBar } from '../../parts/filters.tsx';
import { ChoiceField, Form, type Option, TextField } from '../../parts/form.tsx';
import { AreaFields, ownAreaTyped, placeColumn } from '../../parts/places.tsx';
import { DataTable } from '../../parts/table.tsx';
import { Frame } from '../frame.tsx';
import { PreviewShown } from '../preview.tsx';

export const EXEMPTIONS = '/quan-tri/khong-ap-dung';
export const BEGIN = 'khong-ap-dung';
export const END = 'ap-dung-lai';

export interface ListedExemption {
  exemption: Exemption;
  named: LocalityName;
  indicator: Indicator | undefined;
}

export interface ExemptionsProps {
  listed: readonly ListedExemption[];
  /** What either form would do. */
  previews?: readonly Preview[] | undefined;
  endPreviews?: readonly Preview[] | undefined;
}

/** What does not apply to whom, beginning it and ending it, each with what that would change. */
export function Exemptions({ listed, previews, endPreviews }: ExemptionsProps) {
  const say = useSay();
  const { registry, principal, now } = useWho();
  const today = dayOf(now);
  const area = ownAreaTyped({ registry, principal }, today);
  return (
    <Frame title={say('Chỉ tiêu không áp dụng', 'What does not apply')}>
      <p class="hint">
        {say(
          'Chỉ tiêu không áp dụng đối với một đơn vị thì không tính là đạt, không tính là còn thiếu và không tính vào tỷ lệ. Số liệu đơn vị vẫn gửi được lưu lại.',
          'What does not apply to a locality is neither met nor missing, and counted nowhere. Values that are sent all the same are kept.',
        )}
      </p>
      <SearchBar label={say('Tên hoặc mã đơn vị, mã chỉ tiêu', 'Locality or indicator')} />
      <DataTable
        title={say('Chỉ tiêu không áp dụng', 'What does not apply')}
        rows={listed}
        keyOf={({ exemption }) => `${exemption.locality} ${exemption.indicator} ${exemption.validFrom}`}
        empty={
          <Nothing>
            {say('Không có chỉ tiêu nào được ghi là không áp dụng.', 'Everything applies to everybody.')}
          </Nothing>
        }
        columns={[
          placeColumn(say, 'named', localityAddress),
          principal.area === '*' && {
            key: 'province',
            head: say('Tỉnh, thành phố', 'Province'),
            value: ({ named }) => registry.provinces.get(named.province),
          },
          {
            key: 'indicator',
            head: say('Chỉ tiêu', 'Indicator'),
            value: ({ exemption, indicator }) =>
              indicator ? say(indicator.nameVi, indicator.nameEn) : exemption.indicator,
          },
          { key: 'from', head: say('Từ ngày', 'From'), value: ({ exemption }) => exemption.validFrom },
          {
            key: 'to',
            head: say('Đến hết ngày', 'Through'),
            value: ({ exemption }) => exemption.validTo,
            cell: ({ exemption: { validTo } }) =>
              validTo === null ? say('đến khi có thông báo', 'further notice') : formatDay(validTo),
          },
          { key: 'reason', head: say('Lý do', 'Reason'), value: ({ exemption }) => exemption.reason },
        ]}
      />
      {previews ? <PreviewShown previews={previews} form={BEGIN} /> : null}
      {endPreviews ? (
        <PreviewShown previews={endPreviews} form={END} button={say('Áp dụng lại', 'Let it apply again')} />
      ) : null}
      <section class="panel">
        <h2>{say('Ghi chỉ tiêu không áp dụng', 'Something does not apply')}</h2>
        <Form id={BEGIN} action={EXEMPTIONS} name={BEGIN} typed={{ ...area, from: today }}>
          <AreaFields />
          <IndicatorField />
          <TextField name="from" type="date" label={say('Từ ngày', 'From')} />
          <TextField
            name="to"
            type="date"
            label={say('Đến hết ngày (để trống nếu chưa định)', 'Through (blank until further notice)')}
          />
          <TextField
            name="reason"
            label={say('Lý do, căn cứ', 'Reason')}
            hint={say('Hiện trên trang báo cáo của đơn vị.', 'Shown to the locality.')}
            maxLength={300}
          />
          <button type="submit" name="intent" value="preview" class={previews ? 'quiet' : undefined}>
            {previews ? say('Xem trước lần nữa', 'Preview again') : say('Xem trước', 'Preview')}
          </button>
        </Form>
      </section>
      <section class="panel">
        <h2>{say('Áp dụng lại', 'Let it apply again')}</h2>
        <Form id={END} action={`${EXEMPTIONS}/ap-dung-lai`} name={END} typed={area}>
          <AreaFields />
          <IndicatorField />
          <TextField
            name="last-day"
            type="date"
            label={say('Ngày cuối cùng không áp dụng', 'Last day that it does not apply')}
          />
          <button type="submit" name="intent" value="preview" class="quiet">
            {say('Xem trước việc áp dụng lại', 'Preview')}
          </button>
        </Form>
      </section>
    </Frame>
  );
}

/** One indicator, or all of a condition. */
function IndicatorField() {
  const say = useSay();
  const { registry, now } = useWho();
  const all = [...registry.indicatorsOn(dayOf(now)).values()];
  const options: Option[] = [
    ['', say('Chọn…', 'Choose…')],
    ...registry.conditions.flatMap((condition): Option[] => {
      const own = all.filter((one) => one.condition === condition.code);
      if (own.length === 0) return [];
      const whole = say(`Cả điều kiện: ${condition.nameVi}`, `The whole condition: ${condition.nameEn}`);
      return [[condition.code, whole], ...own.map((one): Option => [one.code, say(one.nameVi, one.nameEn)])];
    }),
  ];
  return <ChoiceField name="indicator" label={say('Chỉ tiêu', 'Indicator')} options={options} />;
}
