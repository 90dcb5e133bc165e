import type { FileOutcome } from '../../certificates/from-file.ts';
import { CERTIFICATE_KINDS } from '../../certificates/types.ts';
import { formatDay } from '../../days.ts';
import type { LocalityName } from '../../registry/types.ts';
import { useSay, type Words } from '../language.tsx';
import { FaultSummary } from '../parts/fault-summary.tsx';
import { FormToken } from '../parts/form-token.tsx';
import { registerAddress } from './addresses.ts';
import { KINDS, NOTE_WORDS, serialText, usagesText } from './words.ts';

export interface FoundProps {
  named: LocalityName;
  /** What would become of each. */
  outcomes: readonly FileOutcome[];
  /** Places of those that are to be entered. */
  taken: ReadonlySet<number>;
  /** Why nothing was entered. */
  refused: boolean;
}

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
export function FoundPage({ named, outcomes, taken, refused }: FoundProps) {
  const say = useSay();
  const faults = outcomes.flatMap((one, at) =>
    taken.has(at)
      ? faultsOf(one).map(({ message, messageVi }) => ({
          field: fieldsOf(at).holder,
          message: say(messageVi, message),
        }))
      : [],
  );
  const offered = outcomes.some(isOffered);
  return (
    <div class="report">
      {refused ? (
        <FaultSummary
          title={say(
            'Chưa ghi vào sổ. Anh/chị vui lòng xem lại:',
            'Nothing was entered yet. Please look at this:',
          )}
          faults={
            faults.length > 0
              ? faults
              : [{ field: fieldsOf(outcomes.findIndex(isOffered)).take, message: say(...CHOOSE) }]
          }
        />
      ) : null}
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
      <form method="post" action={`${registerAddress(named.code)}/tep/ghi`}>
        <FormToken />
        {outcomes.map((one, at) => (
          <Found
            key={one.found.serial + one.found.issuer}
            one={one}
            at={at}
            taken={taken.has(at)}
            refused={refused}
          />
        ))}
        <div class="two-ways">
          {offered ? <button type="submit">{say('Ghi vào sổ', 'Enter into the register')}</button> : null}
          <a class="button quiet" href={registerAddress(named.code)}>
            {say('Về sổ, không ghi', 'Back, enter nothing')}
          </a>
        </div>
      </form>
    </div>
  );
}

const CHOOSE: Words = ['Chọn ít nhất một chứng thư để ghi.', 'Choose at least one to enter.'];

/** Whether somebody can still choose to enter it. */
export const isOffered = (one: FileOutcome) => one.outcome !== 'not_offered' && !one.found.notByItsIssuer;

const faultsOf = (one: FileOutcome) => (one.outcome === 'not_offered' ? [] : one.faults);

function Found({
  one,
  at,
  taken,
  refused,
}: {
  one: FileOutcome;
  at: number;
  taken: boolean;
  refused: boolean;
}) {
  const say = useSay();
  const { found } = one;
  const names = fieldsOf(at);
  const usages = usagesText(found.keyUsage, say);
  return (
    <section class="panel" aria-labelledby={`chung-thu-${at}`}>
      <input type="hidden" name={names.der} value={found.der.toString('base64')} />
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
      <dl class="said">
        <Said name={say('Cơ quan cấp', 'Issuer')} value={found.issuer} />
        <Said name={say('Số hiệu chứng thư (serial)', 'Serial number')} value={serialText(found.serial)} />
        <Said
          name={say('Hiệu lực', 'Valid')}
          value={`${formatDay(found.validFrom)} – ${formatDay(found.validTo)}`}
        />
        {usages === '' ? null : <Said name={say('Dùng để', 'For')} value={usages} />}
      </dl>
      {isOffered(one) ? <Asked one={one} at={at} taken={taken} refused={refused} /> : null}
    </section>
  );
}

function Said({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function Asked({
  one,
  at,
  taken,
  refused,
}: {
  one: FileOutcome;
  at: number;
  taken: boolean;
  refused: boolean;
}) {
  const say = useSay();
  const names = fieldsOf(at);
  const wrong = refused && taken ? faultsOf(one) : [];
  return (
    <>
      <label class="choice">
        <input id={names.take} type="checkbox" name={names.take} value="yes" checked={taken} />
        {say('Ghi chứng thư này vào sổ', 'Enter this one')}
      </label>
      <div class="labelled">
        <label for={names.kind}>{say('Loại', 'Kind')}</label>
        <select id={names.kind} name={names.kind}>
          {CERTIFICATE_KINDS.map((kind) => (
            <option key={kind} value={kind} selected={kind === one.kind}>
              {say(...KINDS[kind])}
            </option>
          ))}
        </select>
      </div>
      <div class="labelled">
        <label for={names.holder}>
          {say('Chức vụ, hoặc tên con dấu, thiết bị', 'Position, or what the seal or device is called')}
        </label>
        <p id={`${names.holder}-hint`} class="hint">
          {say(
            'Chứng thư số cá nhân: nhập chức vụ. Hệ thống không lưu họ tên có trong tệp.',
            'Of a person: the position. The name in the file is not kept.',
          )}
        </p>
        {wrong.map(({ code, message, messageVi }) => (
          <p key={code} id={`${names.holder}-error`} class="error">
            {say(messageVi, message)}
          </p>
        ))}
        <input
          id={names.holder}
          type="text"
          name={names.holder}
          value={one.holder ?? ''}
          maxLength={200}
          autocomplete="off"
          aria-invalid={wrong.length > 0 ? 'true' : undefined}
          aria-describedby={
            wrong.length > 0 ? `${names.holder}-error ${names.holder}-hint` : `${names.holder}-hint`
          }
        />
      </div>
    </>
  );
}
