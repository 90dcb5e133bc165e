import { ROLES } from '../../../access/principal.ts';
import type { TokenRow } from '../../../access/store.ts';
import { useSay } from '../../language.tsx';
import { TableBox } from '../../parts/table-box.tsx';
import { ActionButton, AdminForm, ChoiceField, Objections, TextField } from '../form.tsx';
import { Frame } from '../frame.tsx';
import type { PersonFormProps } from '../people/invite.tsx';
import { AreaFields } from '../places.tsx';
import { moment, ROLE_NAMES } from '../words.ts';

export interface TokensProps extends PersonFormProps {
  tokens: readonly TokenRow[];
  /** One that has just been made, shown this once. */
  made?: { name: string; token: string } | undefined;
  done?: string | undefined;
  now: Date;
  areaOf(area: string): string;
}

/** Tokens of other systems: those there are, and a new one. */
export function Tokens(props: TokensProps) {
  const say = useSay();
  const { tokens, made, formToken, filled, done, now, areaOf } = props;
  return (
    <Frame title={say('Mã truy cập', 'Access tokens')} done={done}>
      <Objections filled={filled} />
      {made === undefined ? null : (
        <section class="notice good" role="status">
          <p>
            {say(
              `Đã cấp mã cho “${made.name}”. Chép ngay: mã chỉ hiện một lần và không được lưu lại.`,
              `The token of “${made.name}” is made. Copy it now: it is shown this once and kept nowhere.`,
            )}
          </p>
          <div class="labelled">
            <label for="made">{say('Mã truy cập', 'Access token')}</label>
            <input id="made" value={made.token} readonly autofocus />
          </div>
        </section>
      )}
      {tokens.length === 0 ? (
        <p class="hint">
          {say(
            'Chưa có mã nào. Cấp mã khi một hệ thống khác cần gửi hoặc đọc số liệu.',
            'There is none yet. Make one when another system has to send or read figures.',
          )}
        </p>
      ) : (
        <TableBox label={say('Các mã đã cấp', 'Tokens')}>
          <table class="stacks">
            <thead>
              <tr>
                <th scope="col">{say('Dùng cho', 'Used by')}</th>
                <th scope="col">{say('Vai trò', 'Role')}</th>
                <th scope="col">{say('Địa bàn', 'Area')}</th>
                <th scope="col">{say('Cấp lúc', 'Made')}</th>
                <th scope="col">{say('Hết hạn', 'Expires')}</th>
                <th scope="col">{say('Dùng lần cuối', 'Last used')}</th>
                <th scope="col">{say('Thu hồi', 'Revoke')}</th>
              </tr>
            </thead>
            <tbody>
              {tokens.map((one) => (
                <tr key={one.id}>
                  <th scope="row">{one.name}</th>
                  <td data-label={say('Vai trò', 'Role')}>{say(...ROLE_NAMES[one.role])}</td>
                  <td data-label={say('Địa bàn', 'Area')}>{areaOf(one.area)}</td>
                  <td data-label={say('Cấp lúc', 'Made')}>
                    {moment(one.createdAt)}
                    {one.createdBy === null ? null : <small class="under">{one.createdBy}</small>}
                  </td>
                  <td data-label={say('Hết hạn', 'Expires')}>
                    {one.expiresAt === null
                      ? say('không hạn', 'never')
                      : one.expiresAt <= now
                        ? say(`đã hết hạn ${moment(one.expiresAt)}`, `expired ${moment(one.expiresAt)}`)
                        : moment(one.expiresAt)}
                  </td>
                  <td data-label={say('Dùng lần cuối', 'Last used')}>
                    {one.lastUsedAt === null ? say('chưa dùng', 'never') : moment(one.lastUsedAt)}
                  </td>
                  <td>
                    {one.revokedAt ? (
                      say(`đã thu hồi ${moment(one.revokedAt)}`, `revoked ${moment(one.revokedAt)}`)
                    ) : (
                      <ActionButton
                        action={`/quan-tri/ma-truy-cap/${one.id}/thu-hoi`}
                        formToken={formToken}
                        name={say('Thu hồi', 'Revoke')}
                        label={say(`Thu hồi mã của ${one.name}`, `Revoke the token of ${one.name}`)}
                      />
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableBox>
      )}
      <section class="panel">
        <h2>{say('Cấp mã mới', 'A new token')}</h2>
        <AdminForm action="/quan-tri/ma-truy-cap" formToken={formToken} filled={filled}>
          <TextField
            name="name"
            label={say('Dùng cho hệ thống nào', 'Which system uses it')}
            hint={say(
              'Tên này hiện trong lịch sử báo cáo và nhật ký.',
              'Reports and the audit log show this name.',
            )}
            maxLength={100}
          />
          <ChoiceField
            name="role"
            label={say('Vai trò', 'Role')}
            options={ROLES.map((role) => [role, say(...ROLE_NAMES[role])] as const)}
          />
          <AreaFields {...props} />
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
        </AdminForm>
      </section>
    </Frame>
  );
}
