import { areaWithin } from '../../../access/areas.ts';
import type { ExchangeCodeRow } from '../../../exchange/code-store.ts';
import { areaOfCode } from '../../../exchange/codes.ts';
import { CODE_KINDS, type CodeKind } from '../../../exchange/types.ts';
import type { Registry } from '../../../registry/snapshot.ts';
import { useSay, useWho, type Words } from '../../language.tsx';
import { ChoiceField, Form, optionsOf, TextField } from '../../parts/form.tsx';
import { DataTable } from '../../parts/table.tsx';
import { Frame } from '../frame.tsx';

export const EXCHANGE = '/quan-tri/ma-he-thong-khac';

const KINDS: Record<CodeKind, Words> = {
  data_element: ['số liệu (data element)', 'value (data element)'],
  org_unit: ['đơn vị (organisation unit)', 'locality or province (organisation unit)'],
  data_set: ['đợt báo cáo (data set)', 'programme (data set)'],
};

/** What another system (DHIS2) calls values, localities and programmes of ours, and the form that says so of one. */
export function ExchangeCodes({ codes }: { codes: readonly ExchangeCodeRow[] }) {
  const say = useSay();
  const { registry, principal } = useWho();
  const own = codes.filter((one) => areaWithin(registry, areaOfCode(registry, one), principal.area));
  return (
    <Frame title={say('Mã của hệ thống khác', 'Codes of other systems')}>
      <p class="hint">
        {say(
          'Hệ thống khác (DHIS2) gọi số liệu, đơn vị, đợt báo cáo bằng mã riêng. Mục không có trong bảng thì dùng chính mã của Phủ Xanh.',
          'Another system (DHIS2) has identifiers of its own for values, localities and programmes. What is not listed is called by our own code.',
        )}
      </p>
      <DataTable
        title={say('Mã đã khai', 'Codes that are set')}
        rows={own}
        keyOf={(one) => `${one.kind} ${one.ours}`}
        empty={say('Chưa khai mã nào.', 'None is set.')}
        columns={[
          { key: 'kind', head: say('Loại', 'Kind'), value: ({ kind }) => say(...KINDS[kind as CodeKind]) },
          { key: 'ours', head: say('Mã Phủ Xanh', 'Our code'), value: (one) => one.ours },
          { key: 'name', head: say('Tên', 'Name'), value: (one) => nameOf(registry, one) },
          { key: 'uid', head: 'UID', value: (one) => one.uid },
          { key: 'code', head: say('Mã bên đó', 'Code there'), value: (one) => one.code },
        ]}
      />
      <section class="panel">
        <h2>{say('Khai hoặc đổi một mã', 'Set or change a code')}</h2>
        <Form action={EXCHANGE} name="luu" typed={{ kind: 'org_unit' }}>
          <ChoiceField name="kind" label={say('Loại', 'Kind')} options={optionsOf(say, CODE_KINDS, KINDS)} />
          <TextField
            name="ours"
            label={say('Mã Phủ Xanh', 'Our code')}
            hint={say(
              'Mã đơn vị 5 số, mã tỉnh 2 số, mã đợt, hoặc mã số liệu như certificate.personal.have.',
              'A code of a locality, a province, a programme, or of a value such as certificate.personal.have.',
            )}
            maxLength={100}
          />
          <TextField
            name="uid"
            label="UID"
            hint={say('11 chữ và số, bắt đầu bằng chữ, ví dụ f7n9E0hX8qk.', '11 letters and digits.')}
            maxLength={11}
          />
          <TextField
            name="code"
            label={say('Mã bên đó', 'Code there')}
            hint={say(
              'Để trống cả UID và mã bên đó là bỏ mã đã khai.',
              'With neither of both what was set is taken away.',
            )}
            maxLength={230}
          />
          <button type="submit">{say('Lưu mã', 'Save the code')}</button>
        </Form>
      </section>
    </Frame>
  );
}

function nameOf(registry: Registry, { kind, ours }: ExchangeCodeRow): string | undefined {
  if (kind === 'data_set') return registry.programmes.get(ours)?.nameVi;
  if (kind === 'org_unit')
    return registry.localities.get(ours)?.names.at(-1)?.name ?? registry.provinces.get(ours);
  return registry.indicators.findLast(({ code }) => ours === code || ours.startsWith(`${code}.`))?.nameVi;
}
