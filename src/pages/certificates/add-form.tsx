import { CERTIFICATE_KINDS } from '../../certificates/types.ts';
import { useSay } from '../language.tsx';
import { ChoiceField, Form, optionsOf, TextField } from '../parts/form.tsx';
import { registerAddress } from './addresses.ts';
import type { RegisterFacts } from './facts.ts';
import { KINDS } from './words.ts';

/** The form's name, beside others of the page. */
export const ADD_FORM = 'ghi';

/** A certificate by hand, from what the token's program or the decision shows. */
export function AddForm({ facts }: { facts: RegisterFacts }) {
  const say = useSay();
  const issuers = [...new Set([...facts.inUse, ...facts.outOfUse].map(({ issuer }) => issuer))];
  return (
    <Form action={`${registerAddress(facts.named.code)}/ghi`} name={ADD_FORM}>
      <p class="hint">
        {say(
          'Không ghi chữ ký số, chứng thư dùng cho việc mật.',
          'Nothing of signatures for classified work.',
        )}
      </p>
      <ChoiceField
        name="kind"
        label={say('Loại', 'Kind')}
        options={optionsOf(say, CERTIFICATE_KINDS, KINDS)}
      />
      <TextField
        name="holder"
        label={say('Chức vụ, hoặc tên con dấu, thiết bị', 'Position, or what the seal or device is called')}
        hint={say(
          'Chứng thư số cá nhân: chỉ nhập chức vụ, không nhập họ tên.',
          'Of a person: the position only, not the name.',
        )}
      />
      <TextField name="issuer" label={say('Cơ quan cấp', 'Issuer')} list="co-quan-cap" />
      <datalist id="co-quan-cap">
        {issuers.map((issuer) => (
          <option key={issuer} value={issuer} />
        ))}
      </datalist>
      <TextField
        name="serial"
        label={say('Số hiệu chứng thư (serial)', 'Serial number')}
        hint={say(
          'Chữ số 0–9 và chữ A–F, như phần mềm ký số hiện.',
          'Digits 0–9 and letters A–F, as the signing program shows it.',
        )}
      />
      <TextField name="validFrom" type="date" label={say('Có hiệu lực từ ngày', 'Valid from')} />
      <TextField name="validTo" type="date" label={say('Hết hạn ngày', 'Ends on')} />
      <button type="submit">{say('Ghi vào sổ', 'Enter')}</button>
    </Form>
  );
}
