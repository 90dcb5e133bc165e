import { FILE_BYTES } from '../../certificates/file/faults.ts';
import type { ListedCertificate } from '../../certificates/store.ts';
import type { Withdrawal } from '../../certificates/types.ts';
import { localityAddress } from '../addresses.ts';
import { useReading, useSay } from '../language.tsx';
import { FaultSummary } from '../parts/fault-summary.tsx';
import { FormToken } from '../parts/form-token.tsx';
import { DataTable } from '../parts/table.tsx';
import { reportAddress } from '../report/addresses.ts';
import { AddForm } from './add-form.tsx';
import { registerAddress, SHEET_PATH } from './addresses.ts';
import type { RegisterFacts } from './facts.ts';
import { Counts, certificateColumns } from './parts.tsx';
import { WITHDRAWAL_NAMES } from './words.ts';

export interface RegisterProps {
  facts: RegisterFacts;
  /** What was just done. */
  notice?: string | undefined;
  /** Why the file was not taken. */
  fileFault?: string | undefined;
  /** Why a certificate was not taken out of use. */
  refusal?: string | undefined;
}

/** The register of one locality: what is in use, ways to add, and what was. */
export function RegisterPage(props: RegisterProps) {
  const say = useSay();
  const { facts, notice, fileFault, refusal } = props;
  const { named, inUse, outOfUse, mayWrite } = facts;
  return (
    <>
      {notice === undefined ? null : (
        <p class="notice" role="status">
          {notice}
        </p>
      )}
      {refusal === undefined ? null : (
        <p class="notice bad" role="alert">
          {refusal}
        </p>
      )}
      {fileFault === undefined ? null : (
        <FaultSummary
          title={say(
            'Chưa nhận được tệp. Anh/chị vui lòng xem lại:',
            'The file was not taken. Please look at this:',
          )}
          faults={[{ field: 'file', message: fileFault }]}
        />
      )}
      <div>
        <h1>{say('Sổ chứng thư số', 'Register of certificates')}</h1>
        <p class="hint">
          {named.type} {named.name}
        </p>
        <Counts counts={facts.counts} />
        <p class="links">
          <a href={localityAddress(named.code)}>{say('Trang của đơn vị', 'The locality’s page')}</a>
          <a href={reportAddress(named.code)}>{say('Báo cáo hôm nay', 'Today’s report')}</a>
        </p>
      </div>
      {inUse.length === 0 ? (
        <p class="panel">
          {say('Sổ chưa có chứng thư nào đang dùng.', 'No certificate in use has been entered.')}
        </p>
      ) : (
        <Rows name="in-use" title={say('Đang dùng', 'In use')} rows={inUse} facts={facts} />
      )}
      {mayWrite ? <Ways {...props} /> : null}
      {outOfUse.length === 0 ? null : (
        <Rows name="out-of-use" title={say('Không còn dùng', 'Out of use')} rows={outOfUse} facts={facts} />
      )}
    </>
  );
}

function Rows({
  name,
  title,
  rows,
  facts,
}: Pick<RegisterProps, 'facts'> & { name: string; title: string; rows: ListedCertificate[] }) {
  const say = useSay();
  return (
    <DataTable
      name={name}
      title={title}
      caption={title}
      rows={rows}
      keyOf={(one) => one.id}
      columns={certificateColumns(
        say,
        facts.today,
        (one: ListedCertificate) => one,
        (one) =>
          facts.mayWrite && one.withdrawnOn === null ? <Withdraw one={one} today={facts.today} /> : null,
      )}
    />
  );
}

/** The commonest first. */
const REASONS: readonly Withdrawal[] = ['replaced', 'revoked', 'mistake'];

function Withdraw({ one, today }: { one: ListedCertificate; today: string }) {
  const say = useSay();
  const [why, on] = [`ly-do-${one.id}`, `ngay-${one.id}`];
  return (
    <details>
      <summary>
        {say('Ngừng sử dụng', 'Take out of use')}
        <span class="unseen"> {one.holder ?? one.subject ?? one.serial}</span>
      </summary>
      <form method="post" action={`${registerAddress(one.locality)}/ngung`} class="fields">
        <FormToken />
        <input type="hidden" name="certificate" value={one.id} />
        <div class="labelled">
          <label for={why}>{say('Lý do', 'Reason')}</label>
          <select id={why} name="reason">
            {REASONS.map((reason) => (
              <option key={reason} value={reason}>
                {say(...WITHDRAWAL_NAMES[reason])}
              </option>
            ))}
          </select>
        </div>
        <div class="labelled">
          <label for={on}>{say('Từ ngày', 'From')}</label>
          <input id={on} type="date" name="on" value={today} max={today} />
        </div>
        <button type="submit" class="quiet">
          {say('Ghi ngừng dùng', 'Take out of use')}
        </button>
      </form>
    </details>
  );
}

/** Three ways in: the file of the certificate, by hand, a sheet. */
function Ways({ facts, fileFault }: RegisterProps) {
  const say = useSay();
  const { filled } = useReading();
  const { code } = facts.named;
  return (
    <div class="report">
      <section class="panel" aria-labelledby="gui-tep">
        <h2 id="gui-tep">{say('Thêm từ tệp chứng thư', 'Add from the certificate’s file')}</h2>
        <form method="post" action={`${registerAddress(code)}/tep`} enctype="multipart/form-data">
          <FormToken />
          <div>
            <label for="file">
              {say('Tệp .cer, .crt, .pem hoặc .p7b', 'A .cer, .crt, .pem or .p7b file')}
            </label>
            {fileFault === undefined ? null : (
              <p id="file-error" class="error">
                {fileFault}
              </p>
            )}
            <input
              id="file"
              type="file"
              name="file"
              accept=".cer,.crt,.der,.pem,.p7b,.p7c"
              aria-invalid={fileFault === undefined ? undefined : 'true'}
              aria-describedby={fileFault === undefined ? 'file-hint' : 'file-error file-hint'}
            />
            <p id="file-hint" class="hint">
              {say(
                `Tối đa ${FILE_BYTES / 1024} kB. Hệ thống đọc nội dung để anh/chị xem trước, không giữ tệp. Không gửi khóa bí mật (.p12, .pfx, .key).`,
                `At most ${FILE_BYTES / 1024} kB. It is read for you to look at first, and not kept. Never send a private key (.p12, .pfx, .key).`,
              )}
            </p>
          </div>
          <p>
            <button type="submit">{say('Đọc tệp', 'Read the file')}</button>
          </p>
        </form>
      </section>
      <details class="panel" open={filled !== undefined}>
        <summary>{say('Nhập thủ công', 'Enter by hand')}</summary>
        <AddForm facts={facts} />
      </details>
      <p>
        <a href={SHEET_PATH}>{say('Nhập nhiều chứng thư từ bảng tính', 'Import many from a sheet')}</a>
      </p>
    </div>
  );
}
