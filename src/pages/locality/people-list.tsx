import type { Contact, ContactRole } from '../../registry/contacts.ts';
import { useSay, type Words } from '../language.tsx';

const ROLES: Record<ContactRole, Words> = {
  officer: ['Cán bộ báo cáo', 'Reporting officer'],
  leader: ['Lãnh đạo', 'Leader'],
  department: ['Cơ quan theo dõi', 'Department'],
  operator: ['Quản trị hệ thống', 'Operator'],
};

/** Whom to call or write to. */
export function People({ people }: { people: readonly Contact[] }) {
  const say = useSay();
  return (
    <section class="panel" aria-labelledby="dau-moi">
      <h2 id="dau-moi">{say('Đầu mối của đơn vị', 'People in charge')}</h2>
      {people.length === 0 ? (
        <p>
          {say(
            'Danh bạ chưa có đầu mối nào. Quản trị hệ thống thêm bằng tệp danh bạ.',
            'No contact is known. The administrator adds them with the sheet of contacts.',
          )}
        </p>
      ) : (
        <ul class="people">
          {people.map(({ role, name, position, phone, email }) => (
            <li key={`${role} ${name}`}>
              <small>{say(...ROLES[role])}</small>
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
