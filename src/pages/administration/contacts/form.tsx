import { ROLE_WORDS } from '../../../access/words.ts';
import { CONTACT_ROLES } from '../../../registry/contacts.ts';
import { useSay } from '../../language.tsx';
import type { FormBody } from '../../parts/filled.ts';
import { ChoiceField, Form, optionsOf, TextField } from '../../parts/form.tsx';
import { AreaFields } from '../../parts/places.tsx';

/** Who it is, how he is reached, and for what place he hears as what. */
export function ContactForm({ action, button, typed }: { action: string; button: string; typed: FormBody }) {
  const say = useSay();
  return (
    <Form action={action} typed={typed}>
      <TextField name="name" label={say('Họ tên', 'Full name')} />
      <TextField name="position" label={say('Chức vụ (nếu có)', 'Position (optional)')} />
      <ChoiceField
        name="role"
        label={say('Vai trò', 'Role')}
        options={optionsOf(say, CONTACT_ROLES, ROLE_WORDS)}
      />
      <AreaFields />
      <TextField
        name="email"
        type="email"
        label={say('Email', 'E-mail')}
        hint={say('Email hoặc điện thoại, ít nhất một.', 'E-mail or telephone, one at least.')}
      />
      <TextField name="phone" label={say('Điện thoại', 'Telephone')} maxLength={30} />
      <button type="submit">{button}</button>
    </Form>
  );
}
