import { provincesIn } from '../../../access/areas.ts';
import { PERIODS, type Programme } from '../../../registry/types.ts';
import { PERIOD_WORDS } from '../../../registry/words.ts';
import { useSay, useWho } from '../../language.tsx';
import type { FormBody } from '../../parts/filled.ts';
import { ChoiceField, Form, optionsOf, TextField } from '../../parts/form.tsx';
import { TicksField } from '../../parts/ticks.tsx';
import { Frame } from '../frame.tsx';
import { PROGRAMMES } from './addresses.ts';

/** Asks what a programme is to be; what is left out is as in the one that is copied. */
export function NewProgrammePage({ copies, typed }: { copies: readonly Programme[]; typed: FormBody }) {
  const say = useSay();
  return (
    <Frame title={say('Lập đợt báo cáo', 'Make a programme')}>
      <p>
        {say(
          'Sao chép một đợt đang có rồi sửa phần khác: chỉ tiêu, giờ chốt, quy trình nhắc và bản tổng hợp được chép theo.',
          'Copy one that there is, then change what differs: indicators, cutoff, ladders and summaries come along.',
        )}
      </p>
      <Form action={`${PROGRAMMES}/moi`} typed={typed}>
        <TextField
          name="name-vi"
          label={say('Tên đợt báo cáo', 'Name')}
          hint={say('Hiện trên mọi trang và mọi thư.', 'It stands on every page and in every letter.')}
        />
        <TextField name="name-en" label={say('Tên tiếng Anh (nếu có)', 'Name in English (optional)')} />
        <TextField
          name="code"
          label={say('Mã đợt', 'Code')}
          hint={say(
            'Chữ thường không dấu, số, dấu “-”. Ví dụ: bao-cao-79.',
            'Small letters, digits and “-”. E.g. report-79.',
          )}
          maxLength={50}
        />
        <ProvincesField />
        <ChoiceField
          name="copy"
          label={say('Sao chép từ đợt', 'Copied from')}
          options={[
            ...copies.map((one) => [one.code, say(one.nameVi, one.nameEn)] as const),
            ['', say('Không sao chép: dùng cài đặt thông thường', 'Nothing: the usual settings')],
          ]}
        />
        <ChoiceField
          name="period"
          label={say('Kỳ báo cáo', 'Period')}
          options={[
            ['', say('Như đợt được chép, hoặc hằng ngày', 'As copied, or each day')],
            ...optionsOf(say, PERIODS, PERIOD_WORDS),
          ]}
        />
        <TextField
          name="closes-on"
          label={say('Ngày chốt kỳ (6 tháng, năm)', 'Closing days (half-years, years)')}
          hint={say(
            'Tháng-ngày, cách nhau bằng dấu phẩy: 06-30,12-31. Để trống: ngày cuối kỳ.',
            'Month-day with commas: 06-30,12-31. Blank: the last days.',
          )}
          maxLength={20}
        />
        <TextField name="starts-on" type="date" label={say('Ngày đầu của đợt', 'First day')} />
        <TextField
          name="ends-on"
          type="date"
          label={say('Ngày cuối của đợt (nếu có)', 'Last day (optional)')}
        />
        <TextField
          name="cutoff"
          type="time"
          label={say('Giờ chốt trong ngày (để trống: như đợt được chép)', 'Cutoff (blank: as copied)')}
        />
        <TextField
          name="deadline"
          type="date"
          label={say('Hạn cuối phải đạt (nếu có)', 'Final deadline (optional)')}
        />
        <button type="submit">{say('Lập đợt báo cáo', 'Make the programme')}</button>
      </Form>
    </Frame>
  );
}

/** The provinces of the reader's area to choose from. */
export function ProvincesField() {
  const say = useSay();
  const { registry, principal } = useWho();
  const provinces = provincesIn(registry, principal.area).map(
    (code) => [code, registry.provinces.get(code) ?? code] as const,
  );
  return (
    <TicksField
      name="provinces"
      label={say('Tỉnh, thành phố phải báo cáo', 'Provinces asked')}
      options={provinces}
    />
  );
}
