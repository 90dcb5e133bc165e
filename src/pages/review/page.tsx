import { formatNumber } from '../format.ts';
import { useReading, useSay, type Words } from '../language.tsx';
import { ChoiceFilter, FilterForm, Nothing, PlaceFilter, ProvinceFilter } from '../parts/filters.tsx';
import { Form, TextField } from '../parts/form.tsx';
import { Pager } from '../parts/pager.tsx';
import { Views } from '../parts/views.tsx';
import { SavedFilters } from '../saved/page.tsx';
import { flagIds, REASON_LIMIT } from './answer.tsx';
import type { QueueFacts } from './facts.ts';
import { CHOSEN_FORM, FlagCard } from './flag.tsx';
import { type QueueQuestion, queueAddress } from './question.ts';
import { KINDS } from './words.ts';

/** As few cards as these are open from the start. */
const OPENED = 5;

/** The queue of a reviewer: the oldest doubt first, each with its two answers. */
export function QueuePage({ facts }: { facts: QueueFacts }) {
  const say = useSay();
  const { filled } = useReading();
  const { asked, page, counts, kinds, provinces } = facts;
  const here = queueAddress(asked, { page: page.page });
  const chosen = filled?.form === CHOSEN_FORM ? (filled.typed?.flag?.split(' ') ?? []) : [];
  return (
    <>
      <div>
        <h1>{say('Rà soát số liệu', 'Review of figures')}</h1>
        <p>
          {say(
            'Các số liệu có dấu hiệu bất thường. Chỉ tiêu bị yêu cầu xem lại tính là chưa đạt cho đến khi đơn vị sửa hoặc được xác minh.',
            'Figures that look odd. What is questioned counts as not met, until corrected or verified.',
          )}
        </p>
      </div>
      <Views
        name="state"
        looks="views"
        label={say('Nhóm số liệu', 'Groups of figures')}
        without={['kind']}
        ways={(['open', 'questioned', 'done'] as const).map((state) => ({
          value: state,
          words: say(...VIEW_NAMES[state]),
          count: counts[state],
        }))}
      />
      <FilterForm>
        <PlaceFilter />
        <ChoiceFilter
          name="kind"
          label={say('Dấu hiệu', 'Sign')}
          options={kinds.map(({ kind, count }) => [kind, `${say(...KINDS[kind])} (${formatNumber(count)})`])}
        />
        <ProvinceFilter provinces={provinces} />
      </FilterForm>
      <SavedFilters />
      {page.rows.length === 0 ? <NothingHere asked={asked} /> : null}
      {page.rows.map((row) => (
        <FlagCard
          key={row.flag.id}
          row={row}
          here={here}
          chosen={asked.all || chosen.includes(String(row.flag.id))}
          open={page.rows.length <= OPENED || filled?.form === flagIds(row.flag.id).flag}
        />
      ))}
      <Pager
        of={{ ...page, rows: { length: page.shown } }}
        addressOf={(to) => queueAddress(asked, { page: to })}
      />
      {asked.state === 'open' && page.rows.length > 0 ? (
        <Form id={CHOSEN_FORM} action={here} class="send chosen">
          {/* Enter on a box presses the first button of its form, which must not be one that decides. */}
          <button type="submit" name="decision" value="none" hidden />
          <TextField
            name="why"
            label={say('Lý do chung', 'One reason for all')}
            hint={say('Không bắt buộc khi xác minh.', 'Optional to verify.')}
            maxLength={REASON_LIMIT}
          />
          <button type="submit" name="decision" value="verified">
            {say('Xác minh các chỉ tiêu đã chọn', 'Verify what is chosen')}
          </button>
          <button type="submit" name="decision" value="questioned" class="quiet">
            {say('Yêu cầu xem lại các chỉ tiêu đã chọn', 'Question what is chosen')}
          </button>
          <a class="button quiet" href={queueAddress(asked, { page: page.page, all: !asked.all })}>
            {asked.all ? say('Bỏ chọn tất cả', 'Choose none') : say('Chọn cả trang này', 'Choose this page')}
          </a>
        </Form>
      ) : null}
    </>
  );
}

const VIEW_NAMES: Record<QueueQuestion['state'], Words> = {
  open: ['Chờ rà soát', 'Waiting'],
  questioned: ['Chờ đơn vị sửa', 'Questioned'],
  done: ['Đã rà soát', 'Done'],
};

const EMPTY: Record<QueueQuestion['state'], Words> = {
  open: [
    'Không còn số liệu nào chờ rà soát. Hệ thống kiểm tra từng báo cáo khi vừa nhận; dấu hiệu bất thường hiện ở đây trong vòng một phút.',
    'Nothing waits for review. Each report is looked through as it comes in; what is odd appears here within a minute.',
  ],
  questioned: ['Không có số liệu nào đang chờ đơn vị sửa.', 'No figure waits for its locality.'],
  done: ['Chưa có số liệu nào được rà soát.', 'Nothing has been reviewed yet.'],
};

function NothingHere({ asked }: { asked: QueueQuestion }) {
  const say = useSay();
  const filtered = asked.kind !== undefined || asked.q !== undefined || asked.province !== undefined;
  if (!filtered) return <p class="panel">{say(...EMPTY[asked.state])}</p>;
  return <Nothing>{say('Không có số liệu nào khớp với bộ lọc.', 'Nothing matches the filters.')}</Nothing>;
}
