import type { Rate } from '../../collect/summary.ts';
import { dayOf, formatDay, timeOf } from '../../days.ts';
import { groupBy } from '../../group-by.ts';
import type { Condition } from '../../registry/types.ts';
import { boardAddress, fileAddress } from '../addresses.ts';
import { formatDayLong, formatNumber, formatPercent } from '../format.ts';
import { ShareBar } from '../parts/share-bar.tsx';
import { StateTag } from '../parts/state-tag.tsx';
import { COLOUR_ORDER } from '../words.ts';
import { DayPicker } from './day-picker.tsx';
import { deadlineText } from './deadline.ts';
import type { BoardFacts } from './facts.ts';
import { GapList, GapTotals } from './gap-tables.tsx';
import { LocalityTable } from './locality-table.tsx';
import { TileMap } from './tile-map.tsx';

/** The department's first look: how green, who reported, who lags, who lacks what. */
export function Board({
  facts,
  conditions,
  reportLink,
}: {
  facts: BoardFacts;
  conditions: Condition[];
  /** What the way to the report is called; undefined for who sends none. */
  reportLink: string | undefined;
}) {
  const { programme, day, now, summary } = facts;
  const { expected, received } = summary;
  return (
    <>
      <div class="heading">
        <div>
          <h1>{programme.nameVi}</h1>
          <p class="day">{formatDayLong(day)}</p>
          {facts.rows.length === 0 ? null : (
            <p>{deadlineText({ day, expected, received, cutoff: facts.cutoff, lock: facts.lock }, now)}</p>
          )}
          {reportLink === undefined ? null : (
            <p class="actions">
              <a class="button" href="/bao-cao">
                {reportLink}
              </a>
            </p>
          )}
        </div>
        <DayPicker facts={facts} />
      </div>
      {facts.rows.length === 0 ? <Empty /> : <DayFacts facts={facts} />}
      <section aria-labelledby="con-thieu">
        <h2 id="con-thieu">Còn thiếu đến hôm nay, {formatDay(dayOf(now))}</h2>
        {facts.gaps.count === 0 ? (
          <p>Không có đơn vị nào còn thiếu.</p>
        ) : (
          <>
            <GapTotals totals={facts.gaps.totals} conditions={conditions} />
            <p class="actions">
              <a class="button" href={fileAddress(facts, 'xlsx')}>
                Tải danh sách còn thiếu (XLSX)
              </a>
              <a class="button quiet" href={fileAddress(facts, 'csv')}>
                Tải danh sách còn thiếu (CSV)
              </a>
            </p>
            <GapList gaps={facts.gaps.first} count={facts.gaps.count} today={dayOf(now)} />
          </>
        )}
      </section>
      <p class="hint">
        Số liệu lúc {timeOf(now)} ngày {formatDay(dayOf(now))}
        {facts.final ? '; ngày này đã chốt số liệu' : ''}. Nguồn: báo cáo hằng ngày của các đơn vị.
      </p>
    </>
  );
}

function Empty() {
  return (
    <section>
      <p>
        Ngày này không có đơn vị nào được theo dõi trong địa bàn của anh/chị.{' '}
        <a href={boardAddress({})}>Xem hôm nay</a>
      </p>
    </section>
  );
}

function DayFacts({ facts }: { facts: BoardFacts }) {
  const { summary, rows } = facts;
  const byProvince = groupBy(rows, (row) => row.named.province);
  const names = new Map(facts.provinces.map((one) => [one.code, one.name]));
  return (
    <>
      <div class="panels">
        <section class="panel" aria-labelledby="ty-le">
          <h2 id="ty-le">Đơn vị đạt mọi điều kiện</h2>
          <p class="big">{formatPercent(summary.percentGreen)}</p>
          <p>
            {formatNumber(summary.green)} trên {formatNumber(rows.length)} đơn vị
          </p>
          <ShareBar counts={summary} />
          <ul class="legend">
            {COLOUR_ORDER.map((colour) => (
              <li key={colour}>
                <StateTag colour={colour} /> <b>{formatNumber(summary[colour])}</b>
              </li>
            ))}
          </ul>
        </section>
        <section class="panel" aria-labelledby="bao-cao">
          <h2 id="bao-cao">
            {facts.reporting && facts.reporting.day !== facts.day
              ? `Ngày báo cáo gần nhất, ${formatDay(facts.reporting.day)}`
              : 'Báo cáo trong ngày'}
          </h2>
          <Reporting reporting={facts.reporting} />
        </section>
      </div>
      <section aria-labelledby="ban-do">
        <h2 id="ban-do">Bản đồ ô</h2>
        {[...byProvince].map(([province, inProvince]) => (
          <MapBox key={province} title={names.get(province) ?? province} rows={inProvince} />
        ))}
      </section>
      <section aria-labelledby="don-vi">
        <h2 id="don-vi">Từng đơn vị</h2>
        <LocalityTable rows={rows} day={facts.day} />
      </section>
    </>
  );
}

function MapBox({ title, rows }: { title: string; rows: BoardFacts['rows'] }) {
  return (
    <figure>
      <section class="map-box" aria-label={`Bản đồ ô ${title}`} tabindex={0}>
        <TileMap title={`Bản đồ ô ${title}`} rows={rows} />
      </section>
      <figcaption class="hint">{title}: mỗi ô là một đơn vị, đặt gần vị trí thật.</figcaption>
    </figure>
  );
}

function Reporting({ reporting }: Pick<BoardFacts, 'reporting'>) {
  if (!reporting) return <p>Chưa có ngày báo cáo nào nên chưa có tỷ lệ.</p>;
  const { expected, received, onTime, late, missing, rates } = reporting.summary;
  const due = expected - received - missing;
  return (
    <>
      <p class="big">
        {formatNumber(received)}
        <span class="of"> / {formatNumber(expected)}</span>
      </p>
      <p>đơn vị đã báo cáo</p>
      <dl class="counts">
        <Count name="Đúng hạn" value={formatNumber(onTime)} />
        <Count name="Muộn" value={formatNumber(late)} />
        <Count name="Chưa gửi" value={formatNumber(missing)} />
        {due > 0 ? <Count name="Còn trong hạn" value={formatNumber(due)} /> : null}
      </dl>
      <dl class="counts rates">
        <RateCount name="Kịp thời" rate={rates.timely} of="báo cáo" />
        <RateCount name="Đầy đủ" rate={rates.complete} of="số liệu" />
        <RateCount name="Chính xác" rate={rates.accurate} of="số liệu" />
      </dl>
    </>
  );
}

function Count({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
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
