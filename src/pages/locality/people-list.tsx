import { ROLE_WORDS } from '../../access/words.ts';
import type { Contact } from '../../registry/contacts.ts';
import { useSay } from '../language.tsx';

/** Whom to call or write to. */
export function People({ people }: { people: readonly Contact[] }) {
  const say = useSay();
  return (
    <section class="panel" aria-labelledby="dau-moi">
      <h2 id="dau-moi">{say('Đầu mối của đơn vị', 'People in charge')}</h2>
      {people.length === 0 ? (
        <p>
          {say(
            'Danh bạ chưa có đầu mối nào. Quản trị viên bổ sung ở trang “Đầu mối liên hệ”.',
            'No contact is known. The administrator adds them on the page “Contacts”.',
          )}
        </p>
      ) : (
        <ul class="people">
          {people.map(({ role, name, position, phone, email }) => (
            <li key={`${role} ${name}`}>
              <small>{say(...ROLE_WORDS[role])}</small>
              <b>{name}</b>, {position}
              {phone === null ? null : <a href={`tel:${phone.replace(/[^\d+]/g, '')}`}>{phone}</a>}
              {email === null ? null : <a href={`mailto:${email}`}>{email}</a>}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
