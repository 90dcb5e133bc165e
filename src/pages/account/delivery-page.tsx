import type { Delivery } from '../delivery/facts.ts';
import { PreferenceForm } from '../delivery/preference-form.tsx';
import { Tries } from '../delivery/tries.tsx';
import { useSay } from '../language.tsx';
import { Browsers, type BrowsersProps } from './browsers.tsx';

export const DELIVERY = '/tai-khoan/thong-bao';

export interface DeliveryProps extends BrowsersProps {
  /** Null for an account without an e-mail address, which no list of recipients knows. */
  delivery: Delivery | null;
}

/** What reaches a person, and how. */
export function DeliveryPage({ delivery, ...browsers }: DeliveryProps) {
  const say = useSay();
  return (
    <div class="framed-part">
      <h1>{say('Thông báo', 'Messages')}</h1>
      <p>
        {say(
          'Nhắc báo cáo, việc còn thiếu, số liệu cần xem lại: mỗi lượt một tin, gồm mọi việc liên quan đến anh/chị.',
          'Reminders, gaps, questions about figures: one message a round, with all that concerns you.',
        )}
      </p>
      <Browsers {...browsers} />
      {delivery === null ? (
        <p class="notice">
          {say(
            'Tài khoản này chưa có email nên chưa liên kết với đầu mối liên hệ nào. Anh/chị vui lòng đề nghị quản trị viên bổ sung email cho tài khoản.',
            'This account has no e-mail address, so it belongs to nobody in the list of contacts. Ask the administrator to add one.',
          )}
        </p>
      ) : (
        <>
          <section class="panel">
            <h2>{say('Gửi thử', 'Test')}</h2>
            <Tries action={`${DELIVERY}/gui-thu-nghiem`} tries={delivery.tries} />
          </section>
          <section class="panel">
            <h2>{say('Nhận tin qua đâu, lúc nào', 'Channels and hours')}</h2>
            <PreferenceForm action={DELIVERY} delivery={delivery} />
          </section>
        </>
      )}
      <p>
        <a href="/tai-khoan">{say('Về trang tài khoản', 'Back to the account')}</a>
      </p>
    </div>
  );
}
