import { CERTIFICATE_KINDS } from '../../certificates/types.ts';
import { formatNumber } from '../format.ts';
import { useSay } from '../language.tsx';
import { Pager } from '../parts/pager.tsx';
import { TableBox } from '../parts/table-box.tsx';
import { certificatesAddress, PATH, registerAddress, SHEET_PATH } from './addresses.ts';
import type { ListFacts } from './facts.ts';
import { CertificateTag, Ends, Identity, Whose } from './parts.tsx';
import { KINDS, STATES } from './words.ts';

/** Certificates of one's area, those that end first on top. */
export function CertificateList({ facts }: { facts: ListFacts }) {
  const say = useSay();
  const { asked, page, own } = facts;
  return (
    <>
      <div>
        <h1>{say('Sổ chứng thư số công vụ', 'Register of official certificates')}</h1>
        <p>
          {say(
            'Chứng thư của các đơn vị, sắp theo ngày hết hạn. Số liệu cán bộ báo cáo là số chính thức; sổ dùng để đối chiếu và nhắc gia hạn.',
            'Certificates of the localities by their end. What officers report is what counts; the register is there to compare, and to warn in time.',
          )}
        </p>
        <p class="actions">
          {own === undefined ? null : (
            <a class="button" href={registerAddress(own.code)}>
              {say('Mở sổ của đơn vị', 'Open my unit’s register')}
            </a>
          )}
          {facts.mayWrite ? (
            <a class="button quiet" href={SHEET_PATH}>
              {say('Nhập từ bảng tính', 'Import from a sheet')}
            </a>
          ) : null}
        </p>
      </div>
      <Views facts={facts} />
      <Filters facts={facts} />
      {page.rows.length === 0 ? <Nothing facts={facts} /> : <Rows facts={facts} />}
      <Pager of={page} addressOf={(to) => certificatesAddress({ ...asked, page: to })} />
    </>
  );
}

const VIEWS = [undefined, 'in_force', 'expiring', 'expired', 'future', 'self_signed', 'withdrawn'] as const;

function Views({ facts: { asked, counts } }: { facts: ListFacts }) {
  const say = useSay();
  // What there rarely is any of is a way to nowhere.
  const shown = VIEWS.filter(
    (state) =>
      state === undefined ||
      ['in_force', 'expiring', 'expired', asked.state].includes(state) ||
      counts[state] > 0,
  );
  return (
    <nav class="views" aria-label={say('Tình trạng', 'States')}>
      {shown.map((state) => (
        <a
          key={state ?? ''}
          href={certificatesAddress({ ...asked, state, page: 1 })}
          aria-current={state === asked.state ? 'page' : undefined}
        >
          {state === undefined
            ? say('Tất cả', 'All')
            : `${say(...STATES[state])} (${formatNumber(counts[state])})`}
        </a>
      ))}
    </nav>
  );
}

function Filters({ facts: { asked, provinces } }: { facts: ListFacts }) {
  const say = useSay();
  const filtered = asked.kind !== undefined || asked.q !== undefined || asked.province !== undefined;
  return (
    <search>
      <form class="review-filters" method="get" action={PATH}>
        {asked.state === undefined ? null : <input type="hidden" name="state" value={asked.state} />}
        <div class="field">
          <label for="q">{say('Tìm đơn vị (không cần gõ dấu)', 'Find a locality (no accents needed)')}</label>
          <input id="q" name="q" type="search" value={asked.q} maxLength={100} autocomplete="off" />
        </div>
        <div class="field">
          <label for="kind">{say('Loại', 'Kind')}</label>
          <select id="kind" name="kind">
            <option value="">{say('Tất cả', 'All')}</option>
            {CERTIFICATE_KINDS.map((kind) => (
              <option key={kind} value={kind} selected={kind === asked.kind}>
                {say(...KINDS[kind])}
              </option>
            ))}
          </select>
        </div>
        {provinces.length < 2 ? null : (
          <div class="field">
            <label for="province">{say('Tỉnh, thành phố', 'Province')}</label>
            <select id="province" name="province">
              <option value="">{say('Tất cả', 'All')}</option>
              {provinces.map(({ code, name }) => (
                <option key={code} value={code} selected={code === asked.province}>
                  {name}
                </option>
              ))}
            </select>
          </div>
        )}
        <div class="do">
          <button type="submit" class="quiet">
            {say('Lọc', 'Filter')}
          </button>
          {filtered ? (
            <a class="button quiet" href={certificatesAddress({ state: asked.state })}>
              {say('Bỏ mọi bộ lọc', 'Clear filters')}
            </a>
          ) : null}
        </div>
      </form>
    </search>
  );
}

function Rows({ facts: { page, today } }: { facts: ListFacts }) {
  const say = useSay();
  const title = say('Chứng thư số', 'Certificates');
  return (
    <TableBox label={title}>
      <table class="stacks">
        <thead>
          <tr>
            <th scope="col">{say('Đơn vị', 'Locality')}</th>
            <th scope="col">{say('Cấp cho', 'Whose')}</th>
            <th scope="col">{say('Số hiệu chứng thư, cơ quan cấp', 'Serial number, issuer')}</th>
            <th scope="col">{say('Hết hạn', 'Ends')}</th>
            <th scope="col">{say('Tình trạng', 'State')}</th>
          </tr>
        </thead>
        <tbody>
          {page.rows.map(({ certificate, named }) => (
            <tr key={certificate.id}>
              <th scope="row">
                <a href={registerAddress(named.code)}>
                  {named.type} {named.name}
                </a>
              </th>
              <td>
                <Whose of={certificate} />
              </td>
              <td>
                <Identity of={certificate} />
              </td>
              <td data-label={say('Hết hạn', 'Ends')}>
                <Ends of={certificate} today={today} />
              </td>
              <td>
                <CertificateTag state={certificate.state} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  );
}

function Nothing({ facts: { asked } }: { facts: ListFacts }) {
  const say = useSay();
  const any = Object.values({ ...asked, page: undefined }).some((one) => one !== undefined);
  return (
    <p class="panel">
      {any
        ? say('Không có chứng thư nào khớp với bộ lọc.', 'Nothing matches the filters.')
        : say(
            'Sổ chưa có chứng thư nào. Mở trang của một đơn vị, chọn “Sổ chứng thư số” để ghi, hoặc nhập từ bảng tính.',
            'The register is empty. Open a locality’s page and its register to enter some, or import a sheet.',
          )}
    </p>
  );
}
