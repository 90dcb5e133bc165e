import type { ComponentChildren } from 'preact';
import type { Condition } from '../../registry/types.ts';
import { boardAddress, leaderAddress } from '../addresses.ts';
import { capital, formatDayLong } from '../format.ts';
import { type Say, useSay } from '../language.tsx';
import { SavedFilters } from '../saved/page.tsx';
import { BurnUp } from './burn-up.tsx';
import { Changes } from './change-panels.tsx';
import { ConditionBars } from './condition-bars.tsx';
import { DayPicker } from './day-picker.tsx';
import { deadlineText } from './deadline.ts';
import type { BoardFacts } from './facts.ts';
import { Headline } from './headline.tsx';
import { boardLink } from './links.ts';
import { LiveLine } from './live-line.tsx';
import { LocalityTable } from './locality-table.tsx';
import { Lowest } from './lowest.tsx';
import { MapBox } from './map-box.tsx';
import { NothingYet } from './nothing-yet.tsx';
import { OwnBoard } from './own.tsx';
import { ProvinceTable } from './province-table.tsx';
import { Reporting } from './reporting.tsx';
import type { Shown } from './shown.ts';

export interface BoardProps {
  facts: BoardFacts;
  /** What the table of localities is narrowed to. */
  shown: Shown | undefined;
  conditions: readonly Condition[];
  /** What the way to the report is called; undefined for who sends none. */
  reportLink: string | undefined;
}

/** The department's first look: how green, who reported, who lags, what changed. */
export function Board({ facts, shown, conditions, reportLink }: BoardProps) {
  return (
    <>
      <div class="heading">
        <Heading facts={facts} reportLink={reportLink} />
        <DayPicker facts={facts} />
      </div>
      {facts.final ? null : <LiveLine />}
      <Followed facts={facts} conditions={conditions}>
        <div class="panels">
          <Headline facts={facts} />
          <Reporting facts={facts} />
        </div>
        <div class="split">
          <MapBox facts={facts} linkTo={(map) => boardLink(facts, { map })} />
          <Lowest facts={facts} count={10} />
        </div>
        <div class="panels">
          <Changes facts={facts} />
          <BurnUp facts={facts} />
        </div>
        <ConditionBars facts={facts} />
        {facts.scale === 'province' ? <ProvinceTable facts={facts} /> : null}
        <SavedFilters />
        <LocalityTable facts={facts} shown={shown} />
      </Followed>
    </>
  );
}

/** What a day shows of several units; of one or none, or before anything came in, what there is to show. */
export function Followed({
  facts,
  conditions,
  children,
}: Pick<BoardProps, 'facts' | 'conditions'> & { children: ComponentChildren }) {
  const { views, blank } = facts;
  const [only] = views;
  if (only === undefined) return <NobodyFollowed />;
  if (views.length === 1) return <OwnBoard facts={facts} view={only} conditions={conditions} />;
  return blank ? <NothingYet facts={facts} /> : children;
}

function NobodyFollowed() {
  const say = useSay();
  return (
    <p>
      {say(
        'Ngày này không có đơn vị nào phải báo cáo trong địa bàn của anh/chị.',
        'No commune of your area was followed on this day.',
      )}{' '}
      <a href={boardAddress()}>{say('Xem hôm nay', 'See today')}</a>
    </p>
  );
}

function Heading({ facts, reportLink }: Pick<BoardProps, 'facts' | 'reportLink'>) {
  const say = useSay();
  const { province, day, views } = facts;
  return (
    <div id="dau-trang" data-live>
      <h1>{titleOf(facts, say)}</h1>
      <p class="day">{capital(formatDayLong(day, say))}</p>
      {views.length === 0 ? null : <p class="as-of">{dueText(facts, say)}</p>}
      <p class="actions">
        {reportLink === undefined ? null : (
          <a class="button" href="/bao-cao">
            {reportLink}
          </a>
        )}
        {views.length < 2 ? null : (
          <a class="button quiet" href={leaderAddress({ programme: facts.inAddress, province })}>
            {say('Tóm tắt 1 trang để in', 'One page, to print')}
          </a>
        )}
      </p>
    </div>
  );
}

export function titleOf({ programme, province, provinces }: BoardFacts, say: Say): string {
  const name =
    provinces.length > 1 && province !== undefined && provinces.find((one) => one.code === province)?.name;
  return `${say(programme.nameVi, programme.nameEn)}${name ? ` – ${name}` : ''}`;
}

export function dueText(facts: BoardFacts, say: Say): string {
  const { expected, received } = facts.summary;
  const { day, cutoff, lock, now } = facts;
  return deadlineText({ day, expected, received, cutoff, lock }, now, say);
}
