import type { Condition } from '../../registry/types.ts';
import { periodName } from '../../reports/period-rules.ts';
import type { ReportHead } from '../../reports/store.ts';
import { leaderAddress } from '../addresses.ts';
import { capital, formatDayLong } from '../format.ts';
import { useSay } from '../language.tsx';
import { reportAddress } from '../reports/words.ts';
import { BurnUp } from './burn-up.tsx';
import { Since } from './change-panels.tsx';
import type { BoardFacts } from './facts.ts';
import { Headline } from './headline.tsx';
import { boardLink } from './links.ts';
import { LiveLine } from './live-line.tsx';
import { Lowest } from './lowest.tsx';
import { MapBox } from './map-box.tsx';
import { dueText, Followed, titleOf } from './page.tsx';

/** For whoever has a minute: how green, where, whether it moves, who is last. Prints on one A4 page. */
export function LeaderPage({
  facts,
  conditions,
  latest,
}: {
  facts: BoardFacts;
  conditions: readonly Condition[];
  /** The report that was approved last, of the newest period. */
  latest: ReportHead | null;
}) {
  const say = useSay();
  const { province, provinces, views } = facts;
  const linkTo = (map: BoardFacts['map']) =>
    leaderAddress({
      programme: facts.inAddress,
      province,
      day: facts.day === facts.today ? undefined : facts.day,
      map: map === 'areas' ? map : undefined,
    });
  return (
    <div class="sheet">
      <div class="heading">
        <div id="dau-trang" data-live>
          <h1>{titleOf(facts, say)}</h1>
          <p class="day">{capital(formatDayLong(facts.day, say))}</p>
          <p class="as-of">{views.length === 0 ? null : dueText(facts, say)}</p>
        </div>
        <p class="actions">
          {latest ? (
            <a class="button quiet" href={reportAddress(latest.id)}>
              {say(
                `Báo cáo đã duyệt mới nhất: ${periodName(latest.kind, latestPeriod(latest))[0]}`,
                `Latest approved report: ${periodName(latest.kind, latestPeriod(latest))[1]}`,
              )}
            </a>
          ) : null}
          {provinces.length > 1 && province !== undefined ? (
            <a class="button quiet" href={leaderAddress({ programme: facts.inAddress })}>
              {say('Tất cả tỉnh, thành phố', 'All provinces')}
            </a>
          ) : null}
          <a class="button quiet" href={boardLink(facts)}>
            {say('Xem bảng đầy đủ', 'Open the full board')}
          </a>
        </p>
      </div>
      {facts.final ? null : <LiveLine />}
      <Followed facts={facts} conditions={conditions}>
        <div class="one-sheet">
          <Headline facts={facts} />
          <MapBox facts={facts} linkTo={linkTo} />
          <section class="panel" id="thay-doi" data-live aria-label={say('Thay đổi', 'Changes')}>
            <Since
              facts={facts}
              change={facts.changes.week}
              title={say('So với tuần trước', 'Since last week')}
              shown={{ turned: 'turned_week', fell: 'fell_week' }}
              names={6}
            />
          </section>
          <BurnUp facts={facts} table={false} />
          <Lowest facts={facts} count={5} />
        </div>
      </Followed>
    </div>
  );
}

const latestPeriod = ({ periodFrom: from, periodTo: to }: ReportHead) => ({ from, to });
