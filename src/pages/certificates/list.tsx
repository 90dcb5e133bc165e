import { CERTIFICATE_ORDERS } from '../../certificates/store.ts';
import { CERTIFICATE_KINDS } from '../../certificates/types.ts';
import { useSay } from '../language.tsx';
import { ChoiceFilter, FilterForm, PlaceFilter, ProvinceFilter } from '../parts/filters.tsx';
import { optionsOf } from '../parts/form.tsx';
import { placeColumn } from '../parts/places.tsx';
import { DataTable } from '../parts/table.tsx';
import { Views } from '../parts/views.tsx';
import { registerAddress, SHEET_PATH } from './addresses.ts';
import type { CertificateRow, ListFacts } from './facts.ts';
import { certificateColumns } from './parts.tsx';
import { KINDS, STATES } from './words.ts';

/** Certificates of one's area, those that end first on top. */
export function CertificateList({ facts }: { facts: ListFacts }) {
  const say = useSay();
  const { page, order, own, provinces, today } = facts;
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
      <States facts={facts} />
      <FilterForm>
        <PlaceFilter />
        <ChoiceFilter
          name="kind"
          label={say('Loại', 'Kind')}
          options={optionsOf(say, CERTIFICATE_KINDS, KINDS)}
        />
        <ProvinceFilter provinces={provinces} />
      </FilterForm>
      <DataTable
        title={say('Chứng thư số', 'Certificates')}
        rows={page.rows}
        keyOf={({ certificate }) => certificate.id}
        of={page}
        sorted={{ keys: CERTIFICATE_ORDERS, by: order }}
        empty={<NoCertificates facts={facts} />}
        columns={[
          placeColumn(say, 'named', registerAddress),
          ...certificateColumns(say, today, ({ certificate }: CertificateRow) => certificate),
        ]}
      />
    </>
  );
}

const VIEWS = [undefined, 'in_force', 'expiring', 'expired', 'future', 'self_signed', 'withdrawn'] as const;

function States({ facts: { asked, counts } }: { facts: ListFacts }) {
  const say = useSay();
  // What there rarely is any of is a way to nowhere.
  const shown = VIEWS.filter(
    (state) =>
      state === undefined ||
      ['in_force', 'expiring', 'expired', asked.state].includes(state) ||
      counts[state] > 0,
  );
  return (
    <Views
      name="state"
      label={say('Tình trạng', 'States')}
      looks="views"
      ways={shown.map((state) =>
        state === undefined
          ? { value: undefined, words: say('Tất cả', 'All') }
          : { value: state, words: say(...STATES[state]), count: counts[state] },
      )}
    />
  );
}

function NoCertificates({ facts: { asked } }: { facts: ListFacts }) {
  const say = useSay();
  const { page: _, sort: __, ...narrowed } = asked;
  const any = Object.values(narrowed).some((one) => one !== undefined);
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
