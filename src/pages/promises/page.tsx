import { MOST_PROMISED } from '../../alerts/promise-routes.ts';
import { formatDay } from '../../days.ts';
import { groupBy } from '../../lib/group-by.ts';
import { AcknowledgeFields } from '../alerts/acknowledge-form.tsx';
import { formatNumber } from '../format.ts';
import { gapKey, type ListedGap, unitsMissing } from '../gaps/rules.ts';
import { useSay } from '../language.tsx';
import { Form } from '../parts/form.tsx';
import { Notice } from '../parts/notice.tsx';
import { unitWord } from '../units.ts';
import { STATES } from '../words.ts';
import type { PromiseFacts } from './facts.ts';
import { standingWords } from './words.ts';

/** Who fills which gaps until when: one form, however many. */
export function PromisePage({ facts, owner }: { facts: PromiseFacts; owner: string }) {
  const say = useSay();
  const { offered, gone, back, action, ticked } = facts;
  const chosen = offered.filter((gap) => ticked.has(gapKey(gap)));
  const before = chosen.find((gap) => gap.owner !== null);
  return (
    <section class="narrow">
      <p>
        <a href={back}>← {say('Quay lại', 'Back')}</a>
      </p>
      <h1>{say('Hẹn ngày hoàn thành', 'Promise a date')}</h1>
      <p class="hint">{say(facts.list.programme.nameVi, facts.list.programme.nameEn)}</p>
      {gone === 0 ? null : (
        <Notice>
          {say(
            `${formatNumber(gone)} chỉ tiêu đã chọn nay không còn thiếu, không cần hẹn.`,
            `${formatNumber(gone)} of the chosen gaps are closed by now and need no promise.`,
          )}
        </Notice>
      )}
      {offered.length === 0 ? (
        <Nothing facts={facts} />
      ) : (
        <Form action={action} typed={{ owner: before?.owner ?? owner }}>
          <fieldset id="gap" tabindex={-1}>
            <legend>{say('Chỉ tiêu còn thiếu', 'Gaps')}</legend>
            {[...groupBy(offered, (gap) => gap.locality).values()].map((gaps) => (
              <OfLocality key={gaps[0]?.locality ?? ''} gaps={gaps} facts={facts} />
            ))}
          </fieldset>
          <AcknowledgeFields />
          <button type="submit">{say('Ghi nhận ngày hẹn', 'Note the promise')}</button>
        </Form>
      )}
    </section>
  );
}

function Nothing({ facts: { count } }: { facts: PromiseFacts }) {
  const say = useSay();
  return (
    <Notice>
      {count > 0
        ? say(
            `Danh sách này có ${formatNumber(count)} dòng, mỗi lần hẹn được nhiều nhất ${formatNumber(MOST_PROMISED)} dòng: anh/chị vui lòng quay lại và lọc hẹp hơn.`,
            `This list has ${formatNumber(count)} rows, and at most ${formatNumber(MOST_PROMISED)} are promised at once: go back and narrow it.`,
          )
        : say(
            'Chưa có chỉ tiêu còn thiếu nào được chọn. Anh/chị vui lòng quay lại, đánh dấu các dòng rồi chọn “Hẹn ngày hoàn thành”.',
            'No gap is chosen. Go back, tick the rows, then choose “Promise a date”.',
          )}
    </Notice>
  );
}

function OfLocality({ gaps, facts }: { gaps: readonly ListedGap[]; facts: PromiseFacts }) {
  const named = gaps[0]?.named;
  return (
    <div>
      {named === undefined ? null : (
        <b>
          {named.type} {named.name}
        </b>
      )}
      {gaps.map((gap) => (
        <GapChoice key={gapKey(gap)} gap={gap} facts={facts} />
      ))}
    </div>
  );
}

function GapChoice({ gap, facts: { ticked, list } }: { gap: ListedGap; facts: PromiseFacts }) {
  const say = useSay();
  const { of, state, since, owner, promise } = gap;
  const missing = unitsMissing(gap);
  const lacking =
    missing === null || !of.unit
      ? say(...STATES[state].words)
      : `${say('thiếu', 'lacks')} ${formatNumber(missing)} ${unitWord(of.unit, say)}`;
  const standing = standingWords(gap, list.today);
  return (
    <label class="choice">
      <input type="checkbox" name="gap" value={gapKey(gap)} checked={ticked.has(gapKey(gap))} />
      <span>
        {say(of.nameVi, of.nameEn)}
        <small class="under">
          {lacking}, {say('từ', 'since')} {formatDay(since)}.
          {owner === null || promise === null
            ? null
            : ` ${say(`${owner} hẹn ${formatDay(promise)}`, `${owner} promised ${formatDay(promise)}`)}${standing === null ? '' : ` (${say(...standing)})`}.`}
        </small>
      </span>
    </label>
  );
}
