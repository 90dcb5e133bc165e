import type { ProposalAnswer } from '../../funding/present.ts';
import { useSay } from '../language.tsx';
import { DataTable } from '../parts/table.tsx';
import { proposalAddress } from './addresses.ts';

/** What was granted, delivered, accepted and paid, entry by entry. */
export function Done({
  it,
  nameOf,
  money,
  funds,
}: {
  it: ProposalAnswer;
  nameOf: (code: string) => string;
  money: (amount: number | null) => string;
  funds: boolean;
}) {
  const say = useSay();
  const places = new Map(
    it.lines.map(({ locality }) => [locality.code, `${locality.type} ${locality.name}`]),
  );
  const place = (code: string) => places.get(code) ?? code;
  return (
    <>
      {it.allocations.length === 0 ? null : (
        <section class="panel">
          <h2>{say('Các lần cấp kinh phí', 'Allocations')}</h2>
          <DataTable
            title={say('Các lần cấp kinh phí', 'Allocations')}
            name="cap-phat"
            rows={it.allocations}
            keyOf={({ id }) => id}
            columns={[
              { key: 'day', head: say('Ngày', 'Day'), value: ({ day }) => day },
              { key: 'source', head: say('Nguồn', 'Source'), value: ({ source }) => source },
              { key: 'paper', head: say('Văn bản', 'Paper'), value: ({ paper }) => paper },
              {
                key: 'lines',
                head: say('Số dòng', 'Lines'),
                value: ({ lines }) => lines.length,
                figure: true,
              },
              {
                key: 'amount',
                head: say('Số tiền (đồng)', 'Amount (đồng)'),
                value: ({ amount }) => amount,
                figure: true,
                sum: true,
              },
              { key: 'by', head: say('Người ghi', 'By'), value: ({ by }) => by },
            ]}
          />
        </section>
      )}
      {it.deliveries.length === 0 ? null : (
        <section class="panel">
          <h2>{say('Các lần bàn giao', 'Deliveries')}</h2>
          <DataTable
            title={say('Các lần bàn giao', 'Deliveries')}
            name="giao"
            rows={it.deliveries}
            keyOf={({ id }) => id}
            columns={[
              { key: 'day', head: say('Ngày', 'Day'), value: ({ day }) => day },
              {
                key: 'locality',
                head: say('Đơn vị nhận', 'Receiver'),
                value: ({ locality }) => place(locality),
              },
              { key: 'item', head: say('Chỉ tiêu', 'Item'), value: ({ item }) => nameOf(item) },
              {
                key: 'quantity',
                head: say('Số lượng', 'Units'),
                value: ({ quantity }) => quantity,
                figure: true,
                sum: true,
              },
              { key: 'minutes', head: say('Biên bản', 'Minutes'), value: ({ minutes }) => minutes },
              {
                key: 'file',
                head: say('Tệp biên bản', 'File'),
                value: ({ file }) => file?.name,
                cell: ({ id, file }) => (
                  <>
                    {file === null ? null : (
                      <a href={`/api/v1/funding/proposals/${it.id}/deliveries/${id}/minutes`}>{file.name}</a>
                    )}{' '}
                    {funds ? (
                      <a href={proposalAddress(it.id, `/bien-ban/${id}`)}>
                        {file === null
                          ? say('Đính kèm biên bản', 'Attach the minutes')
                          : say('Thay tệp', 'Replace')}
                      </a>
                    ) : null}
                  </>
                ),
              },
              { key: 'by', head: say('Người ghi', 'By'), value: ({ by }) => by },
            ]}
          />
        </section>
      )}
      {it.disbursements.length === 0 ? null : (
        <section class="panel">
          <h2>{say('Giải ngân', 'Payments')}</h2>
          <DataTable
            title={say('Giải ngân', 'Payments')}
            name="chi"
            rows={it.disbursements}
            keyOf={({ id }) => id}
            columns={[
              { key: 'day', head: say('Ngày', 'Day'), value: ({ day }) => day },
              { key: 'source', head: say('Nguồn', 'Source'), value: ({ source }) => source },
              { key: 'paper', head: say('Chứng từ', 'Paper'), value: ({ paper }) => paper },
              {
                key: 'amount',
                head: say('Số tiền (đồng)', 'Amount (đồng)'),
                value: ({ amount }) => amount,
                figure: true,
                sum: true,
              },
            ]}
          />
          <p class="hint">{money(it.disbursed)}</p>
        </section>
      )}
      {it.acceptances.length === 0 ? null : (
        <section class="panel">
          <h2>{say('Nghiệm thu', 'Acceptances')}</h2>
          <DataTable
            title={say('Nghiệm thu', 'Acceptances')}
            name="nhan"
            rows={it.acceptances}
            keyOf={({ id }) => id}
            columns={[
              { key: 'day', head: say('Ngày', 'Day'), value: ({ day }) => day },
              { key: 'locality', head: say('Đơn vị', 'Locality'), value: ({ locality }) => place(locality) },
              { key: 'item', head: say('Chỉ tiêu', 'Item'), value: ({ item }) => nameOf(item) },
              {
                key: 'quantity',
                head: say('Số lượng', 'Units'),
                value: ({ quantity }) => quantity,
                figure: true,
                sum: true,
              },
              { key: 'paper', head: say('Văn bản', 'Paper'), value: ({ paper }) => paper },
            ]}
          />
        </section>
      )}
    </>
  );
}
