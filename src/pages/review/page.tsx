import { formatNumber } from '../format.ts';
import { useSay, type Words } from '../language.tsx';
import { FaultSummary } from '../parts/fault-summary.tsx';
import { FormToken } from '../parts/form-token.tsx';
import { Pager } from '../parts/pager.tsx';
import { flagIds } from './answer.tsx';
import type { QueueFacts } from './facts.ts';
import { CHOSEN_FORM, FlagCard } from './flag.tsx';
import { PATH, type QueueQuestion, queueAddress } from './question.ts';
import { KINDS } from './words.ts';

export interface QueueProps {
  facts: QueueFacts;
  /** Flags whose boxes are marked. */
  chosen?: readonly number[];
  /** Why nothing was decided: of one flag with what was typed, or of none. */
  fault?: { flag?: number; reason: string; message: string } | undefined;
}

/** The queue of a reviewer: the oldest doubt first, each with its two answers. */
export function QueuePage({ facts, fault, chosen = [] }: QueueProps) {
  const say = useSay();
  const { asked, page } = facts;
  const back = queueAddress(asked, { page: page.page });
  const some = asked.state === 'open' && page.rows.length > 0;
  return (
    <>
      {fault === undefined ? <Done asked={asked} /> : <Refused fault={fault} />}
      <div>
        <h1>{say('Rà soát số liệu', 'Review of figures')}</h1>
        <p>
          {say(
            'Các số liệu có dấu hiệu bất thường. Chỉ tiêu bị yêu cầu xem lại tính là chưa đạt cho đến khi đơn vị sửa hoặc được xác minh.',
            'Figures that look odd. What is questioned counts as not met, until corrected or verified.',
          )}
        </p>
      </div>
      <Views facts={facts} />
      <Filters facts={facts} />
      {page.rows.length === 0 ? <NothingHere asked={asked} /> : null}
      {page.rows.map((row) => (
        <FlagCard
          key={row.flag.id}
          row={row}
          back={back}
          chosen={asked.all || chosen.includes(row.flag.id)}
          fault={fault?.flag === row.flag.id ? fault : undefined}
        />
      ))}
      <Pager
        of={{ ...page, rows: { length: page.shown } }}
        addressOf={(to) => queueAddress(asked, { page: to })}
      />
      {some ? (
        <form id={CHOSEN_FORM} method="post" action={PATH} class="send chosen">
          {/* Enter on a box presses the first button of its form, which must not be one that decides. */}
          <button type="submit" name="decision" value="none" hidden />
          <FormToken />
          <input type="hidden" name="back" value={back} />
          <button type="submit" name="decision" value="verified">
            {say('Xác minh các chỉ tiêu đã chọn', 'Verify what is chosen')}
          </button>
          <a class="button quiet" href={queueAddress(asked, { page: page.page, all: !asked.all })}>
            {asked.all ? say('Bỏ chọn tất cả', 'Choose none') : say('Chọn cả trang này', 'Choose this page')}
          </a>
        </form>
      ) : null}
    </>
  );
}

const VIEW_NAMES: Record<QueueQuestion['state'], Words> = {
  open: ['Chờ rà soát', 'Waiting'],
  questioned: ['Chờ đơn vị sửa', 'Questioned'],
  done: ['Đã rà soát', 'Done'],
};

function Views({ facts: { asked, counts } }: { facts: QueueFacts }) {
  const say = useSay();
  return (
    <nav class="views" aria-label={say('Nhóm số liệu', 'Groups of figures')}>
      {(['open', 'questioned', 'done'] as const).map((state) => (
        <a
          key={state}
          href={queueAddress(asked, { state, kind: undefined })}
          aria-current={state === asked.state ? 'page' : undefined}
        >
          {say(...VIEW_NAMES[state])} ({formatNumber(counts[state])})
        </a>
      ))}
    </nav>
  );
}

function Filters({ facts: { asked, kinds, provinces } }: { facts: QueueFacts }) {
  const say = useSay();
  const filtered = asked.kind !== undefined || asked.q !== undefined || asked.province !== undefined;
  return (
    <search>
      <form class="review-filters" method="get" action={PATH}>
        {asked.state === 'open' ? null : <input type="hidden" name="state" value={asked.state} />}
        <div class="field">
          <label for="q">{say('Tìm đơn vị (không cần gõ dấu)', 'Find a locality (no accents needed)')}</label>
          <input id="q" name="q" type="search" value={asked.q} maxLength={100} autocomplete="off" />
        </div>
        <div class="field">
          <label for="kind">{say('Dấu hiệu', 'Sign')}</label>
          <select id="kind" name="kind">
            <option value="">{say('Tất cả', 'All')}</option>
            {kinds.map(({ kind, count }) => (
              <option key={kind} value={kind} selected={kind === asked.kind}>
                {say(...KINDS[kind])} ({formatNumber(count)})
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
            <a class="button quiet" href={queueAddress({ state: asked.state })}>
              {say('Bỏ mọi bộ lọc', 'Clear filters')}
            </a>
          ) : null}
        </div>
      </form>
    </search>
  );
}

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
  return (
    <p class="panel">
      {filtered
        ? say('Không có số liệu nào khớp với bộ lọc.', 'Nothing matches the filters.')
        : say(...EMPTY[asked.state])}
    </p>
  );
}

/** What was just decided. */
function Done({ asked: { done, count, gone } }: { asked: QueueQuestion }) {
  const say = useSay();
  if (done === undefined) return null;
  const many = formatNumber(count);
  return (
    <p class="notice" role="status">
      {done === 'verified'
        ? say(`Đã xác minh ${many} chỉ tiêu.`, `Verified: ${many}.`)
        : say(
            `Đã yêu cầu xem lại ${many} chỉ tiêu. Đơn vị thấy lý do của anh/chị ngay trên trang báo cáo.`,
            `Questioned: ${many}. The locality sees your reason on its report page.`,
          )}
      {gone === 0
        ? null
        : say(
            ` ${formatNumber(gone)} chỉ tiêu không còn ở đây vì số liệu đã thay đổi hoặc đã được rà soát.`,
            ` Gone since the figures have changed or somebody else has decided: ${formatNumber(gone)}.`,
          )}
    </p>
  );
}

function Refused({ fault }: { fault: NonNullable<QueueProps['fault']> }) {
  const say = useSay();
  if (fault.flag === undefined)
    return (
      <p class="notice bad" role="alert">
        {fault.message}
      </p>
    );
  const title = say('Chưa ghi nhận. Anh/chị vui lòng xem lại chỗ sau:', 'Not done yet. Please look at this:');
  return (
    <FaultSummary title={title} faults={[{ field: flagIds(fault.flag).reason, message: fault.message }]} />
  );
}
