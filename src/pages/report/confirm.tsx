import { formatDay } from '../../days.ts';
import { formatDayLong } from '../format.ts';
import { FormToken } from '../parts/form-token.tsx';
import { reportAddress } from './addresses.ts';
import { questionsOf, type ReportFacts } from './facts.ts';
import { fieldsOf } from './fields.ts';
import { ReportValues } from './values.tsx';

/** The second tap of "nothing has changed": what will be sent, to be seen before it goes. */
export function ReportConfirm({ facts, formToken }: { facts: ReportFacts; formToken: string }) {
  const { named, day } = facts;
  const questions = questionsOf(facts);
  const values = Object.fromEntries(
    questions.flatMap(({ indicator, last }) => (last ? [[indicator.code, last.value]] : [])),
  );
  const hidden = [
    ['day', day],
    ['replaces', '0'],
    ...questions.flatMap(({ indicator, shown }) => fieldsOf(indicator, shown)),
  ] as const;
  return (
    <div class="report">
      <div>
        <h1>Xác nhận không thay đổi</h1>
        <p class="day">
          {named.type} {named.name}, {formatDayLong(day)}
        </p>
        <p>Các số liệu lần trước dưới đây vẫn đúng cho ngày {formatDay(day)}? Anh/chị xem lại rồi gửi.</p>
      </div>
      <form method="post" action={reportAddress(named.code)}>
        <FormToken value={formToken} />
        {hidden.map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <ReportValues facts={facts} values={values} />
        <div class="send">
          <button type="submit">Xác nhận và gửi</button>
          <a class="button quiet" href={reportAddress(named.code, day)}>
            Quay lại sửa
          </a>
        </div>
      </form>
    </div>
  );
}
