import { may } from '../../access/principal.ts';
import type { Rate } from '../../collect/summary.ts';
import { formatDay } from '../../days.ts';
import { formatNumber, formatPercent } from '../format.ts';
import { useReading, useSay } from '../language.tsx';
import { owingAddress } from '../reminders/addresses.ts';
import type { BoardFacts } from './facts.ts';
import { Counted } from './headline.tsx';
import { countLink } from './links.ts';
import type { Shown } from './shown.ts';

/** Who reported, on time or not, and the three rates, of the day or the last reporting day before it. */
export function Reporting({ facts }: { facts: BoardFacts }) {
  const say = useSay();
  const { reporting, day } = facts;
  return (
    <section class="panel" id="bao-cao-ngay" data-live aria-labelledby="bao-cao-ten">
      <h2 id="bao-cao-ten">
        {reporting && reporting.day !== day
          ? say(
              `Ngày báo cáo gần nhất, ${formatDay(reporting.day)}`,
              `The last reporting day, ${formatDay(reporting.day)}`,
            )
          : say('Báo cáo trong ngày', 'Reports of the day')}
      </h2>
      {reporting ? (
        <Counts facts={facts} reporting={reporting} />
      ) : (
        <p>
          {say(
            'Chưa có ngày báo cáo nào nên chưa có tỷ lệ.',
            'There has been no reporting day, so there are no rates.',
          )}
        </p>
      )}
    </section>
  );
}

function Counts({
  facts,
  reporting,
}: {
  facts: BoardFacts;
  reporting: NonNullable<BoardFacts['reporting']>;
}) {
  const say = useSay();
  const { who } = useReading();
  const { expected, received, onTime, late, missing } = reporting.summary;
  const { rates } = facts;
  const due = expected - received - missing;
  const count = (shown: Shown, name: string, value: number) => (
    <div>
      <dt>{name}</dt>
      <dd>
        <Counted count={value} href={countLink(facts, shown, reporting.day)} />
      </dd>
    </div>
  );
  return (
    <>
      <p class="big">
        <Counted count={received} href={countLink(facts, 'received', reporting.day)} />
        <span class="of"> / {formatNumber(expected)}</span>
      </p>
      <p>{say('đơn vị đã báo cáo', 'communes have reported')}</p>
      <dl class="counts">
        {count('on_time', say('Đúng hạn', 'On time'), onTime)}
        {count('late', say('Muộn', 'Late'), late)}
        {count('missing', say('Chưa gửi', 'Missing'), missing)}
        {due > 0 ? count('due', say('Còn trong hạn', 'Still due'), due) : null}
      </dl>
      {who && may(who.principal.role, 'remind') && missing + due > 0 ? (
        <p>
          <a href={owingAddress({ programme: facts.inAddress })}>
            {say('Nhắc, gọi các đơn vị chưa gửi', 'Remind or call who has not reported')}
          </a>
        </p>
      ) : null}
      {rates === null ? (
        <p class="hint">
          {say('Ba tỷ lệ được tính sau giờ chốt số liệu.', 'The three rates are counted after the cutoff.')}
        </p>
      ) : (
        <>
          {rates.day === reporting.day ? null : (
            <p class="hint">
              {say(
                `Tỷ lệ của ngày báo cáo gần nhất đã chốt, ${formatDay(rates.day)}:`,
                `Rates of the last reporting day that is closed, ${formatDay(rates.day)}:`,
              )}
            </p>
          )}
          <Rates of={rates.rates} />
        </>
      )}
    </>
  );
}

function Rates({
  of: { timely, complete, accurate },
}: {
  of: Record<'timely' | 'complete' | 'accurate', Rate>;
}) {
  const say = useSay();
  return (
    <dl class="counts rates">
      <RateCount name={say('Kịp thời', 'Timely')} rate={timely} of={say('báo cáo', 'reports')} />
      <RateCount name={say('Đầy đủ', 'Complete')} rate={complete} of={say('số liệu', 'values')} />
      <RateCount name={say('Chính xác', 'Accurate')} rate={accurate} of={say('số liệu', 'values')} />
    </dl>
  );
}

function RateCount({ name, rate, of }: { name: string; rate: Rate; of: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {formatPercent(rate.percent)}
        <small>
          {formatNumber(rate.numerator)} / {formatNumber(rate.denominator)} {of}
        </small>
      </dd>
    </div>
  );
}
