import { ROLES } from '../../../access/principal.ts';
import type { TokenRow } from '../../../access/store.ts';
import { ROLE_WORDS } from '../../../access/words.ts';
import { addDays, dayOf } from '../../../days.ts';
import { moment } from '../../format.ts';
import { useSay, useWho } from '../../language.tsx';
import { ActionButton, ChoiceField, Form, optionsOf, TextField } from '../../parts/form.tsx';
import { AreaFields, ownAreaTyped, useAreaName } from '../../parts/places.tsx';
import { Secret } from '../../parts/secret.tsx';
import { DataTable } from '../../parts/table.tsx';
import { Frame } from '../frame.tsx';

/** What the form begins with: whoever still needs the token by then makes another. */
const DAYS = 365;

/** One that has just been made, shown this once. */
export interface Made {
  name: string;
  token: string;
}

/** Tokens of other systems: those there are, and a new one. */
export function Tokens({ tokens, made }: { tokens: readonly TokenRow[]; made?: Made | undefined }) {
  const say = useSay();
  const who = useWho();
  const areaOf = useAreaName();
  const today = dayOf(who.now);
  const role = say('Vai trò', 'Role');
  return (
    <Frame title={say('Mã truy cập', 'Access tokens')}>
      {made === undefined ? null : (
        <Secret
          label={say('Mã truy cập', 'Access token')}
          value={made.token}
          said={say(
            `Đã cấp mã cho “${made.name}”. Sao chép ngay: mã chỉ hiện một lần và không được lưu lại.`,
            `The token of “${made.name}” is made. Copy it now: it is shown this once and kept nowhere.`,
          )}
        />
      )}
      <section class="panel">
        <h2>{say('Cấp mã mới', 'A new token')}</h2>
        <Form
          action="/quan-tri/ma-truy-cap"
          typed={{ expires: addDays(today, DAYS), ...ownAreaTyped(who, today) }}
        >
          <TextField
            name="name"
            label={say('Dùng cho hệ thống nào', 'Which system uses it')}
            hint={say(
              'Tên này hiện trong lịch sử báo cáo và nhật ký.',
              'Reports and the audit log show this name.',
            )}
            maxLength={100}
          />
          <ChoiceField name="role" label={role} options={optionsOf(say, ROLES, ROLE_WORDS)} />
          <AreaFields />
          <TextField
            name="expires"
            type="date"
            label={say('Dùng đến hết ngày', 'Good to the end of')}
            hint={say(
              'Để trống nếu dùng đến khi thu hồi. Hết hạn thì hệ thống kia phải có mã mới.',
              'Leave it blank for one that lasts until it is revoked. After that day the other system needs another.',
            )}
          />
          <button type="submit">{say('Cấp mã', 'Make the token')}</button>
        </Form>
      </section>
      <DataTable
        title={say('Các mã đã cấp', 'Tokens')}
        rows={tokens}
        keyOf={(one) => one.id}
        empty={say(
          'Chưa có mã nào. Cấp mã khi một hệ thống khác cần gửi hoặc đọc số liệu.',
          'There is none yet. Make one when another system has to send or read figures.',
        )}
        columns={[
          { key: 'name', head: say('Dùng cho', 'Used by'), value: (one) => one.name },
          { key: 'role', head: role, value: (one) => say(...ROLE_WORDS[one.role]) },
          { key: 'area', head: say('Địa bàn', 'Area'), value: (one) => areaOf(one.area) },
          {
            key: 'made',
            head: say('Cấp lúc', 'Made'),
            value: (one) => one.createdAt,
            under: (one) => one.createdBy,
          },
          {
            key: 'expires',
            head: say('Hết hạn', 'Expires'),
            value: (one) => one.expiresAt,
            cell: ({ expiresAt }) =>
              expiresAt === null
                ? say('không hạn', 'never')
                : expiresAt <= who.now
                  ? say(`đã hết hạn ${moment(expiresAt)}`, `expired ${moment(expiresAt)}`)
                  : moment(expiresAt),
          },
          {
            key: 'used',
            head: say('Dùng lần cuối', 'Last used'),
            value: (one) => one.lastUsedAt,
            cell: (one) => (one.lastUsedAt === null ? say('chưa dùng', 'never') : moment(one.lastUsedAt)),
          },
          {
            key: 'revoked',
            head: say('Thu hồi', 'Revoke'),
            label: null,
            value: (one) => one.revokedAt,
            cell: ({ id, name, revokedAt }) =>
              revokedAt ? (
                say(`đã thu hồi ${moment(revokedAt)}`, `revoked ${moment(revokedAt)}`)
              ) : (
                <ActionButton
                  action={`/quan-tri/ma-truy-cap/${id}/thu-hoi`}
                  name={say('Thu hồi', 'Revoke')}
                  label={say(`Thu hồi mã của ${name}`, `Revoke the token of ${name}`)}
                />
              ),
          },
        ]}
      />
    </Frame>
  );
}
