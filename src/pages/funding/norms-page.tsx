import { formatDay } from '../../days.ts';
import { formatAmount, inWords } from '../../funding/money-rules.ts';
import type { Required } from '../../funding/norm-rules.ts';
import { NORM_NAMES, type NormItem, type NormSet } from '../../funding/norms.ts';
import { formatNumber } from '../format.ts';
import { useSay } from '../language.tsx';
import { Form, NumberField } from '../parts/form.tsx';
import { Notice } from '../parts/notice.tsx';
import { DataTable } from '../parts/table.tsx';
import { NORMS } from './addresses.ts';
import { FundingWays } from './ways.tsx';

export interface NormsAnswer {
  lines: readonly Required[];
  total: number | null;
}

/** Items that the form asks of. */
export const ASKED: readonly NormItem[] = ['computer', 'printer', 'scanner', 'shredder', 'copier'];

/** Of those, what section C may equip in place of A or B. */
export const askedUnderC = (set: NormSet): NormItem[] => ASKED.filter((item) => set.sectionC.includes(item));
/** Its field. */
export const underC = (item: NormItem) => `c_${item}`;

/** What an office needs by the norms, from its posts. */
export function NormsPage({ set, answer }: { set: NormSet | undefined; answer: NormsAnswer | undefined }) {
  const say = useSay();
  return (
    <>
      <h1>{say('Tính nhu cầu theo định mức', 'By the norms')}</h1>
      <FundingWays />
      {set === undefined ? (
        <Notice>{say('Chưa có định mức của ngày hôm nay.', 'No norms are known of today.')}</Notice>
      ) : (
        <>
          <p class="hint">
            {say(
              `${set.basis}, hiệu lực từ ${formatDay(set.validFrom)}. Mục A, B là mức tối đa, số lẻ làm tròn lên. Thiết bị đã trang bị theo Mục C thì không trang bị theo Mục A, B.`,
              `Decision 10/2026, in force from ${formatDay(set.validFrom)}: sections A and B, parts rounded up. What is equipped under section C is not equipped under A or B.`,
            )}
          </p>
          {answer === undefined ? null : <Answer {...answer} />}
          <section class="panel">
            <h2>{say('Số biên chế và số hiện có', 'Posts and what there is')}</h2>
            <Form id="dinh-muc" action={NORMS} name="dinh-muc">
              <NumberField name="posts" label={say('Tổng số biên chế', 'Posts')} />
              <NumberField
                name="specialists"
                label={say('Trong đó chuyên viên và tương đương', 'Specialists among them')}
              />
              {ASKED.map((item) => (
                <NumberField
                  key={item}
                  name={item}
                  label={say(
                    `Hiện có: ${NORM_NAMES[item][0].toLocaleLowerCase('vi')}`,
                    `There is: ${NORM_NAMES[item][1].toLowerCase()}`,
                  )}
                  hint={say('Để trống nếu không tính.', 'Blank where it is not asked of.')}
                />
              ))}
              {askedUnderC(set).map((item) => (
                <NumberField
                  key={item}
                  name={underC(item)}
                  label={say(
                    `Trang bị theo Mục C: ${NORM_NAMES[item][0].toLocaleLowerCase('vi')}`,
                    `Under section C: ${NORM_NAMES[item][1].toLowerCase()}`,
                  )}
                  hint={say(
                    'Số này không trang bị theo Mục A, B. Để trống nếu không có.',
                    'So many are not equipped under A or B. Blank for none.',
                  )}
                />
              ))}
              <button type="submit">{say('Tính nhu cầu', 'Work it out')}</button>
            </Form>
          </section>
        </>
      )}
    </>
  );
}

function Answer({ lines, total }: NormsAnswer) {
  const say = useSay();
  return (
    <section class="panel">
      <h2>{say('Kết quả', 'Result')}</h2>
      <DataTable
        title={say('Nhu cầu theo định mức', 'What is required')}
        rows={lines}
        keyOf={({ item }) => item}
        files={false}
        sorts={false}
        columns={[
          {
            key: 'item',
            head: say('Thiết bị', 'Item'),
            value: ({ item }) => say(...NORM_NAMES[item]),
            label: null,
          },
          { key: 'section', head: say('Mục', 'Section'), value: ({ section }) => section },
          {
            key: 'per',
            head: say('Định mức', 'Norm'),
            value: ({ per, of }) =>
              of === 'posts'
                ? say(`1 cho ${per} biên chế`, `1 for ${per} posts`)
                : say(`1 cho ${per} chuyên viên`, `1 for ${per} specialists`),
          },
          {
            key: 'required',
            head: say('Được trang bị', 'Required'),
            value: ({ required }) => required,
            figure: true,
          },
          { key: 'have', head: say('Hiện có', 'Have'), value: ({ have }) => have, figure: true },
          {
            key: 'missing',
            head: say('Còn thiếu', 'Missing'),
            value: ({ missing }) => missing,
            figure: true,
          },
          {
            key: 'ceiling',
            head: say('Mức tối đa (đồng)', 'Ceiling (đồng)'),
            value: ({ ceiling }) => ceiling,
            figure: true,
          },
          {
            key: 'amount',
            head: say('Thành tiền (đồng)', 'Amount (đồng)'),
            value: ({ amount }) => amount,
            figure: true,
          },
        ]}
      />
      {total === null ? null : (
        <p>
          <b>
            {say('Tổng', 'Total')}: {formatAmount(total)} {say('đồng', 'đồng')}
          </b>{' '}
          (<span lang="vi">{inWords(total)}</span>),{' '}
          {say(`${formatNumber(lines.length)} loại thiết bị.`, `${lines.length} items.`)}
        </p>
      )}
    </section>
  );
}
