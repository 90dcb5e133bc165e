import { provincesIn } from '../../../access/areas.ts';
import { dayOf, formatDay } from '../../../days.ts';
import { AGENCY_KINDS, type Agency, type AgencyKind } from '../../../registry/types.ts';
import { useSay, useWho, type Words } from '../../language.tsx';
import { ChoiceField, Form, optionsOf, TextField } from '../../parts/form.tsx';
import { DataTable } from '../../parts/table.tsx';
import { Frame } from '../frame.tsx';

export const AGENCIES = '/quan-tri/co-quan';
export const END = 'ket-thuc';

const KINDS: Record<AgencyKind, Words> = {
  committee: ['ủy ban nhân dân', 'people’s committee'],
  office: ['văn phòng', 'office'],
  department: ['sở, ngành', 'department'],
  party: ['cơ quan Đảng', 'body of the Party'],
  other: ['khác', 'other'],
};

/** Agencies that tasks and documents name; a locality's committee is that locality and stands in no list. */
export function Agencies({ agencies }: { agencies: readonly Agency[] }) {
  const say = useSay();
  const { registry, principal, now } = useWho();
  const wide = principal.area === '*';
  const provinces = provincesIn(registry, principal.area).map(
    (code) => [code, registry.provinces.get(code) ?? code] as const,
  );
  const [only = ['']] = provinces.length === 1 ? provinces : [];
  return (
    <Frame title={say('Cơ quan', 'Agencies')}>
      <p class="hint">
        {say(
          'Sở, ngành, văn phòng được giao nhiệm vụ hoặc nhận văn bản. Ủy ban nhân dân cấp xã chính là đơn vị trong danh sách đơn vị.',
          'Departments and offices that tasks and documents name. A commune’s People’s Committee is the locality itself.',
        )}
      </p>
      <DataTable
        title={say('Cơ quan', 'Agencies')}
        rows={agencies}
        keyOf={(one) => `${one.province} ${one.code} ${one.validFrom}`}
        columns={[
          { key: 'name', head: say('Tên', 'Name'), value: (one) => say(one.nameVi, one.nameEn) },
          { key: 'code', head: say('Mã', 'Code'), value: (one) => one.code },
          wide && {
            key: 'province',
            head: say('Tỉnh, thành phố', 'Province'),
            value: (one) => registry.provinces.get(one.province),
          },
          { key: 'kind', head: say('Loại', 'Kind'), value: (one) => say(...KINDS[one.kind]) },
          {
            key: 'in-force',
            head: say('Hoạt động', 'In force'),
            value: ({ validFrom, validTo }) =>
              validTo === null
                ? say(`từ ${formatDay(validFrom)}`, `from ${formatDay(validFrom)}`)
                : say(`đến ${formatDay(validTo)}`, `until ${formatDay(validTo)}`),
            sort: (one) => one.validTo ?? one.validFrom,
          },
        ]}
      />
      <section class="panel">
        <h2>{say('Thêm hoặc đổi tên một cơ quan', 'Add or rename an agency')}</h2>
        <Form
          action={AGENCIES}
          name="luu"
          typed={{ from: dayOf(now), province: only[0], kind: 'department' }}
        >
          <ChoiceField name="province" label={say('Tỉnh, thành phố', 'Province')} options={provinces} />
          <TextField
            name="code"
            label={say('Mã', 'Code')}
            hint={say('Chữ không dấu, ví dụ so-xay-dung. Mã đã có thì đổi tên.', 'E.g. so-xay-dung.')}
            maxLength={40}
          />
          <TextField name="name-vi" label={say('Tên tiếng Việt', 'Name in Vietnamese')} maxLength={200} />
          <TextField name="name-en" label={say('Tên tiếng Anh', 'Name in English')} maxLength={200} />
          <ChoiceField
            name="kind"
            label={say('Loại', 'Kind')}
            options={optionsOf(say, AGENCY_KINDS, KINDS)}
          />
          <TextField name="from" type="date" label={say('Từ ngày', 'From')} />
          <button type="submit">{say('Lưu cơ quan', 'Save the agency')}</button>
        </Form>
      </section>
      <section class="panel">
        <h2>{say('Cơ quan ngừng hoạt động', 'End an agency')}</h2>
        <Form action={`${AGENCIES}/ket-thuc`} name={END} typed={{ province: only[0] }}>
          <ChoiceField name="province" label={say('Tỉnh, thành phố', 'Province')} options={provinces} />
          <TextField name="code" label={say('Mã', 'Code')} maxLength={40} />
          <TextField name="last-day" type="date" label={say('Ngày hoạt động cuối cùng', 'Last day')} />
          <button type="submit" class="quiet">
            {say('Ghi nhận ngừng hoạt động', 'End the agency')}
          </button>
        </Form>
      </section>
    </Frame>
  );
}
