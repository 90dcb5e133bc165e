import type { TrustedBrowser } from '../../accounts/trust-store.ts';
import { useSay } from '../language.tsx';
import { ActionButton, Form, SecretField } from '../parts/form.tsx';
import { type Column, DataTable } from '../parts/table.tsx';
import { browserName } from './browser-name.ts';
import { DELIVERY } from './delivery-page.tsx';
import { PASSKEY_TITLE, PASSKEYS } from './passkeys.tsx';
import { SECOND_FACTOR } from './second-factor.tsx';
import { UserName } from './user-name.tsx';

type Trusted = Pick<TrustedBrowser, 'id' | 'agent' | 'address' | 'createdAt' | 'lastUsedAt'>;

export interface AccountProps {
  person: { name: string; login: string; position: string | null; secondFactor: boolean };
  minLength: number;
  /** Whether there are passkeys. */
  passkeys: boolean;
  /** Browsers that stand for the second factor. */
  trusted: readonly Trusted[];
  sessions: { id: number; own: boolean; agent: string; address: string; createdAt: Date; lastSeenAt: Date }[];
}

/** A person's own account: password and the browsers in which it is signed in. */
export function Account({ person, minLength, passkeys, trusted, sessions }: AccountProps) {
  const say = useSay();
  const login = say(`tên đăng nhập ${person.login}`, `user name ${person.login}`);
  return (
    <>
      <section class="narrow">
        <h1>{say('Tài khoản', 'Account')}</h1>
        <p>{[person.name, person.position, login].filter(Boolean).join(', ')}</p>
      </section>
      <section class="narrow">
        <h2>{say('Thông báo', 'Messages')}</h2>
        <p>
          {say(
            'Nhận tin qua đâu, lúc nào; bật thông báo trên điện thoại hoặc máy tính này.',
            'By what and when messages reach you; turn them on for this phone or computer.',
          )}
        </p>
        <p>
          <a class="button quiet" href={DELIVERY}>
            {say('Chọn cách nhận tin', 'Choose how to hear')}
          </a>
        </p>
      </section>
      <section class="narrow">
        <h2>{say('Đổi mật khẩu', 'Change the password')}</h2>
        <Form action="/tai-khoan/mat-khau">
          <UserName is={person.login} />
          <SecretField
            name="present"
            label={say('Mật khẩu hiện tại', 'Present password')}
            autocomplete="current-password"
          />
          <SecretField
            name="password"
            label={say('Mật khẩu mới', 'New password')}
            hint={say(
              `Ít nhất ${minLength} ký tự. Các máy khác đang đăng nhập sẽ phải đăng nhập lại.`,
              `At least ${minLength} characters. Other devices will have to sign in again.`,
            )}
          />
          <button type="submit">{say('Đổi mật khẩu', 'Change the password')}</button>
        </Form>
      </section>
      <section class="narrow">
        <h2>{say(...SECOND_FACTOR)}</h2>
        <p>
          {person.secondFactor
            ? say(
                'Đang bật: khi đăng nhập, hệ thống hỏi thêm mã trên điện thoại.',
                'On: signing in also asks for a code of the phone.',
              )
            : say(
                'Chưa bật. Khi bật, người khác dù biết mật khẩu cũng không đăng nhập được.',
                'Off. Turned on, nobody comes in with the password alone.',
              )}
        </p>
        <p>
          <a class="button quiet" href="/tai-khoan/xac-thuc-hai-lop">
            {person.secondFactor
              ? say('Xem hoặc tắt', 'Show or turn off')
              : say('Bật xác thực hai lớp', 'Turn on the second factor')}
          </a>
        </p>
      </section>
      {passkeys ? (
        <section class="narrow">
          <h2>{say(...PASSKEY_TITLE)}</h2>
          <p>
            {say(
              'Đăng nhập bằng vân tay, khuôn mặt hoặc mã PIN của máy, không cần mật khẩu.',
              'Sign in by finger, face or the PIN of your device, without the password.',
            )}
          </p>
          <p>
            <a class="button quiet" href={PASSKEYS}>
              {say('Thêm hoặc xóa khóa', 'Add or remove passkeys')}
            </a>
          </p>
        </section>
      ) : null}
      <TrustedBrowsers trusted={trusted} />
      <Sessions sessions={sessions} />
    </>
  );
}

/** Where the password alone signs in, each to be ended. */
function TrustedBrowsers({ trusted }: Pick<AccountProps, 'trusted'>) {
  const say = useSay();
  if (trusted.length === 0) return null;
  return (
    <Browsers
      title={say('Trình duyệt được tin cậy', 'Browsers you trust')}
      rows={trusted}
      columns={[
        { key: 'since', head: say('Tin cậy từ', 'Trusted since'), value: (one) => one.createdAt },
        { key: 'used', head: say('Dùng gần nhất', 'Last used'), value: (one) => one.lastUsedAt },
        {
          key: 'end',
          head: say('Bỏ tin cậy', 'Trust no more'),
          label: null,
          cell: (one) => (
            <ActionButton
              action="/tai-khoan/trinh-duyet/bo-tin-cay"
              fields={{ browser: String(one.id) }}
              name={say('Bỏ tin cậy', 'Trust no more')}
              label={say(
                `Bỏ tin cậy trình duyệt ở ${one.address}`,
                `Trust the browser at ${one.address} no more`,
              )}
            />
          ),
        },
      ]}
    />
  );
}

/** The browsers in which an account is signed in, each to be ended but this one. */
function Sessions({ sessions }: Pick<AccountProps, 'sessions'>) {
  const say = useSay();
  return (
    <Browsers
      title={say('Nơi đang đăng nhập', 'Where you are signed in')}
      rows={sessions}
      columns={[
        { key: 'since', head: say('Đăng nhập lúc', 'Signed in'), value: (one) => one.createdAt },
        { key: 'seen', head: say('Hoạt động gần nhất', 'Last used'), value: (one) => one.lastSeenAt },
        {
          key: 'end',
          head: say('Kết thúc', 'End'),
          label: null,
          cell: (one) =>
            one.own ? (
              say('Đang dùng', 'This one')
            ) : (
              <ActionButton
                action="/tai-khoan/phien/ket-thuc"
                fields={{ session: String(one.id) }}
                name={say('Kết thúc', 'End')}
                label={say(`Kết thúc phiên ở ${one.address}`, `End the session at ${one.address}`)}
              />
            ),
        },
      ]}
    />
  );
}

function Browsers<T extends { id: number; agent: string; address: string }>({
  title,
  rows,
  columns,
}: {
  title: string;
  rows: readonly T[];
  /** Since when each is known, and how it ends. */
  columns: readonly Column<T>[];
}) {
  const say = useSay();
  return (
    <section>
      <h2>{title}</h2>
      <DataTable
        title={title}
        rows={rows}
        keyOf={(one) => one.id}
        files={false}
        columns={[
          {
            key: 'browser',
            head: say('Trình duyệt', 'Browser'),
            value: (one) => browserName(one.agent, say),
          },
          { key: 'address', head: say('Địa chỉ', 'Address'), value: (one) => one.address },
          ...columns,
        ]}
      />
    </section>
  );
}

/** What who signed in with a token sees instead. */
export function NoAccount({ name }: { name: string }) {
  const say = useSay();
  return (
    <section class="narrow">
      <h1>{say('Tài khoản', 'Account')}</h1>
      <p>
        {say(
          `Anh/chị đăng nhập bằng mã truy cập “${name}”, không phải bằng tài khoản riêng.`,
          `You are signed in with the token “${name}”, not with an account of your own.`,
        )}
      </p>
      <p>
        {say(
          'Muốn có tài khoản với mật khẩu của mình, anh/chị vui lòng đề nghị quản trị viên cấp.',
          'For an account with a password of your own, ask the administrator.',
        )}
      </p>
    </section>
  );
}
