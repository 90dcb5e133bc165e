import { formatDay } from '../../days.ts';
import { gapsAddress, localityAddress } from '../addresses.ts';
import { formatNumber } from '../format.ts';
import { useSay } from '../language.tsx';
import { AskForm, Hidden, TextField } from '../parts/form.tsx';
import { contactText } from './letter.ts';
import { queryOf } from './question.ts';
import { MOST_LETTERS, type ReminderFacts } from './reminder-facts.ts';

/** Drafts to read, change elsewhere, sign and send: nothing goes out from here. */
export function Reminder({ facts }: { facts: ReminderFacts }) {
  const say = useSay();
  const { asked, letters, count, gone } = facts;
  const gaps = letters.reduce((sum, { letter }) => sum + letter.gaps, 0);
  return (
    <>
      <div class="not-printed">
        <p>
          <a href={gapsAddress(queryOf(asked, { page: asked.page }))}>
            ← {say('Về danh sách còn thiếu', 'Back to the gap list')}
          </a>
        </p>
        <h1>{say('Soạn nhắc việc', 'Draft reminders')}</h1>
        {letters.length === 0 ? null : (
          <p>
            {say(
              `Dự thảo cho ${formatNumber(letters.length)} đơn vị, ${formatNumber(gaps)} chỉ tiêu còn thiếu.`,
              `Drafts for ${formatNumber(letters.length)} localities, ${formatNumber(gaps)} gaps. The letters are in Vietnamese.`,
            )}
          </p>
        )}
      </div>
      {gone === 0 ? null : (
        <p class="notice">
          {say(
            `${formatNumber(gone)} chỉ tiêu đã chọn nay không còn thiếu, nên không có trong dự thảo.`,
            `${formatNumber(gone)} of the chosen gaps are closed by now and not in the drafts.`,
          )}
        </p>
      )}
      {letters.length === 0 ? (
        <Nothing count={count} />
      ) : (
        <>
          <p class="notice not-printed">
            <b>{say('Hệ thống không gửi gì từ trang này.', 'Nothing is sent from this page.')}</b>{' '}
            {say(
              'Anh/chị vui lòng tải dự thảo về hoặc in ra (mỗi đơn vị một trang), xem lại, rồi ký và gửi theo quy trình của cơ quan.',
              'Download the drafts or print them (one page a locality), go over them, then sign and send them your office’s way.',
            )}
          </p>
          <Due facts={facts} />
          <Downloads facts={facts} />
          <Letters facts={facts} />
        </>
      )}
    </>
  );
}

function Nothing({ count }: { count: number }) {
  const say = useSay();
  return (
    <p class="notice">
      {count > 0
        ? say(
            `Danh sách này có ${formatNumber(count)} đơn vị. Mỗi lần soạn được cho nhiều nhất ${MOST_LETTERS} đơn vị: anh/chị vui lòng quay lại và lọc hẹp hơn.`,
            `This list has ${formatNumber(count)} localities, and at most ${MOST_LETTERS} are drafted at once: go back and narrow it.`,
          )
        : say(
            'Chưa có dòng nào được chọn. Anh/chị vui lòng quay lại danh sách, đánh dấu các dòng cần nhắc, rồi chọn “Soạn văn bản đôn đốc”.',
            'No row is chosen. Go back to the list, tick the rows to remind of, then choose “Draft reminders”.',
          )}
    </p>
  );
}

/** The question as fields of a form, without its due day. */
function Kept({ facts: { asked } }: { facts: ReminderFacts }) {
  const single = { ...queryOf(asked, { page: asked.page }), all: asked.all };
  return (
    <>
      <Hidden fields={single} />
      {asked.gap.map((gap) => (
        <input key={gap} type="hidden" name="gap" value={gap} />
      ))}
    </>
  );
}

function Due({ facts }: { facts: ReminderFacts }) {
  const say = useSay();
  const { asked, due, list } = facts;
  const late = asked.due !== undefined && asked.due < list.today;
  return (
    <AskForm
      class="due-by not-printed"
      action={gapsAddress({}, '/don-doc')}
      typed={{ due }}
      objections={
        late
          ? [
              {
                field: 'due',
                vi: `Ngày đã chọn đã qua nên chưa được dùng. Dự thảo đang ghi ngày ${formatDay(due)}.`,
                en: `The chosen day has passed and was not used. The drafts say ${formatDay(due)}.`,
              },
            ]
          : []
      }
    >
      <Kept facts={facts} />
      <TextField
        name="due"
        type="date"
        label={say('Đề nghị hoàn thành chậm nhất ngày', 'To be done by')}
        min={list.today}
      />
      <button type="submit" class="quiet">
        {say('Ghi hạn này vào dự thảo', 'Put this day into the drafts')}
      </button>
    </AskForm>
  );
}

function Downloads({ facts }: { facts: ReminderFacts }) {
  const say = useSay();
  return (
    <form class="actions" method="get" action={gapsAddress({}, '/don-doc/tep')}>
      <Kept facts={facts} />
      <Hidden fields={{ due: facts.due }} />
      <button type="submit" name="format" value="txt">
        {say('Tải dự thảo (TXT)', 'Download the drafts (TXT)')}
      </button>
      <button type="submit" class="quiet" name="format" value="csv">
        {say('Tải để trộn thư (CSV)', 'Download for mail merge (CSV)')}
      </button>
    </form>
  );
}

function Letters({ facts: { letters, list } }: { facts: ReminderFacts }) {
  const say = useSay();
  return (
    <div class="letters">
      {letters.map(({ letter, recipients }) => (
        <article key={letter.named.code} aria-labelledby={`thu-${letter.named.code}`}>
          <div class="not-printed">
            <h2 id={`thu-${letter.named.code}`}>
              <a href={localityAddress(letter.named.code, { programme: list.asked.programme })}>
                {letter.named.type} {letter.named.name}
              </a>
            </h2>
            {recipients.length === 0 ? (
              <p class="hint">
                {say('Danh bạ chưa có đầu mối của đơn vị này.', 'No contact of this locality is known.')}
              </p>
            ) : (
              <ul class="hint">
                {recipients.map((one) => (
                  <li key={`${one.role} ${one.name}`} lang="vi">
                    {contactText(one)}
                  </li>
                ))}
              </ul>
            )}
          </div>
          <div class="letter" lang="vi">
            {letter.text}
          </div>
        </article>
      ))}
    </div>
  );
}
