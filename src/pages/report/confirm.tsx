import { formatDay } from '../../days.ts';
import { formatDayLong } from '../format.ts';
import { useSay } from '../language.tsx';
import { Hidden } from '../parts/form.tsx';
import { FormToken } from '../parts/form-token.tsx';
import { reportAddress } from './addresses.ts';
import { questionsOf, type ReportFacts } from './facts.ts';
import { fieldsOf } from './fields.ts';
import { ReportValues } from './values.tsx';

interface ReportConfirmProps {
  facts: ReportFacts;
  /** Who confirms. */
  sender: string;
}

/** The second tap of "nothing has changed": what will be sent, to be seen before it goes. */
export function ReportConfirm({ facts, sender }: ReportConfirmProps) {
  const say = useSay();
  const { named, day } = facts;
  const questions = questionsOf(facts);
  const values = Object.fromEntries(
    questions.flatMap(({ indicator, last }) => (last ? [[indicator.code, last.value]] : [])),
  );
  return (
    <div class="report">
      <div>
        <h1>{say('Xác nhận không thay đổi', 'Confirm no change')}</h1>
        <p class="day">
          {named.type} {named.name}, {formatDayLong(day, say)}
        </p>
        <p>
          {say(
            `Các số liệu lần trước dưới đây vẫn đúng với ngày ${formatDay(day)}? Anh/chị vui lòng xem lại rồi gửi.`,
            `Do the last figures below still hold on ${formatDay(day)}? Look through them, then send.`,
          )}
        </p>
      </div>
      <form
        method="post"
        action={reportAddress(named.code)}
        data-report="confirm"
        data-sender={sender}
        data-place={`${named.type} ${named.name}`}
      >
        <FormToken />
        <Hidden
          fields={{
            day,
            replaces: 0,
            ...Object.fromEntries(questions.flatMap(({ indicator, shown }) => fieldsOf(indicator, shown))),
          }}
        />
        <ReportValues facts={facts} values={values} />
        <div class="send">
          <button type="submit">{say('Xác nhận và gửi', 'Confirm and send')}</button>
          <a class="button quiet" href={reportAddress(named.code, day)}>
            {say('Quay lại sửa', 'Go back and edit')}
          </a>
        </div>
      </form>
    </div>
  );
}
