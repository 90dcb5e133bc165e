import type { FileOutcome } from '../../certificates/from-file.ts';
import { CERTIFICATE_KINDS } from '../../certificates/types.ts';
import { formatDay } from '../../days.ts';
import type { Objection } from '../../refused.ts';
import type { LocalityName } from '../../registry/types.ts';
import { useSay } from '../language.tsx';
import { Facts } from '../parts/facts.tsx';
import { objectionsIn } from '../parts/filled.ts';
import { ChoiceField, Form, Hidden, optionsOf, TextField, TickField } from '../parts/form.tsx';
import { registerAddress } from './addresses.ts';
import { KINDS, NOTE_WORDS, serialText, usagesText } from './words.ts';

export const FOUND_FORM = 'trong-tep';

/** Names of the fields of the certificate at a place. */
export const fieldsOf = (at: number) => ({
  der: `tep-${at}`,
  take: `ghi-${at}`,
  kind: `loai-${at}`,
  holder: `chuc-vu-${at}`,
});

/**
 * What an uploaded file holds, to be looked at before anything is entered. The certificates travel in the form, since
 * nothing is kept of a file that nobody has confirmed; they are read anew when it comes back.
 */
export function FoundPage({
  named,
  outcomes,
  taken,
}: {
  named: LocalityName;
  /** What would become of each. */
  outcomes: readonly FileOutcome[];
  /** Places of those that are to be entered. */
  taken: ReadonlySet<number>;
}) {
  const say = useSay();
  const offered = outcomes.some(isOffered);
  const typed = outcomes.flatMap(({ kind, holder }, at) => {
    const names = fieldsOf(at);
    return [
      [names.take, taken.has(at) ? 'yes' : ''],
      [names.kind, kind],
      [names.holder, holder ?? ''],
    ];
  });
  return (
    <div class="report">
      <div>
        <h1>{say('Chứng thư trong tệp', 'Certificates in the file')}</h1>
        <p class="hint">
          {named.type} {named.name}
        </p>
        <p>
          {offered
            ? say(
                'Chưa có gì được ghi. Anh/chị vui lòng xem từng chứng thư, điền chức vụ rồi ghi vào sổ.',
                'Nothing is entered yet. Look at each, fill in the position, then enter it.',
              )
            : say(
                'Tệp này không có chứng thư nào của đơn vị để ghi vào sổ.',
                'There is no certificate of a locality in this file to be entered.',
              )}
        </p>
      </div>
      <Form
        action={`${registerAddress(named.code)}/tep/ghi`}
        name={FOUND_FORM}
        typed={Object.fromEntries(typed)}
        class={undefined}
      >
        {outcomes.map((one, at) => (
          <Found key={one.found.serial + one.found.issuer} one={one} at={at} />
        ))}
        <div class="two-ways">
          {offered ? <button type="submit">{say('Ghi vào sổ', 'Enter into the register')}</button> : null}
          <a class="button quiet" href={registerAddress(named.code)}>
            {say('Về sổ, không ghi', 'Back, enter nothing')}
          </a>
        </div>
      </Form>
    </div>
  );
}

/** Why nothing is entered: of those that were to be, or that there were none. */
export function foundObjections(outcomes: readonly FileOutcome[], taken: ReadonlySet<number>): Objection[] {
  const wrong = outcomes.flatMap((one, at) =>
    taken.has(at) && one.outcome !== 'not_offered' ? objectionsIn(one.faults, fieldsOf(at).holder) : [],
  );
  if (wrong.length > 0) return wrong;
  const field = fieldsOf(outcomes.findIndex(isOffered)).take;
  return [{ field, vi: 'Chọn ít nhất một chứng thư để ghi.', en: 'Choose at least one to enter.' }];
}

/** Whether somebody can still choose to enter it. */
export const isOffered = (one: FileOutcome) => one.outcome !== 'not_offered' && !one.found.notByItsIssuer;

function Found({ one, at }: { one: FileOutcome; at: number }) {
  const say = useSay();
  const { found } = one;
  const usages = usagesText(found.keyUsage, say);
  return (
    <section class="panel" aria-labelledby={`chung-thu-${at}`}>
      <Hidden fields={{ [fieldsOf(at).der]: found.der.toString('base64') }} />
      <h2 id={`chung-thu-${at}`}>{found.subject ?? serialText(found.serial)}</h2>
      {one.notes.map((note) => (
        <p key={note} class="doubt">
          {say(...NOTE_WORDS[note])}
        </p>
      ))}
      {one.outcome === 'unchanged' ? (
        <p class="doubt">{say('Sổ đã có chứng thư này.', 'It is in the register already.')}</p>
      ) : null}
      {one.outcome === 'corrected' ? (
        <p class="doubt">
          {say(
            'Sổ đã có chứng thư này; ghi sẽ cập nhật theo tệp.',
            'It is in the register already and would be brought up to date.',
          )}
        </p>
      ) : null}
      <Facts
        of={[
          [say('Cơ quan cấp', 'Issuer'), found.issuer],
          [say('Số hiệu chứng thư (serial)', 'Serial number'), serialText(found.serial)],
          [say('Hiệu lực', 'Valid'), `${formatDay(found.validFrom)} – ${formatDay(found.validTo)}`],
          usages !== '' && [say('Dùng để', 'For'), usages],
        ]}
      />
      {isOffered(one) ? <Asked at={at} /> : null}
    </section>
  );
}

function Asked({ at }: { at: number }) {
  const say = useSay();
  const names = fieldsOf(at);
  return (
    <div class="fields">
      <TickField name={names.take} label={say('Ghi chứng thư này vào sổ', 'Enter this one')} />
      <ChoiceField
        name={names.kind}
        label={say('Loại', 'Kind')}
        options={optionsOf(say, CERTIFICATE_KINDS, KINDS)}
      />
      <TextField
        name={names.holder}
        label={say('Chức vụ, hoặc tên con dấu, thiết bị', 'Position, or what the seal or device is called')}
        hint={say(
          'Chứng thư số cá nhân: nhập chức vụ. Hệ thống không lưu họ tên có trong tệp.',
          'Of a person: the position. The name in the file is not kept.',
        )}
      />
    </div>
  );
}
