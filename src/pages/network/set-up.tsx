import type { Rhythm } from '../../heartbeat/types.ts';
import { useSay } from '../language.tsx';
import type { FormBody } from '../parts/filled.ts';
import { ActionButton, Form, NumberField } from '../parts/form.tsx';
import { networkAddress } from './addresses.ts';
import { scriptsFor } from './scripts.ts';

/** An address that has just been made, shown this once, with what to do with it. */
export function MadeAddress({ address, everyMinutes }: { address: string } & Pick<Rhythm, 'everyMinutes'>) {
  const say = useSay();
  return (
    <section class="notice good fields" role="status">
      <p>
        {say(
          'Đã tạo địa chỉ. Sao chép ngay: địa chỉ chỉ hiện một lần và không được lưu lại. Người có địa chỉ này có thể gửi tín hiệu giả, vì vậy không chia sẻ cho người khác.',
          'The address is made. Copy it now: it is shown this once and kept nowhere. Whoever has it can say that the network is up, so give it to nobody else.',
        )}
      </p>
      <Line id="dia-chi" label={say('Địa chỉ bí mật', 'Secret address')} text={address} />
      <ScriptLines address={address} everyMinutes={everyMinutes} />
    </section>
  );
}

/** What to paste where, once. */
export function ScriptLines({ address, everyMinutes }: { address: string } & Pick<Rhythm, 'everyMinutes'>) {
  const say = useSay();
  const { windows, powershell, linux } = scriptsFor(address, everyMinutes);
  return (
    <>
      <Line
        id="windows"
        label={say(
          'Máy Windows 10 trở lên: dán vào Command Prompt mở bằng quyền quản trị',
          'Windows 10 or later: paste into a Command Prompt run as administrator',
        )}
        text={windows}
      />
      <Line
        id="windows-cu"
        label={say('Máy Windows cũ hơn, không có curl', 'Older Windows, without curl')}
        text={powershell}
      />
      <Line
        id="linux"
        label={say('Máy Linux: dán vào cửa sổ dòng lệnh', 'Linux: paste into a terminal')}
        text={linux}
      />
      <p class="hint">
        {say(
          'Nếu bộ định tuyến gửi được yêu cầu theo lịch thì không cần máy nào: dùng GET hay POST đều được.',
          'A router that can call an address by schedule needs no computer: GET or POST will do.',
        )}
      </p>
    </>
  );
}

function Line({ id, label, text }: { id: string; label: string; text: string }) {
  return (
    <div class="labelled">
      <label for={id}>{label}</label>
      <textarea id={id} rows={3} readonly autocomplete="off" spellcheck={false}>
        {text}
      </textarea>
    </div>
  );
}

/** How often it calls, and the buttons that make, replace and take away the address. */
export function SetUpForms({ code, exists, typed }: { code: string; exists: boolean; typed: FormBody }) {
  const say = useSay();
  const path = networkAddress(code);
  return (
    <section class="panel fields" aria-labelledby="thiet-lap">
      <h2 id="thiet-lap">{say('Thiết lập', 'Set up')}</h2>
      <Form action={exists ? `${path}/nhip` : path} typed={typed}>
        <NumberField
          name="everyMinutes"
          label={say('Tần suất gửi tín hiệu (phút)', 'Minutes between calls')}
          hint={say('Thường là 5.', 'Usually 5.')}
        />
        <NumberField
          name="graceMinutes"
          label={say(
            'Thời gian chờ trước khi ghi mất kết nối (phút)',
            'Minutes late until it counts as down',
          )}
          hint={say(
            'Thường là 10 phút, để mất một vài tín hiệu không thành cảnh báo.',
            'Usually 10, so that a call or two may be missed.',
          )}
        />
        <button type="submit">
          {exists ? say('Lưu tần suất', 'Save') : say('Tạo địa chỉ theo dõi', 'Make an address')}
        </button>
      </Form>
      {exists ? (
        <>
          <p class="hint">
            {say(
              'Mất địa chỉ, hoặc người khác biết địa chỉ: đổi địa chỉ mới rồi dán lại lệnh. Số liệu cũ vẫn giữ.',
              'If the address is lost, or others know it: replace it and paste the line again. What was counted stays.',
            )}
          </p>
          <ActionButton action={path} name={say('Đổi địa chỉ', 'Replace the address')} />
          <ActionButton action={`${path}/go`} name={say('Ngừng theo dõi', 'Stop watching')} />
        </>
      ) : null}
    </section>
  );
}
