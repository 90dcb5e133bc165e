import type { StoredContact } from '../../../registry/contacts-store.ts';
import type { Delivery } from '../../delivery/facts.ts';
import { PreferenceForm } from '../../delivery/preference-form.tsx';
import { Tries } from '../../delivery/tries.tsx';
import { useSay } from '../../language.tsx';
import type { Filled } from '../../parts/filled.ts';
import { ActionButton, Objections } from '../form.tsx';
import { Frame } from '../frame.tsx';
import { ContactForm, type ContactFormProps } from './form.tsx';
import { CONTACTS } from './words.ts';

export interface ContactProps extends ContactFormProps {
  contact: StoredContact;
  delivery: Delivery;
  /** How he wants to hear, as it stands in its form. */
  preference: Filled;
  /** Whether he has an account, and says himself how he wants to hear. */
  account: boolean;
  done: string | undefined;
}

/** One contact: who he is, how he hears, and a message to try it. */
export function ContactPage(props: ContactProps) {
  const say = useSay();
  const { contact, delivery, preference, account, formToken, filled, done } = props;
  const path = `${CONTACTS}/${contact.id}`;
  return (
    <Frame title={contact.name} done={done}>
      <Objections filled={filled.objections ? filled : preference} />
      <section class="panel">
        <h2>{say('Gửi thử', 'Test')}</h2>
        <Tries action={`${path}/thu`} formToken={formToken} tries={delivery.tries} />
      </section>
      <section class="panel">
        <h2>{say('Thông tin', 'Details')}</h2>
        <ContactForm {...props} action={path} button={say('Lưu thay đổi', 'Save changes')} />
      </section>
      <section class="panel">
        <h2>{say('Nhận tin qua đâu, lúc nào', 'By what, and when')}</h2>
        {account ? (
          <p>
            {say(
              'Người này có tài khoản và tự chọn ở trang “Thông báo” của mình.',
              'This person has an account and chooses on the page “Messages” of his own.',
            )}
          </p>
        ) : (
          <PreferenceForm
            action={`${path}/cach-nhan`}
            formToken={formToken}
            filled={preference}
            offered={delivery.offered}
          />
        )}
      </section>
      <section class="panel">
        <h2>{say('Bỏ khỏi danh sách', 'Remove')}</h2>
        <p class="hint">
          {say(
            'Người này không nhận tin nữa. Tên, e-mail và số điện thoại không còn lưu ở đâu khác.',
            'He hears no more. Name, e-mail and telephone are kept nowhere else.',
          )}
        </p>
        <ActionButton
          action={`${path}/bo`}
          formToken={formToken}
          name={say('Bỏ người nhận này', 'Remove this contact')}
        />
      </section>
    </Frame>
  );
}
