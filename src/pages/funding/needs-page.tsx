import { may } from '../../access/principal.ts';
import { formatDay } from '../../days.ts';
import { formatAmount, inWords, toNumber } from '../../funding/money-rules.ts';
import { FUNDING_STATES, notShownWords, sumNeeds, sumNeedsBy } from '../../funding/need-rules.ts';
import { FUNDING_WORDS } from '../../funding/words.ts';
import { localityAddress } from '../addresses.ts';
import { formatNumber, NONE } from '../format.ts';
import { useSay, useWho } from '../language.tsx';
import { Facts } from '../parts/facts.tsx';
import {
  AgencyFilter,
  ChoiceFilter,
  FilterForm,
  FindFilter,
  NamedFilter,
  Nothing,
  ProvinceFilter,
  SetFilter,
} from '../parts/filters.tsx';
import { Form, optionsOf, TextField } from '../parts/form.tsx';
import { DataTable } from '../parts/table.tsx';
import { Views } from '../parts/views.tsx';
import { needsAddress } from './addresses.ts';
import { type ListedNeed, type NeedsFacts, needKey } from './needs-facts.ts';
import { FundingWays } from './ways.tsx';

export const MAKE = 'lap-de-xuat';
export const SUMS = ['item', 'locality', 'condition', 'agency'] as const;

/** What the gaps cost: narrowed, added up, and put together for approval. */
export function NeedsPage({ facts, by }: { facts: NeedsFacts; by: (typeof SUMS)[number] | undefined }) {
  const say = useSay();
  const { principal } = useWho();
  const { found, day } = facts;
  const sums = sumNeeds(found, facts.known);
  const amount = (of: number | null) =>
    of === null ? NONE : say(`${formatAmount(of)} đồng`, `${formatAmount(of)} đ`);
  return (
    <>
      <h1>{say('Nhu cầu kinh phí', 'Needs')}</h1>
      <FundingWays />
      <p class="hint">
        {say(
          `Số lượng còn thiếu nhân đơn giá, theo báo cáo đến ngày ${formatDay(day)}. Thiết bị đã bàn giao được trừ vào nhu cầu; đơn vị báo cáo thấp hơn số đã bàn giao thì nhu cầu được đánh dấu.`,
          `What is lacking times its price, by the reports up to ${formatDay(day)}. What was delivered lowers a need; where less is recorded, the need is marked.`,
        )}
      </p>
      <NeedFilters facts={facts} />
      <section class="panel">
        <Facts
          of={[
            [say('Số nhu cầu', 'Needs'), formatNumber(sums.needs)],
            [say('Còn cần (chiếc)', 'Units'), formatNumber(sums.missing)],
            [say('Thành tiền', 'Amount'), amount(sums.amount)],
            sums.amount !== null && [
              say('Bằng chữ', 'In words'),
              <span lang="vi">{inWords(sums.amount)}</span>,
            ],
            [say('Đã cấp', 'Allocated'), amount(sums.allocatedAmount)],
            [say('Chưa cấp', 'Not allocated'), amount(sums.openAmount)],
            sums.unknown > 0 && [
              say('Chưa tính được', 'Not known'),
              <a href={needsAddress({ amount: 'unknown' })}>{formatNumber(sums.unknown)}</a>,
            ],
          ]}
        />
        <Views
          name="by"
          label={say('Cộng theo', 'Added up by')}
          ways={[
            { value: 'item', words: say('Theo chỉ tiêu', 'By item') },
            { value: 'locality', words: say('Theo đơn vị', 'By locality') },
            { value: 'condition', words: say('Theo điều kiện', 'By condition') },
            { value: 'agency', words: say('Theo cơ quan phụ trách', 'By agency') },
          ]}
        />
        <Sums needs={found} by={by ?? 'item'} programme={facts.asked.programme} />
      </section>
      {may(principal.role, 'fund') && found.length > 0 ? (
        <Form id={MAKE} action={needsAddress({ ...facts.asked, by })} name={MAKE} class="gap-form">
          <NeedTable facts={facts} picks />
          <div class="fields panel">
            <h2>{say('Lập đề xuất', 'Put together a proposal')}</h2>
            <TextField name="title" label={say('Tên đề xuất', 'Title')} maxLength={300} />
            <TextField
              name="deadline"
              type="date"
              label={say('Thời hạn hoàn thành bàn giao', 'By when all is to be delivered')}
            />
            <div class="do">
              <button type="submit" name="which" value="chosen">
                {say('Lập từ dòng đã chọn', 'From the chosen rows')}
              </button>{' '}
              <button type="submit" class="quiet" name="which" value="all">
                {say(
                  `Lập từ cả ${formatNumber(found.length)} dòng`,
                  `From all ${formatNumber(found.length)} rows`,
                )}
              </button>
            </div>
          </div>
        </Form>
      ) : (
        <NeedTable facts={facts} picks={false} />
      )}
    </>
  );
}

function NeedFilters({ facts: { choices, asked, found } }: { facts: NeedsFacts }) {
  const say = useSay();
  const [one] = found;
  return (
    <FilterForm
      more={{
        names: ['province', 'agency', 'day', 'amount'],
        fields: (
          <>
            <ProvinceFilter provinces={choices.provinces} />
            <AgencyFilter agencies={choices.agencies} />
            <ChoiceFilter
              name="amount"
              label={say('Thành tiền', 'Amount')}
              options={[['unknown', say('Chưa tính được', 'Not known')]]}
            />
            <TextField name="day" type="date" label={say('Theo ngày', 'As of')} />
          </>
        ),
      }}
    >
      {asked.locality === undefined ? null : (
        <SetFilter
          name="locality"
          label={say('Đơn vị', 'Locality')}
          shown={one ? `${one.named.type} ${one.named.name}` : asked.locality}
        />
      )}
      <FindFilter label={say('Tìm đơn vị, chỉ tiêu', 'Find a locality or item')} />
      <NamedFilter name="group" label={say('Điều kiện', 'Condition')} named={choices.conditions} />
      <NamedFilter name="indicator" label={say('Chỉ tiêu', 'Item')} named={choices.indicators} />
      <ChoiceFilter
        name="funding"
        label={say('Tình trạng kinh phí', 'Funding')}
        options={optionsOf(say, FUNDING_STATES, FUNDING_WORDS)}
      />
    </FilterForm>
  );
}

function Sums({
  needs,
  by,
  programme,
}: {
  needs: readonly ListedNeed[];
  by: (typeof SUMS)[number];
  programme: string | undefined;
}) {
  const say = useSay();
  const { registry } = useWho();
  const keys = { item: 'indicator', locality: 'locality', condition: 'group', agency: 'agency' } as const;
  const first = new Map(needs.map((need) => [need[keys[by]], need]));
  const nameOf = (code: string): string => {
    const need = first.get(code);
    if (!need) return code;
    if (by === 'item') return say(need.nameVi, need.nameEn);
    if (by === 'locality') return `${need.named.type} ${need.named.name}`;
    const condition = registry.conditions.find((one) => one.code === code);
    return by === 'condition' && condition ? say(condition.nameVi, condition.nameEn) : code;
  };
  const parameter = { item: 'indicator', locality: 'locality', condition: 'group', agency: 'agency' }[by];
  return (
    <DataTable
      title={say('Cộng nhu cầu', 'Needs added up')}
      name="cong"
      rows={sumNeedsBy(needs, (need) => need[keys[by]])}
      keyOf={({ code }) => code}
      size={20}
      empty={say('Không có nhu cầu nào.', 'There are no needs.')}
      columns={[
        {
          key: 'code',
          head: say('Nội dung', 'What'),
          value: ({ code }) => nameOf(code),
          cell: ({ code }) => <a href={needsAddress({ programme, [parameter]: code })}>{nameOf(code)}</a>,
          label: null,
        },
        {
          key: 'needs',
          head: say('Số nhu cầu', 'Needs'),
          value: (row) => row.needs,
          figure: true,
          sum: true,
        },
        {
          key: 'missing',
          head: say('Còn cần', 'Units'),
          value: (row) => row.missing,
          figure: true,
          sum: true,
        },
        {
          key: 'amount',
          head: say('Thành tiền (đồng)', 'Amount (đồng)'),
          value: (row) => row.amount,
          figure: true,
          sum: true,
        },
        {
          key: 'allocated',
          head: say('Đã cấp (đồng)', 'Allocated (đồng)'),
          value: (row) => row.allocatedAmount,
          figure: true,
          sum: true,
        },
        {
          key: 'open',
          head: say('Chưa cấp (đồng)', 'Open (đồng)'),
          value: (row) => row.openAmount,
          figure: true,
          sum: true,
        },
        {
          key: 'unknown',
          head: say('Chưa tính được', 'Not known'),
          value: (row) => row.unknown,
          figure: true,
          sum: true,
        },
      ]}
    />
  );
}

function NeedTable({ facts, picks }: { facts: NeedsFacts; picks: boolean }) {
  const say = useSay();
  const placeOf = ({ named }: ListedNeed) => `${named.type} ${named.name}`;
  const nameOf = ({ nameVi, nameEn }: ListedNeed) => say(nameVi, nameEn);
  return (
    <DataTable
      title={say('Từng nhu cầu', 'Need by need')}
      caption={say('Từng nhu cầu', 'Need by need')}
      name="nhu-cau"
      rows={facts.found}
      keyOf={needKey}
      pick={picks && { name: 'need', value: needKey, of: (need) => `${placeOf(need)}: ${nameOf(need)}` }}
      empty={<Nothing>{say('Không có nhu cầu phù hợp với bộ lọc.', 'No needs are like that.')}</Nothing>}
      columns={[
        {
          key: 'locality',
          head: say('Đơn vị', 'Locality'),
          value: placeOf,
          cell: (need) => <a href={localityAddress(need.locality)}>{placeOf(need)}</a>,
        },
        { key: 'code', head: say('Mã đơn vị', 'Code'), value: ({ locality }) => locality, unseen: true },
        { key: 'indicator', head: say('Chỉ tiêu', 'Item'), value: nameOf, label: null, class: 'what' },
        {
          key: 'recorded',
          head: say('Thiếu theo báo cáo', 'Lacking'),
          value: ({ recorded }) => recorded,
          unseen: true,
        },
        {
          key: 'missing',
          head: say('Còn cần', 'Needed'),
          value: ({ missing }) => missing,
          figure: true,
          under: ({ recorded, missing }) =>
            recorded !== missing &&
            say(`báo cáo thiếu ${formatNumber(recorded)}`, `${formatNumber(recorded)} lacking`),
        },
        {
          key: 'price',
          head: say('Đơn giá (đồng)', 'Price (đồng)'),
          value: ({ unitPrice }) => unitPrice,
          figure: true,
          under: ({ basis }) => basis,
        },
        {
          key: 'amount',
          head: say('Thành tiền (đồng)', 'Amount (đồng)'),
          value: ({ amount }) => toNumber(amount),
          figure: true,
        },
        {
          key: 'allocated',
          head: say('Đã cấp', 'Allocated'),
          value: ({ allocated }) => allocated,
          figure: true,
          under: ({ delivered }) =>
            delivered > 0 &&
            say(`bàn giao ${formatNumber(delivered)}`, `${formatNumber(delivered)} delivered`),
        },
        {
          key: 'delivered',
          head: say('Đã bàn giao', 'Delivered'),
          value: ({ delivered }) => delivered,
          unseen: true,
        },
        { key: 'open', head: say('Chưa cấp', 'Open'), value: ({ open }) => open, figure: true },
        {
          key: 'funding',
          head: say('Tình trạng kinh phí', 'Funding'),
          value: ({ funding }) => say(...FUNDING_WORDS[funding]),
          under: ({ notShown }) => notShown && say(...notShownWords(notShown)),
        },
      ]}
    />
  );
}
