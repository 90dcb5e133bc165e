import { ROLES } from '../../../access/principal.ts';
import { ROLE_WORDS } from '../../../access/words.ts';
import { agenciesFor } from '../../../accounts/agency-rules.ts';
import { type Day, dayOf } from '../../../days.ts';
import { refuse } from '../../../refused.ts';
import type { Registry } from '../../../registry/snapshot.ts';
import { useSay, useWho } from '../../language.tsx';
import type { FormBody } from '../../parts/filled.ts';
import { ChoiceField, Form, optionsOf, TextField } from '../../parts/form.tsx';
import { AreaFields, ownAreaTyped } from '../../parts/places.tsx';
import { Frame } from '../frame.tsx';

/** Asks who is to be invited. */
export function Invite() {
  const say = useSay();
  const who = useWho();
  return (
    <Frame title={say('Mời người dùng', 'Invite a person')}>
      <Form action="/quan-tri/nguoi-dung" typed={ownAreaTyped(who, dayOf(who.now))}>
        <TextField name="name" label={say('Họ tên', 'Full name')} maxLength={100} />
        <TextField name="position" label={say('Chức vụ (nếu có)', 'Position (optional)')} maxLength={100} />
        <TextField
          name="email"
          type="email"
          label={say('Email', 'E-mail')}
          hint={say(
            'Dùng để đăng nhập. Không có email thì nhập tên đăng nhập.',
            'Signs in with it. Without one, give a user name.',
          )}
        />
        <TextField
          name="user-name"
          label={say('Tên đăng nhập (nếu không dùng email)', 'User name (if no e-mail)')}
          hint={say(
            'Chữ không dấu, số, dấu chấm. Ví dụ: camgiang.binh',
            'Letters without marks, digits, dots. E.g. camgiang.binh',
          )}
          maxLength={50}
        />
        <RoleField />
        <AreaFields />
        <button type="submit">{say('Tạo liên kết mời', 'Make the invitation')}</button>
      </Form>
    </Frame>
  );
}

export function RoleField() {
  const say = useSay();
  return (
    <ChoiceField name="role" label={say('Vai trò', 'Role')} options={optionsOf(say, ROLES, ROLE_WORDS)} />
  );
}

/** The agency that somebody belongs to, of those in the administrator's area. */
export function AgencyField() {
  const say = useSay();
  const { registry, principal, now } = useWho();
  const names = agenciesFor(registry, principal.area, dayOf(now)).map(
    (one) => [one.code, say(one.nameVi, one.nameEn)] as const,
  );
  return (
    <ChoiceField
      name="agency"
      label={say('Cơ quan', 'Agency')}
      hint={say(
        'Nhiệm vụ của cơ quan hiện ở việc hôm nay và được nhắc cho người này. Người của xã, phường thuộc đơn vị của mình.',
        'Its tasks stand in this person’s day and alerts. Whoever is of a locality belongs to that.',
      )}
      options={[['', say('Không thuộc cơ quan nào', 'None')], ...new Map(names)]}
    />
  );
}

/**
 * The agency that the field means, one of the area that was chosen; null for none.
 * @throws {Refused} at the field
 */
export function readAgency(
  registry: Registry,
  area: string,
  { agency = '' }: FormBody,
  today: Day,
): string | null {
  if (agency === '') return null;
  if (!agenciesFor(registry, area, today).some(({ code }) => code === agency))
    refuse('agency', [
      'Cơ quan này không thuộc địa bàn đã chọn. Chọn cơ quan khác hoặc để trống.',
      'The area that was chosen has no such agency.',
    ]);
  return agency;
}

/** A link by which somebody sets his password, shown this once. */
export function LinkShown({ title, name, link }: { title: string; name: string; link: string }) {
  const say = useSay();
  return (
    <Frame title={title}>
      <p>
        {say(
          `Anh/chị vui lòng gửi liên kết này cho ${name} qua kênh riêng. Liên kết dùng được một lần, trong 72 giờ, và chỉ hiện ở đây một lần.`,
          `Send this link to ${name} in private. It is good once, for 72 hours, and is shown here only this once.`,
        )}
      </p>
      <div class="labelled">
        <label for="link">{say('Liên kết đặt mật khẩu', 'Link to set the password')}</label>
        <input id="link" value={link} readonly autofocus />
      </div>
      <p>
        <a class="button quiet" href="/quan-tri/nguoi-dung">
          {say('Đã sao chép, về danh sách', 'Copied, back to the list')}
        </a>
      </p>
    </Frame>
  );
}
