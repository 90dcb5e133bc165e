import { formatDay } from '../../days.ts';
import { gapsAddress, localityAddress, withQuery } from '../addresses.ts';
import { alertAddress } from '../alerts/addresses.ts';
import { formatAge, formatNumber, NONE } from '../format.ts';
import { useSay } from '../language.tsx';
import { Hidden } from '../parts/form.tsx';
import { type PageOf, Pager } from '../parts/pager.tsx';
import { useProvinceBeside } from '../parts/places.tsx';
import { Head } from '../parts/table.tsx';
import { TableBox } from '../parts/table-box.tsx';
import { Tag } from '../parts/tag.tsx';
import { historyAddress, promiseAddress } from '../promises/addresses.ts';
import { standingWords } from '../promises/words.ts';
import { REMIND } from '../reminders/addresses.ts';
import { unitWord } from '../units.ts';
import { STATES } from '../words.ts';
import type { GapsFacts } from './facts.ts';
import { queryOf } from './question.ts';
import { countedUnit, gapKey, type ListColumn, type ListedGap, unitsMissing } from './rules.ts';

/** What the reader may do with rows that he chooses. */
export interface MayDo {
  promise: boolean;
  remind: boolean;
}

/** Gaps row by row. Who may do something about them chooses rows and goes on with them. */
export function GapList({ facts, page, may }: { facts: GapsFacts; page: PageOf<ListedGap>; may: MayDo }) {
  const say = useSay();
  const { asked } = facts;
  const picks = may.promise || may.remind;
  const table = <GapTable facts={facts} page={page} picks={picks} />;
  const pager = <Pager of={page} addressOf={(to) => gapsAddress(queryOf(asked, { page: to }))} />;
  if (!picks)
    return (
      <>
        {table}
        {pager}
      </>
    );
  return (
    <form class="gap-form" method="get" action={may.remind ? gapsAddress({}, '/don-doc') : promiseAddress()}>
      {/* So that the way back leads to this very list. */}
      <Hidden fields={queryOf(asked, { page: asked.page })} />
      {table}
      <div class="send remind">
        {may.promise ? (
          <button type="submit" formaction={promiseAddress()}>
            {say('Hẹn ngày hoàn thành', 'Promise a date')}
          </button>
        ) : null}
        {may.remind ? (
          <button type="submit" class="quiet" formaction={REMIND}>
            {say('Nhắc ngay', 'Remind now')}
          </button>
        ) : null}
        {may.remind ? (
          <button type="submit" class="quiet">
            {say('Soạn văn bản đôn đốc (dòng đã chọn)', 'Draft reminders for the chosen rows')}
          </button>
        ) : null}
      </div>
      {pager}
      {may.remind ? <RemindAll facts={facts} /> : null}
    </form>
  );
}

function RemindAll({ facts: { asked, found } }: { facts: GapsFacts }) {
  const say = useSay();
  const all = { ...queryOf(asked, { page: asked.page }), all: 'yes' };
  const count = formatNumber(found.length);
  return (
    <p class="not-printed">
      <a class="button quiet" href={gapsAddress(all, '/don-doc')}>
        {say(`Soạn văn bản đôn đốc cho cả ${count} dòng`, `Draft reminders for all ${count} rows`)}
      </a>{' '}
      <a class="button quiet" href={withQuery(REMIND, all)}>
        {say(`Nhắc ngay cả ${count} dòng`, `Remind of all ${count} rows now`)}
      </a>
    </p>
  );
}

function GapTable({ facts, page, picks }: { facts: GapsFacts; page: PageOf<ListedGap>; picks: boolean }) {
  const say = useSay();
  const { asked, sort } = facts;
  const head = (key: ListColumn, name: string, more: { descends?: boolean; figure?: boolean } = {}) => (
    <Head
      column={{ key, head: name, ...more }}
      sort={sort}
      href={(text) => gapsAddress(queryOf(asked, { sort: text }))}
    />
  );
  const caption = say('Nội dung còn thiếu của từng đơn vị', 'Who lacks what, since when');
  return (
    <div class="gap-list">
      <TableBox label={caption}>
        <table class="keeps-head">
          <caption>{caption}</caption>
          <thead>
            <tr>
              {picks ? (
                <th scope="col" class="pick" data-all={say('Chọn cả trang', 'Choose the whole page')}>
                  {say('Chọn', 'Choose')}
                </th>
              ) : null}
              {head('locality', say('Đơn vị', 'Locality'))}
              {head('indicator', say('Chỉ tiêu', 'Indicator'))}
              {head('state', say('Tình trạng', 'State'))}
              {head('have', say('Hiện có / cần có', 'Have / need'), { figure: true, descends: false })}
              {head('missing', say('Thiếu', 'Missing'), { figure: true })}
              {head('since', say('Từ ngày', 'Since'))}
              {head('agency', say('Cơ quan phụ trách', 'Agency'))}
              {head('owner', say('Người xử lý', 'Owner'))}
              {head('promise', say('Hẹn hoàn thành', 'Promised'))}
            </tr>
          </thead>
          <tbody>
            {page.rows.map((gap) => (
              <GapLine key={gapKey(gap)} gap={gap} facts={facts} picks={picks} />
            ))}
          </tbody>
        </table>
      </TableBox>
    </div>
  );
}

function GapLine({ gap, facts, picks }: { gap: ListedGap; facts: GapsFacts; picks: boolean }) {
  const say = useSay();
  const { named, of, state, have, need, since, ageDays, owner, promise, alert } = gap;
  const { programme } = facts.asked;
  const province = useProvinceBeside()(named.province);
  const standing = standingWords(gap, facts.today);
  const unit = countedUnit(of);
  const missing = unitsMissing(gap);
  const figure = (value: number | null) => (unit === null || value === null ? 'figure none' : 'figure');
  const place = `${named.type} ${named.name}`;
  const name = say(of.nameVi, of.nameEn);
  return (
    <tr>
      {picks ? (
        <td class="pick">
          <label>
            <input type="checkbox" name="gap" value={gapKey(gap)} />
            <span class="unseen">
              {place}: {name}
            </span>
          </label>
        </td>
      ) : null}
      <th scope="row">
        <a href={localityAddress(named.code, { programme })}>{place}</a>
        {province === null ? null : <small class="under">{province}</small>}
      </th>
      <td class="what">{name}</td>
      <td>
        <Tag {...STATES[state]} />
      </td>
      <td class={figure(have)} data-name={say('Hiện có / cần có', 'Have / need')}>
        {unit === null || have === null ? NONE : `${formatNumber(have)} / ${formatNumber(need)}`}
      </td>
      <td class={figure(missing)} data-name={say('Thiếu', 'Missing')}>
        {missing === null ? NONE : formatNumber(missing)}
        {missing === null || !unit ? null : <small> {unitWord(unit, say)}</small>}
      </td>
      <td data-name={say('Từ ngày', 'Since')}>
        {formatDay(since)} {ageDays === 0 ? null : <small>({formatAge(ageDays, say)})</small>}
      </td>
      <td data-name={say('Cơ quan', 'Agency')}>{of.agency}</td>
      <td class={owner === null ? 'none' : undefined} data-name={say('Người xử lý', 'Owner')}>
        {owner === null || alert === null ? (owner ?? NONE) : <a href={alertAddress(alert)}>{owner}</a>}
      </td>
      <td class={promise === null ? 'none' : undefined} data-name={say('Hẹn hoàn thành', 'Promised')}>
        {promise === null ? (
          NONE
        ) : (
          <a href={historyAddress(named.code, { programme, indicator: gap.indicator })}>
            {formatDay(promise)}
          </a>
        )}
        {standing === null ? null : <small> {say(...standing)}</small>}
      </td>
    </tr>
  );
}
