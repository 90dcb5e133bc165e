import { chunks } from '../../chunks.ts';
import { percentOf } from '../../collect/judge-locality.ts';
import { dayOf, formatDay, timeOf } from '../../days.ts';
import type { NamedView } from '../../figures/units.ts';
import { localityAddress } from '../addresses.ts';
import { formatNumber, formatPercent, NONE } from '../format.ts';
import { type Say, useSay } from '../language.tsx';
import { StateTag } from '../parts/state-tag.tsx';
import { TableBox } from '../parts/table-box.tsx';
import { REPORTING_WORDS } from '../words.ts';
import type { BoardFacts } from './facts.ts';
import { boardLink, TABLE, type View } from './links.ts';
import { movement } from './lowest.tsx';
import { isShown } from './shown.ts';
import { SHOWN_WORDS } from './shown-words.ts';

/** Rows of one page of the table; a province fits on one. */
export const PAGE_ROWS = 200;

/** Every locality in a row: the ranking of a province, or page by page those of several. */
export function LocalityTable({ facts, view }: { facts: BoardFacts; view: View }) {
  const say = useSay();
  const { scale, ranking, day } = facts;
  const ranked = scale === 'locality';
  const places = new Map(
    ranked ? ranking.map((placed, index) => [placed.unit.code, { ...placed, index }]) : [],
  );
  const rows = facts.views.filter(({ named, row, reporting }) =>
    isShown(view.shown, { code: named.code, colour: row.colour, reporting }, facts.changes),
  );
  const order = ({ named }: NamedView) => places.get(named.code)?.index ?? 0;
  if (ranked && view.sort === 'rank') rows.sort((a, b) => order(a) - order(b));
  const pages = [...chunks(rows, PAGE_ROWS)];
  // An address kept from a longer list leads to the last page of a shorter one.
  const number = Math.min(view.page, Math.max(1, pages.length));
  const page = pages[number - 1] ?? [];
  const count = formatNumber(rows.length);
  const to = (chosen: Partial<View>) =>
    `${boardLink(facts, { ...view, shown: view.shown ?? 'all', page: 1, ...chosen })}#${TABLE}`;
  const title = ranked
    ? say('Xếp hạng và tình trạng từng đơn vị', 'Ranking and state of each commune')
    : say('Từng đơn vị', 'Commune by commune');
  return (
    <details id={TABLE} class="panel" data-live open={view.shown !== undefined || view.page > 1}>
      <summary>
        <h2>{title}</h2>
      </summary>
      <p>
        {view.shown === undefined || view.shown === 'all'
          ? say(`${count} đơn vị, ngày ${formatDay(day)}.`, `${count} communes on ${formatDay(day)}.`)
          : say(
              `Đang xem ${count} đơn vị: ${say(...SHOWN_WORDS[view.shown])}.`,
              `Showing ${count} communes: ${say(...SHOWN_WORDS[view.shown])}.`,
            )}{' '}
        {view.shown === undefined || view.shown === 'all' ? null : (
          <a href={to({ shown: 'all' })}>{say('Xem tất cả', 'Show all')}</a>
        )}{' '}
        {ranked ? (
          <a href={to({ sort: view.sort === 'rank' ? 'name' : 'rank' })}>
            {view.sort === 'rank'
              ? say('Xếp theo tên', 'Sort by name')
              : say('Xếp theo hạng', 'Sort by rank')}
          </a>
        ) : null}
      </p>
      {page.length === 0 ? null : (
        <TableBox label={say('Bảng từng đơn vị', 'Table of communes')}>
          <table class="keeps-head">
            <thead>
              <tr>
                <th scope="col">{say('Đơn vị', 'Commune')}</th>
                {ranked ? (
                  <th scope="col" class="figure">
                    {say('Hạng', 'Rank')}
                  </th>
                ) : null}
                <th scope="col">{say('Tình trạng', 'State')}</th>
                <th scope="col" class="figure">
                  {say('Tỷ lệ', 'Share')}
                </th>
                {ranked ? <th scope="col">{say('So với tuần trước', 'Since last week')}</th> : null}
                <th scope="col" class="figure">
                  {say('Còn thiếu', 'Lacking')}
                </th>
                <th scope="col">{say('Báo cáo', 'Report')}</th>
              </tr>
            </thead>
            <tbody>
              {page.map((one) => {
                const { code, type, name } = one.named;
                const placed = places.get(code);
                return (
                  <tr key={code}>
                    <th scope="row">
                      <a href={localityAddress(code, { programme: facts.inAddress })}>
                        {type} {name}
                      </a>
                    </th>
                    {placed ? <td class="figure">{placed.place}</td> : null}
                    <td>
                      <StateTag colour={one.row.colour} />
                    </td>
                    <td class="figure">{formatPercent(percentOf(one.row))}</td>
                    {placed ? <td>{movement(placed.moved, say)}</td> : null}
                    <td class="figure">
                      {one.row.colour === 'grey' ? NONE : formatNumber(one.row.required - one.row.met)}
                    </td>
                    <td>{reported(one, day, say)}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </TableBox>
      )}
      <Pages facts={facts} view={{ ...view, page: number }} count={pages.length} />
    </details>
  );
}

function Pages({ facts, view, count }: { facts: BoardFacts; view: View; count: number }) {
  const say = useSay();
  if (count < 2) return null;
  const to = (page: number) => `${boardLink(facts, { ...view, page })}#${TABLE}`;
  return (
    <nav class="steps" aria-label={say('Trang của bảng', 'Pages of the table')}>
      {view.page > 1 ? <a href={to(view.page - 1)}>{say('Trang trước', 'Previous page')}</a> : null}
      <span>
        {say('Trang', 'Page')} {formatNumber(view.page)} / {formatNumber(count)}
      </span>
      {view.page < count ? <a href={to(view.page + 1)}>{say('Trang sau', 'Next page')}</a> : null}
    </nav>
  );
}

/** "đúng hạn, 08:12", "còn thiếu, 3 ngày liền". */
function reported(
  { reporting, missingStreak, row: { receivedAt } }: NamedView,
  day: string,
  say: Say,
): string {
  const state = say(...REPORTING_WORDS[reporting]);
  if (receivedAt) {
    const on = dayOf(receivedAt) === day ? '' : ` ${say('ngày', 'on')} ${formatDay(dayOf(receivedAt))}`;
    return `${state}, ${timeOf(receivedAt)}${on}`;
  }
  if (reporting === 'due' && missingStreak > 0)
    return `${state}, ${say(`đã thiếu ${missingStreak} ngày`, `missing for ${missingStreak} days`)}`;
  if (missingStreak > 1)
    return `${state}, ${say(`${missingStreak} ngày liền`, `${missingStreak} days running`)}`;
  return state;
}
