import { FILE_BYTES } from '../../certificates/file/faults.ts';
import type { ListedCertificate } from '../../certificates/store.ts';
import type { Withdrawal } from '../../certificates/types.ts';
import { localityAddress } from '../addresses.ts';
import { useReading, useSay } from '../language.tsx';
import { ChoiceField, Form, Hidden, optionsOf, TextField, UploadField } from '../parts/form.tsx';
import { DataTable } from '../parts/table.tsx';
import { reportAddress } from '../report/addresses.ts';
import { ADD_FORM, AddForm } from './add-form.tsx';
import { registerAddress, SHEET_PATH } from './addresses.ts';
import type { RegisterFacts } from './facts.ts';
import { Counts, certificateColumns } from './parts.tsx';
import { WITHDRAWAL_NAMES } from './words.ts';

/** The register of one locality: what is in use, ways to add, and what was. */
export function RegisterPage({ facts }: { facts: RegisterFacts }) {
  const say = useSay();
  const { named, inUse, outOfUse, mayWrite } = facts;
  return (
    <>
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
      {mayWrite ? <Ways facts={facts} /> : null}
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
}: {
  name: string;
  title: string;
  rows: ListedCertificate[];
  facts: RegisterFacts;
}) {
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

/** Name of the form that takes one out of use. */
export const withdrawForm = (id: number | string) => `ngung-${id}`;

function Withdraw({ one, today }: { one: ListedCertificate; today: string }) {
  const say = useSay();
  const { filled } = useReading();
  const name = withdrawForm(one.id);
  return (
    <details open={filled?.form === name}>
      <summary>
        {say('Ngừng sử dụng', 'Take out of use')}
        <span class="unseen"> {one.holder ?? one.subject ?? one.serial}</span>
      </summary>
      <Form action={`${registerAddress(one.locality)}/ngung`} name={name} typed={{ on: today }}>
        <Hidden fields={{ certificate: one.id }} />
        <ChoiceField
          name="reason"
          id={`ly-do-${one.id}`}
          label={say('Lý do', 'Reason')}
          options={optionsOf(say, REASONS, WITHDRAWAL_NAMES)}
        />
        <TextField name="on" id={`ngay-${one.id}`} type="date" label={say('Từ ngày', 'From')} />
        <button type="submit" class="quiet">
          {say('Ghi ngừng dùng', 'Take out of use')}
        </button>
      </Form>
    </details>
  );
}

/** Three ways in: the file of the certificate, by hand, a sheet. */
function Ways({ facts }: { facts: RegisterFacts }) {
  const say = useSay();
  const { filled } = useReading();
  return (
    <div class="report">
      <section class="panel" aria-labelledby="gui-tep">
        <h2 id="gui-tep">{say('Thêm từ tệp chứng thư', 'Add from the certificate’s file')}</h2>
        <Form action={`${registerAddress(facts.named.code)}/tep`} name="tep" files>
          <UploadField
            name="file"
            label={say('Tệp .cer, .crt, .pem hoặc .p7b', 'A .cer, .crt, .pem or .p7b file')}
            accept={['.cer', '.crt', '.der', '.pem', '.p7b', '.p7c']}
            hint={say(
              `Tối đa ${FILE_BYTES / 1024} kB. Hệ thống đọc nội dung để anh/chị xem trước, không giữ tệp. Không gửi khóa bí mật (.p12, .pfx, .key).`,
              `At most ${FILE_BYTES / 1024} kB. It is read for you to look at first, and not kept. Never send a private key (.p12, .pfx, .key).`,
            )}
          />
          <button type="submit">{say('Đọc tệp', 'Read the file')}</button>
        </Form>
      </section>
      <details class="panel" open={filled?.form === ADD_FORM}>
        <summary>{say('Nhập thủ công', 'Enter by hand')}</summary>
        <AddForm facts={facts} />
      </details>
      <p>
        <a href={SHEET_PATH}>{say('Nhập nhiều chứng thư từ bảng tính', 'Import many from a sheet')}</a>
      </p>
    </div>
  );
}
