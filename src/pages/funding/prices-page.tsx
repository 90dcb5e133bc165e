import { may } from '../../access/principal.ts';
import type { Day } from '../../days.ts';
import { endsOf } from '../../funding/price-rules.ts';
import { normOf } from '../../funding/prices.ts';
import type { ItemRow, PriceRow } from '../../funding/store.ts';
import { groupBy } from '../../lib/group-by.ts';
import { useSay, useWho } from '../language.tsx';
import {
  ActionButton,
  ChoiceField,
  Form,
  Hidden,
  LongTextField,
  NumberField,
  type Option,
  TextField,
} from '../parts/form.tsx';
import { DataTable } from '../parts/table.tsx';
import { PRICES } from './addresses.ts';
import { FundingWays } from './ways.tsx';

export const NEW_PRICE = 'don-gia-moi';

interface Shown {
  prices: readonly PriceRow[];
  items: readonly ItemRow[];
  today: Day;
  provinces: readonly string[];
}

/** What a unit costs, from which day on, on what basis. */
export function PricesPage({ prices, items, today, provinces }: Shown) {
  const say = useSay();
  const { registry, principal } = useWho();
  const inForce = registry.indicatorsOn(today);
  const ends = new Map(
    [...groupBy(prices, ({ province, item }) => `${province} ${item}`).values()].flatMap((of) => [
      ...endsOf(of),
    ]),
  );
  const nameOf = (code: string) => {
    const of = inForce.get(code) ?? registry.indicators.findLast((one) => one.code === code);
    return of ? say(of.nameVi, of.nameEn) : code;
  };
  const funds = may(principal.role, 'fund');
  return (
    <>
      <h1>{say('Đơn giá', 'Prices')}</h1>
      <FundingWays />
      <p class="hint">
        {say(
          'Đơn giá áp dụng từ ngày ghi đến khi có đơn giá sau. Mục A, B của Quyết định 10/2026/QĐ-TTg có mức tối đa; Mục C không có mức tối đa và phải ghi căn cứ. Đề xuất đã lập giữ nguyên đơn giá của ngày lập.',
          'A price holds from its day until a later one. Sections A and B have ceilings; section C has none and asks for a basis. A proposal keeps the prices of its day.',
        )}
      </p>
      {funds ? <NewPrice items={items} today={today} provinces={provinces} nameOf={nameOf} /> : null}
      <section class="panel">
        <h2>{say('Đơn giá đã nhập', 'Prices')}</h2>
        <DataTable
          title={say('Đơn giá', 'Prices')}
          name="don-gia"
          rows={prices}
          keyOf={({ id }) => id}
          empty={say('Chưa có đơn giá nào.', 'There is no price yet.')}
          columns={[
            { key: 'item', head: say('Chỉ tiêu', 'Item'), value: ({ item }) => nameOf(item), label: null },
            provinces.length > 1 && {
              key: 'province',
              head: say('Tỉnh, thành phố', 'Province'),
              value: ({ province }) => registry.provinces.get(province) ?? province,
            },
            {
              key: 'price',
              head: say('Đơn giá (đồng)', 'Price (đồng)'),
              value: ({ unitPrice }) => unitPrice,
              figure: true,
            },
            {
              key: 'ceiling',
              head: say('Mức tối đa (đồng)', 'Ceiling (đồng)'),
              value: ({ ceiling }) => ceiling ?? say('không có', 'none'),
              figure: true,
            },
            { key: 'basis', head: say('Căn cứ', 'Basis'), value: ({ basis }) => basis },
            { key: 'from', head: say('Từ ngày', 'From'), value: ({ validFrom }) => validFrom },
            { key: 'to', head: say('Đến ngày', 'To'), value: (row) => ends.get(row) ?? null },
            { key: 'by', head: say('Người nhập', 'By'), value: ({ createdBy }) => createdBy },
            funds && {
              key: 'do',
              head: say('Việc', 'Action'),
              label: null,
              cell: ({ id, item }) => (
                <ActionButton
                  action={`${PRICES}/${id}/bo`}
                  name={say('Xóa đơn giá', 'Withdraw')}
                  label={say(`Xóa đơn giá: ${nameOf(item)}`, `Withdraw the price of ${nameOf(item)}`)}
                />
              ),
            },
          ]}
        />
      </section>
    </>
  );
}

function NewPrice({
  items,
  today,
  provinces,
  nameOf,
}: Omit<Shown, 'prices'> & { nameOf: (code: string) => string }) {
  const say = useSay();
  const { registry } = useWho();
  const [only] = provinces;
  const inForce = registry.indicatorsOn(today);
  const options = items
    .filter(({ indicator }) => inForce.has(indicator))
    .map(({ indicator }): Option => {
      const norm = normOf(items, indicator, today);
      const name = nameOf(indicator);
      return [
        indicator,
        norm === null
          ? name
          : say(`${name} (định mức ${norm / 1e6} triệu đồng)`, `${name} (norm ${norm / 1e6} million)`),
      ];
    });
  return (
    <section class="panel">
      <h2>{say('Nhập đơn giá', 'A price')}</h2>
      <Form id={NEW_PRICE} action={PRICES} name={NEW_PRICE} typed={{ validFrom: today }}>
        {provinces.length > 1 ? (
          <ChoiceField
            name="province"
            label={say('Tỉnh, thành phố', 'Province')}
            options={provinces.map((code): Option => [code, registry.provinces.get(code) ?? code])}
          />
        ) : (
          <Hidden fields={{ province: only }} />
        )}
        <ChoiceField name="item" label={say('Chỉ tiêu', 'Item')} options={options} />
        <NumberField name="unitPrice" label={say('Đơn giá (đồng)', 'Price (đồng)')} />
        <NumberField
          name="ceiling"
          label={say('Mức giá tối đa (đồng)', 'Ceiling (đồng)')}
          hint={say(
            'Để trống nếu mua theo Mục C hoặc thiết bị chuyên dùng.',
            'Blank under section C, or for specialised equipment.',
          )}
        />
        <LongTextField
          name="basis"
          label={say('Căn cứ', 'Basis')}
          hint={say('Bắt buộc khi không có mức tối đa.', 'Asked where there is no ceiling.')}
          rows={2}
          maxLength={1_000}
        />
        <TextField name="validFrom" type="date" label={say('Áp dụng từ ngày', 'From')} />
        <TextField
          name="validTo"
          type="date"
          label={say('Đến hết ngày', 'Through')}
          hint={say('Để trống: áp dụng đến khi có đơn giá sau.', 'Blank: until a later price.')}
        />
        <button type="submit">{say('Lưu đơn giá', 'Save')}</button>
      </Form>
    </section>
  );
}
