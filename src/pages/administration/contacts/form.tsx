import { CONTACT_ROLES } from '../../../registry/contacts.ts';
import { useSay } from '../../language.tsx';
import type { FormBody } from '../../parts/filled.ts';
import { ChoiceField, Form, TextField } from '../../parts/form.tsx';
import { AreaFields } from '../../parts/places.tsx';
import { CONTACT_ROLE_NAMES } from './words.ts';

/** Who it is, how he is reached, and for what place he hears as what. */
export function ContactForm({ action, button, typed }: { action: string; button: string; typed: FormBody }) {
  const say = useSay();
  return (
    <Form action={action} typed={typed}>
      <TextField name="name" label={say('Họ tên', 'Full name')} />
      <TextField name="position" label={say('Chức vụ (nếu có)', 'Position (optional)')} />
      <ChoiceField
        name="role"
        label={say('Nhận tin với vai trò', 'Hears as')}
        options={CONTACT_ROLES.map((role) => [role, say(...CONTACT_ROLE_NAMES[role])] as const)}
      />
      <AreaFields />
      <TextField
        name="email"
        type="email"
        label={say('E-mail', 'E-mail')}
        hint={say('E-mail hoặc điện thoại, ít nhất một.', 'E-mail or telephone, one at least.')}
      />
      <TextField name="phone" label={say('Điện thoại', 'Telephone')} maxLength={30} />
      <button type="submit">{button}</button>
    </Form>
  );
}
