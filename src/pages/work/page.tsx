import { type Day, dayOf, formatDay } from '../../days.ts';
import { AcknowledgeFields } from '../alerts/acknowledge-form.tsx';
import { AlertTag } from '../alerts/state.tsx';
import { useSay } from '../language.tsx';
import type { FormBody } from '../parts/filled.ts';
import { Fields } from '../parts/form.tsx';
import { standingWords } from '../promises/words.ts';
import { STATES } from '../words.ts';
import { LINK_DAYS, type WorkFacts, type WorkGap } from './facts.ts';

type Work = WorkFacts['work'][number];

/** What a message spoke of, for whoever has it, and the form to take it on. */
export function WorkPage({
  facts,
  typed,
  chosen,
  promised,
  done,
}: {
  facts: WorkFacts;
  /** What its fields begin with. */
  typed: FormBody;
  /** Alerts that are ticked. */
  chosen: ReadonlySet<number>;
  /** Gaps that are ticked. */
  promised: ReadonlySet<string>;
  done: boolean;
}) {
  const say = useSay();
  const { work, message, token, gaps } = facts;
  const left = work.filter(({ row }) => row.state !== 'resolved');
  const over = work.filter(({ row }) => row.state === 'resolved');
  const open = left.filter(({ row }) => row.state === 'open').length;
  return (
    <>
      <div>
        <h1>{say('Nội dung cần xử lý', 'The work of this message')}</h1>
        <p class="hint">{say(`Gửi ${message.recipientName}.`, `To ${message.recipientName}.`)}</p>
      </div>
      {done ? (
        <p class="notice good" role="status">
          {open === 0
            ? say(
                'Đã ghi nhận. Cảm ơn anh/chị, không cần làm gì thêm ở trang này.',
                'It is noted. There is nothing more to do here.',
              )
            : say(
                `Đã ghi nhận. Còn ${open} nội dung chưa có người xử lý.`,
                `It is noted. ${open} are still not taken on.`,
              )}
        </p>
      ) : null}
      {left.length === 0 && gaps.length === 0 ? (
        <p class="notice good">
          {say('Các nội dung trong thư này đều đã kết thúc.', 'Everything in this message is resolved.')}
        </p>
      ) : (
        <form method="post" action={`/xu-ly/${token}`} class="fields" novalidate>
          {left.length === 0 ? null : (
            <fieldset id="alert" tabindex={-1}>
              <legend>{say('Chọn nội dung anh/chị nhận xử lý', 'Choose what you take on')}</legend>
              {left.map((one) => (
                <Choice key={one.row.id} work={one} checked={chosen.has(one.row.id)} />
              ))}
            </fieldset>
          )}
          {gaps.length === 0 ? null : (
            <fieldset id={left.length === 0 ? 'alert' : 'gap'} tabindex={-1}>
              <legend>
                {say(
                  'Chọn chỉ tiêu anh/chị hẹn ngày hoàn thành',
                  'Choose the gaps that you promise a date for',
                )}
              </legend>
              {gaps.map((one) => (
                <GapChoice
                  key={workGapKey(one)}
                  of={one}
                  today={dayOf(facts.now)}
                  checked={promised.has(workGapKey(one))}
                />
              ))}
            </fieldset>
          )}
          <Fields typed={typed}>
            <AcknowledgeFields />
          </Fields>
          <button type="submit">
            {say('Nhận xử lý và hẹn ngày hoàn thành', 'Take it on and promise the date')}
          </button>
        </form>
      )}
      {over.length === 0 ? null : (
        <section aria-labelledby="da-xong">
          <h2 id="da-xong">{say('Đã kết thúc', 'Ended')}</h2>
          <ul class="lines">
            {over.map(({ row, ended: [vi, en] }) => (
              <li key={row.id}>
                <AlertTag state={row.state} />
                <div>{say(`${vi}.`, en)}</div>
              </li>
            ))}
          </ul>
        </section>
      )}
      <p class="hint">
        {say(
          `Liên kết chỉ dùng để xử lý các nội dung trong thư, có hiệu lực ${LINK_DAYS} ngày. Không chuyển tiếp cho người khác.`,
          `This link opens the work of this message only, for ${LINK_DAYS} days. Please do not pass it on.`,
        )}
      </p>
    </>
  );
}

function Choice({ work: { row, texts }, checked }: { work: Work; checked: boolean }) {
  const say = useSay();
  const { id, owner, promisedOn } = row;
  const until = promisedOn === null ? '' : formatDay(promisedOn);
  return (
    <label class="choice">
      <input type="checkbox" name="alert" value={String(id)} checked={checked} />
      <span>
        {say(`${texts.reasonVi}.`, texts.reason)}
        <small class="under">
          {owner === null
            ? say(texts.todoVi, texts.todo)
            : say(
                `${owner} xử lý, hẹn hoàn thành ngày ${until}.`,
                `Taken on by ${owner}, promised for ${until}.`,
              )}
        </small>
      </span>
    </label>
  );
}

function GapChoice({
  of: { named, of, row },
  today,
  checked,
}: {
  of: WorkGap;
  today: Day;
  checked: boolean;
}) {
  const say = useSay();
  const { owner, promise, since } = row;
  const standing = standingWords(row, today);
  return (
    <label class="choice">
      <input type="checkbox" name="gap" value={workGapKey({ named, of })} checked={checked} />
      <span>
        {named.type} {named.name}: {say(of.nameVi, of.nameEn)}
        <small class="under">
          {say(...STATES[row.state].words)}, {say('từ', 'since')} {formatDay(since)}.
          {owner === null || promise === null
            ? ''
            : ` ${owner} ${say('hẹn', 'promised')} ${formatDay(promise)}${standing === null ? '' : ` (${say(...standing)})`}.`}
        </small>
      </span>
    </label>
  );
}

/** A gap as its box names it. */
export const workGapKey = ({ named, of }: Pick<WorkGap, 'named' | 'of'>) => `${named.code}:${of.code}`;

/** A link that is older than it may be. */
export function WorkExpired() {
  const say = useSay();
  return (
    <section class="narrow">
      <h1>{say('Liên kết đã hết hạn', 'The link has expired')}</h1>
      <p>
        {say(
          `Liên kết trong thư dùng được ${LINK_DAYS} ngày. Anh/chị vui lòng đăng nhập để xem việc và hẹn ngày hoàn thành.`,
          `The link of a message is good for ${LINK_DAYS} days. Sign in to see the work and promise a date.`,
        )}
      </p>
      <p>
        <a class="button" href="/dang-nhap?next=/canh-bao">
          {say('Đăng nhập', 'Sign in')}
        </a>
      </p>
    </section>
  );
}
