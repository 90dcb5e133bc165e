import type { Passkey } from '../../accounts/passkey-store.ts';
import { moment } from '../format.ts';
import { useSay, type Words } from '../language.tsx';
import { Form, SecretField, TextField } from '../parts/form.tsx';
import { DataTable } from '../parts/table.tsx';
import { PasskeyForm, type ToSign } from './passkey-form.tsx';
import { SignInAgain } from './second-factor.tsx';
import { UserName } from './user-name.tsx';

export const PASSKEYS = '/tai-khoan/khoa-dang-nhap';
export const PASSKEY_TITLE: Words = ['Khóa đăng nhập', 'Passkeys'];

export interface PasskeysProps {
  passkeys: readonly Passkey[];
  /** What the browser makes a passkey by, for who has just shown his password, and what it is to be called. */
  making?: { toSign: ToSign; name: string } | undefined;
  /** By what he signs in, where his password is asked; undefined for who has none. */
  passwordOf: string | undefined;
  /** Whether he may change anything: by his password, or by having just come in. */
  may: boolean;
  script: string;
}

/** A person's passkeys: those there are, another one, and the end of each. */
export function Passkeys({ passkeys, making, passwordOf, may, script }: PasskeysProps) {
  const say = useSay();
  return (
    <section class="narrow">
      <h1>{say(...PASSKEY_TITLE)}</h1>
      <p>
        {say(
          'Khóa đăng nhập (passkey) nằm trong điện thoại hoặc máy tính của anh/chị, mở bằng vân tay, khuôn mặt hoặc mã PIN của máy. Đăng nhập bằng khóa thì không cần mật khẩu; đăng nhập bằng mật khẩu thì khóa thay cho mã 6 số.',
          'A passkey lives in your phone or computer and opens by finger, face or PIN. It signs you in without a password; after a password it stands in for the 6-digit code.',
        )}
      </p>
      <DataTable
        title={say('Các khóa đã thêm', 'Passkeys added')}
        rows={passkeys}
        keyOf={(one) => one.id}
        files={false}
        sorts={false}
        empty={say('Chưa có khóa nào.', 'There are none yet.')}
        columns={[
          { key: 'name', head: say('Tên', 'Name'), value: (one) => one.name },
          { key: 'added', head: say('Thêm lúc', 'Added'), value: (one) => one.createdAt },
          {
            key: 'used',
            head: say('Dùng lần cuối', 'Last used'),
            value: (one) => one.lastUsedAt,
            cell: (one) => (one.lastUsedAt ? moment(one.lastUsedAt) : say('Chưa dùng', 'Not yet')),
          },
          may && {
            key: 'remove',
            head: say('Xóa', 'Remove'),
            label: null,
            cell: (one) => (
              <details>
                <summary>
                  {say('Xóa', 'Remove')}
                  <span class="unseen"> {one.name}</span>
                </summary>
                <Form action={`${PASSKEYS}/xoa`} name={`xoa-${one.id}`}>
                  <input type="hidden" name="passkey" value={one.id} />
                  {passwordOf === undefined ? null : (
                    <>
                      <UserName is={passwordOf} />
                      <Present id={`present-${one.id}`} />
                    </>
                  )}
                  <button type="submit" class="quiet">
                    {say(`Xóa khóa “${one.name}”`, `Remove “${one.name}”`)}
                  </button>
                </Form>
              </details>
            ),
          },
        ]}
      />
      <h2>{say('Thêm khóa', 'Add a passkey')}</h2>
      {!may ? (
        <SignInAgain next={PASSKEYS} />
      ) : making ? (
        <PasskeyForm
          action={PASSKEYS}
          toSign={making.toSign}
          script={script}
          button={say('Tạo khóa trên máy này', 'Make the passkey on this device')}
        >
          <p>
            {say(
              'Máy sẽ hỏi vân tay, khuôn mặt hoặc mã PIN. Làm trong 5 phút.',
              'The device asks for your finger, face or PIN. Do it within 5 minutes.',
            )}
          </p>
          <input type="hidden" name="name" value={making.name} />
        </PasskeyForm>
      ) : (
        <Form action={`${PASSKEYS}/bat-dau`} name="them">
          <TextField
            name="name"
            label={say('Tên để nhận ra khóa, ví dụ: Điện thoại cơ quan', 'A name to know it by')}
            maxLength={60}
          />
          {passwordOf === undefined ? null : (
            <>
              <UserName is={passwordOf} />
              <Present />
            </>
          )}
          <button type="submit">{say('Tiếp tục', 'Go on')}</button>
        </Form>
      )}
    </section>
  );
}

function Present({ id }: { id?: string }) {
  const say = useSay();
  return (
    <SecretField
      name="present"
      {...(id === undefined ? {} : { id })}
      label={say('Mật khẩu hiện tại', 'Present password')}
      autocomplete="current-password"
    />
  );
}
