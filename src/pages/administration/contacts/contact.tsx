import { areaOfContact } from '../../../changes/contacts.ts';
import { dayOf } from '../../../days.ts';
import type { StoredContact } from '../../../registry/contacts-store.ts';
import type { Delivery } from '../../delivery/facts.ts';
import { PreferenceForm } from '../../delivery/preference-form.tsx';
import { Tries } from '../../delivery/tries.tsx';
import { useSay, useWho } from '../../language.tsx';
import { ActionButton } from '../../parts/form.tsx';
import { areaTyped } from '../../parts/places.tsx';
import { Frame } from '../frame.tsx';
import { ContactForm } from './form.tsx';
import { CONTACTS } from './words.ts';

/** One contact: who he is, how he hears, and a message to try it. */
export function ContactPage({ contact, delivery }: { contact: StoredContact; delivery: Delivery }) {
  const say = useSay();
  const { registry, now } = useWho();
  const { name, position, role, email, phone } = contact;
  const own = { name, position, role, email: email ?? '', phone: phone ?? '' };
  const typed = { ...own, ...areaTyped(registry, areaOfContact(contact), dayOf(now)) };
  const path = `${CONTACTS}/${contact.id}`;
  return (
    <Frame title={name}>
      <section class="panel">
        <h2>{say('Gửi thử', 'Test')}</h2>
        <Tries action={`${path}/gui-thu-nghiem`} tries={delivery.tries} />
      </section>
      <section class="panel">
        <h2>{say('Thông tin', 'Details')}</h2>
        <ContactForm action={path} typed={typed} button={say('Lưu thay đổi', 'Save changes')} />
      </section>
      <section class="panel">
        <h2>{say('Nhận tin qua đâu, lúc nào', 'By what, and when')}</h2>
        {/* Then he says himself how he wants to hear. */}
        {delivery.account ? (
          <p>
            {say(
              'Người này có tài khoản và tự chọn ở trang “Thông báo” của mình.',
              'This person has an account and chooses on the page “Messages” of his own.',
            )}
          </p>
        ) : (
          <PreferenceForm action={`${path}/cach-nhan`} name="cach-nhan" delivery={delivery} />
        )}
      </section>
      <section class="panel">
        <h2>{say('Bỏ khỏi danh sách', 'Remove')}</h2>
        <p class="hint">
          {say(
            'Người này không nhận tin nữa. Tên, email, số điện thoại được xóa khỏi hệ thống.',
            'This contact gets no more messages. Name, email and telephone are deleted.',
          )}
        </p>
        <ActionButton action={`${path}/bo`} name={say('Xóa đầu mối này', 'Remove this contact')} />
      </section>
    </Frame>
  );
}
