import type { Colour } from '../../collect/types.ts';
import { dayOf, formatDay, timeOf } from '../../days.ts';
import type { Draft } from '../../intake/draft-store.ts';
import type { ImportAnswer, ImportResult } from '../../intake/sheet-import.ts';
import { formatNumber } from '../format.ts';
import { useSay, type Words } from '../language.tsx';
import { StateTag } from '../parts/state-tag.tsx';
import { type Move, movesOf } from './rows.ts';

type Outcome = ImportResult['outcome'];

/** What becomes of a row, with its sign; before and after storing. */
export const OUTCOMES: Record<Outcome, { sign: string; colour: Colour; before: Words; after: Words }> = {
  accepted: { sign: '●', colour: 'green', before: ['sẽ lưu', 'to be stored'], after: ['đã lưu', 'stored'] },
  unchanged: {
    sign: '–',
    colour: 'grey',
    before: ['không đổi', 'unchanged'],
    after: ['không đổi', 'unchanged'],
  },
  skipped: { sign: '–', colour: 'grey', before: ['bỏ qua', 'skipped'], after: ['bỏ qua', 'skipped'] },
  rejected: { sign: '○', colour: 'red', before: ['có lỗi', 'faulty'], after: ['chưa lưu', 'not stored'] },
};

const ORDER: readonly Outcome[] = ['accepted', 'unchanged', 'skipped', 'rejected'];

/** How many rows of each outcome, with what they mean. */
export function ImportSummary({ draft, answer }: { draft: Draft; answer: ImportAnswer }) {
  const say = useSay();
  const stored = draft.step === 'store';
  return (
    <section class="panel" aria-labelledby="tom-tat">
      <h2 id="tom-tat">
        {stored ? say('Kết quả lưu', 'What was stored') : say('Kết quả kiểm tra', 'What the check says')}
      </h2>
      <dl class="counts">
        {ORDER.map((outcome) => {
          const { sign, colour, before, after } = OUTCOMES[outcome];
          return (
            <div key={outcome}>
              <dt class={`tag ${colour}`}>
                <span class="sign" aria-hidden="true">
                  {sign}
                </span>{' '}
                {say(...(stored ? after : before))}
              </dt>
              <dd>{formatNumber(answer[outcome])}</dd>
            </div>
          );
        })}
      </dl>
      {stored || answer.accepted === 0 ? null : <Moves moves={movesOf(answer)} />}
      {draft.answeredAt === null ? null : (
        <p class="hint">
          {stored ? say('Lưu lúc', 'Stored at') : say('Kiểm tra lúc', 'Checked at')}{' '}
          {timeOf(draft.answeredAt)} {formatDay(dayOf(draft.answeredAt))}.{' '}
          {say(
            'Không đổi: số liệu giống hệt lần gửi trước. Bỏ qua: dòng không có số liệu.',
            'Unchanged: the very same was sent before. Skipped: the row holds no figures.',
          )}
        </p>
      )}
    </section>
  );
}

/** What storing it would do to the colours. */
function Moves({ moves }: { moves: readonly Move[] }) {
  const say = useSay();
  if (moves.length === 0)
    return <p>{say('Lưu tệp này không làm đơn vị nào đổi tình trạng.', 'Stored, it changes no colour.')}</p>;
  return (
    <div>
      <p>{say('Nếu lưu, tình trạng thay đổi như sau:', 'Stored, it changes colours so:')}</p>
      <ul class="moves">
        {moves.map(({ from, to, count }) => (
          <li key={`${from} ${to}`}>
            {say(`${formatNumber(count)} dòng`, `${formatNumber(count)} rows`)}:{' '}
            <Change from={from} to={to} />
          </li>
        ))}
      </ul>
    </div>
  );
}

/** From one colour to another; nothing was known before where there is none. */
export function Change({ from, to }: Pick<Move, 'from' | 'to'>) {
  return (
    <>
      <StateTag colour={from ?? 'grey'} /> <span aria-hidden="true">→</span> <StateTag colour={to} />
    </>
  );
}
