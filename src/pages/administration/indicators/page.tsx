import type { Preview } from '../../../changes/preview.ts';
import { type Day, formatDay } from '../../../days.ts';
import { KIND_FACTS } from '../../../registry/indicator-kinds.ts';
import type { Registry } from '../../../registry/snapshot.ts';
import {
  INDICATOR_KINDS,
  type Indicator,
  type IndicatorKind,
  LOCALITY_TYPES,
  PERIODS,
} from '../../../registry/types.ts';
import { PERIOD_WORDS } from '../../../registry/words.ts';
import { useReading, useSay } from '../../language.tsx';
import { Facts } from '../../parts/facts.tsx';
import type { FormBody } from '../../parts/filled.ts';
import { ChoiceField, Form, NumberField, optionsOf, TextField } from '../../parts/form.tsx';
import { Frame } from '../frame.tsx';
import { FromField, PreviewShown } from '../preview.tsx';
import { metWhen } from './words.ts';

export interface IndicatorProps {
  /** Oldest first; none of a new indicator. */
  versions: readonly Indicator[];
  /** Of what is asked; of a new one as chosen. */
  kind: IndicatorKind | undefined;
  registry: Registry;
  earliest: Day | undefined;
  typed: FormBody;
  /** What a change of it, or its end, would do. */
  previews?: readonly Preview[] | undefined;
  endPreviews?: readonly Preview[] | undefined;
  mayChange: boolean;
}

/** One indicator: its versions, another from a day on with what that would change, and its end. */
export function IndicatorPage(props: IndicatorProps) {
  const say = useSay();
  const { versions, registry, typed, previews, endPreviews, mayChange } = props;
  const latest = versions.at(-1);
  const title = latest ? say(latest.nameVi, latest.nameEn) : say('Thêm chỉ tiêu', 'Add an indicator');
  const path = latest ? `/quan-tri/chi-tieu/${latest.code}` : '/quan-tri/chi-tieu/moi';
  return (
    <Frame title={title}>
      {latest ? <Versions versions={versions} registry={registry} /> : null}
      {mayChange ? (
        <>
          {previews ? <PreviewShown previews={previews} form="thay-doi" /> : null}
          {endPreviews ? (
            <PreviewShown
              previews={endPreviews}
              form="ket-thuc"
              button={say('Kết thúc chỉ tiêu', 'End the indicator')}
            />
          ) : null}
          <section class="panel">
            {latest ? <h2>{say('Thay đổi từ một ngày', 'Change from a day on')}</h2> : null}
            <Form id="thay-doi" action={path} typed={typed}>
              <IndicatorFields {...props} />
              <button type="submit" name="intent" value="preview" class={previews ? 'quiet' : undefined}>
                {previews ? say('Xem trước lần nữa', 'Preview again') : say('Xem trước', 'Preview')}
              </button>
            </Form>
          </section>
          {latest ? (
            <section class="panel">
              <h2>{say('Kết thúc chỉ tiêu', 'End the indicator')}</h2>
              <p class="hint">
                {say(
                  'Sau ngày này không đơn vị nào phải báo cáo chỉ tiêu này nữa. Số liệu đã có vẫn giữ.',
                  'After that day nobody is asked for it. What was reported stays.',
                )}
              </p>
              <Form id="ket-thuc" action={`${path}/ket-thuc`} name="ket-thuc">
                <TextField name="last-day" type="date" label={say('Ngày cuối cùng', 'Last day')} />
                <button type="submit" name="intent" value="preview" class="quiet">
                  {say('Xem trước việc kết thúc', 'Preview the end')}
                </button>
              </Form>
            </section>
          ) : null}
        </>
      ) : null}
    </Frame>
  );
}

function Versions({ versions, registry }: Pick<IndicatorProps, 'versions' | 'registry'>) {
  const say = useSay();
  const latest = versions.at(-1);
  const group = registry.conditions.find((one) => one.code === latest?.condition);
  return (
    <Facts
      of={[
        [say('Điều kiện', 'Condition'), group ? say(group.nameVi, group.nameEn) : latest?.condition],
        ...versions.map(
          (one) =>
            [
              `${say('Từ', 'From')} ${formatDay(one.validFrom)}${
                one.validTo === null ? '' : ` ${say('đến', 'to')} ${formatDay(one.validTo)}`
              }`,
              `${metWhen(one, say)}, ${one.required ? say('bắt buộc', 'required') : say('tham khảo', 'informative')}`,
            ] as const,
        ),
      ]}
    />
  );
}

function IndicatorFields(props: IndicatorProps) {
  const { versions, kind, registry, earliest } = props;
  const { objections = [] } = useReading().filled ?? {};
  const say = useSay();
  const fresh = versions.length === 0;
  const takes = kind && KIND_FACTS[kind].threshold;
  return (
    <>
      <FromField earliest={earliest} />
      {fresh ? (
        <>
          <TextField
            name="code"
            label={say('Mã', 'Code')}
            hint={say(
              'Chữ không dấu, có dấu chấm, ví dụ network.ipv6. Không đổi được về sau.',
              'E.g. network.ipv6. It cannot change later.',
            )}
          />
          <ChoiceField
            name="group"
            label={say('Điều kiện', 'Condition')}
            options={registry.conditions.map((one) => [one.code, say(one.nameVi, one.nameEn)] as const)}
          />
          <ChoiceField
            name="kind"
            label={say('Kiểu số liệu', 'Kind')}
            options={INDICATOR_KINDS.map((one) => [one, say(...KIND_FACTS[one].name)] as const)}
          />
          <ChoiceField
            name="period"
            label={say('Kỳ báo cáo', 'Period')}
            options={optionsOf(say, PERIODS, PERIOD_WORDS)}
          />
        </>
      ) : null}
      <ChoiceField
        name="required"
        label={say('Tính vào tình trạng', 'Does it decide the colour')}
        options={[
          ['yes', say('Bắt buộc, tính vào tình trạng', 'Required: it decides the colour')],
          ['no', say('Chỉ tham khảo', 'For information only')],
        ]}
      />
      {takes !== 'none' ? (
        <NumberField
          name="threshold"
          label={
            takes === 'days'
              ? say('Số ngày còn lại, ít nhất', 'Days that must lie ahead')
              : say('Ngưỡng', 'Threshold')
          }
          {...(kind === undefined && {
            hint: say(
              'Chỉ dùng cho kiểu “Số lượng” và “Ngày hết hạn”; các kiểu khác để trống.',
              'Of a number or a date only.',
            ),
          })}
        />
      ) : null}
      {takes === undefined || takes === 'compared' ? (
        <ChoiceField
          name="direction"
          label={say('So với ngưỡng', 'Against the threshold')}
          options={[
            ['', say('không so sánh', 'not compared')],
            ['atLeast', say('đạt khi từ ngưỡng trở lên', 'met when at least')],
            ['atMost', say('đạt khi không quá ngưỡng', 'met when at most')],
          ]}
        />
      ) : null}
      <NumberField
        name="freshness"
        label={say('Thời hạn hiệu lực của số liệu (ngày báo cáo)', 'Reporting days that a value stands')}
        hint={say('Để trống thì theo đợt báo cáo.', 'Blank: as the programme says.')}
      />
      {fresh ? (
        <Details {...props} />
      ) : (
        <details open={objections.some(({ field }) => DETAILS.has(field))}>
          <summary>{say('Tên, căn cứ và thông tin khác', 'Name, basis and what changes seldom')}</summary>
          <Details {...props} />
        </details>
      )}
    </>
  );
}

const DETAILS = new Set([
  'unit-cost',
  'allows-surplus',
  'allows-zero-need',
  'applies-to',
  'asks-anew',
  'name-vi',
  'name-en',
  'unit',
  'agency',
  'basis',
]);

/** What an indicator is called and rests on: it changes seldom. */
function Details({ versions, kind }: IndicatorProps) {
  const say = useSay();
  const yesNo = [['yes', say('Có', 'Yes')] as const, ['no', say('Không', 'No')] as const];
  const fresh = versions.length === 0;
  const types = [
    ['all', say('mọi đơn vị', 'all localities')] as const,
    ...LOCALITY_TYPES.map((one) => [one, one] as const),
    ['xã,phường', 'xã, phường'] as const,
  ];
  return (
    <div class="fields">
      {kind === undefined || KIND_FACTS[kind].halves ? (
        <>
          <ChoiceField
            name="allows-surplus"
            label={say('Cho phép số hiện có lớn hơn số cần có', 'Allow surplus')}
            options={yesNo}
          />
          <ChoiceField
            name="allows-zero-need"
            label={say('Cho phép số cần có bằng 0', 'Allow a need of 0')}
            options={yesNo}
          />
          <NumberField
            name="unit-cost"
            label={say('Đơn giá (đồng/đơn vị tính)', 'Cost of one missing unit (VND)')}
          />
        </>
      ) : null}
      <ChoiceField name="applies-to" label={say('Áp dụng cho', 'Applies to')} options={types} />
      {fresh ? null : (
        <ChoiceField
          name="asks-anew"
          label={say(
            'Nội dung thay đổi, các đơn vị phải báo cáo lại',
            'The question changed: earlier values do not answer it',
          )}
          options={[...yesNo].reverse()}
        />
      )}
      <TextField name="name-vi" label={say('Tên tiếng Việt', 'Name in Vietnamese')} maxLength={300} />
      <TextField name="name-en" label={say('Tên tiếng Anh', 'Name in English')} maxLength={300} />
      <TextField name="unit" label={say('Đơn vị tính (nếu có)', 'Unit (optional)')} maxLength={50} />
      <TextField name="agency" label={say('Cơ quan phụ trách', 'Body responsible')} maxLength={100} />
      <TextField name="basis" label={say('Căn cứ', 'Legal basis')} maxLength={1000} />
    </div>
  );
}
