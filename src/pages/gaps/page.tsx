import { formatDay, timeOf } from '../../days.ts';
import type { Mention } from '../../documents/store.ts';
import { gapsAddress } from '../addresses.ts';
import { formatNumber } from '../format.ts';
import { needsAddress, seesNeeds } from '../funding/addresses.ts';
import { useSay, useWho } from '../language.tsx';
import { pageOf } from '../parts/pager.tsx';
import { Views } from '../parts/views.tsx';
import { SavedFilters } from '../saved/page.tsx';
import type { GapsFacts } from './facts.ts';
import { GapFilters } from './filters.tsx';
import { GapList, type MayDo } from './list.tsx';
import { GapMatrix } from './matrix.tsx';
import type { MatrixRow } from './matrix-rules.ts';
import { NoGaps } from './no-gaps.tsx';
import { type GapsQuestion, queryOf, ROWS } from './question.ts';
import { totalsOf } from './rules.ts';
import { GapTotals } from './totals.tsx';

export interface GapsPageProps {
  facts: GapsFacts;
  /** By name; undefined in the view of rows. */
  matrix: MatrixRow[] | undefined;
  may: MayDo;
  /** By which document a gap was urged last, by its key. */
  urged: ReadonlyMap<string, Mention>;
  /** Whether anything is stored of any of these localities. */
  known: boolean;
}

/** Who lacks what, since when, and how many units in all. */
export function GapsPage({ facts, matrix, may, urged, known }: GapsPageProps) {
  const say = useSay();
  const { asked, found, choices, now, today, programme } = facts;
  const empty = matrix === undefined ? found.length === 0 : matrix.length === 0;
  return (
    <>
      <div>
        <h1>{say('Còn thiếu', 'Gaps')}</h1>
        <p class="hint">{say(programme.nameVi, programme.nameEn)}</p>
        <Count facts={facts} />
      </div>
      <Views
        name="view"
        looks="views"
        label={say('Cách xem', 'View')}
        ways={[
          { value: 'list', words: say('Danh sách', 'List') },
          { value: 'matrix', words: say('Đơn vị theo điều kiện', 'Localities by condition') },
        ]}
      />
      <GapFilters facts={facts} />
      <SavedFilters />
      {empty ? (
        <NoGaps facts={facts} known={known} />
      ) : (
        <>
          {matrix === undefined ? (
            <>
              {facts.single ? null : (
                <GapTotals
                  facts={facts}
                  totals={totalsOf(found, new Map(choices.indicators.map((one) => [one.code, one])))}
                />
              )}
              <GapList facts={facts} page={pageOf(found, asked.page, ROWS)} may={may} urged={urged} />
            </>
          ) : (
            <GapMatrix facts={facts} rows={matrix} may={may} />
          )}
          <Files asked={asked} />
          <NeedsLink asked={asked} />
        </>
      )}
      <p class="hint">
        {say('Số liệu lúc', 'As of')} {timeOf(now)} {say('ngày', 'on')} {formatDay(today)}.{' '}
        {say('Nguồn: báo cáo hằng ngày của các đơn vị.', 'Source: daily reports of the localities.')}
      </p>
    </>
  );
}

function Count({ facts: { found, today } }: { facts: GapsFacts }) {
  const say = useSay();
  const localities = formatNumber(new Set(found.map((gap) => gap.locality)).size);
  const unmet = found.filter((gap) => gap.state === 'unmet').length;
  const unknown = formatNumber(found.length - unmet);
  const count = formatNumber(found.length);
  if (found.length === 0) return null;
  return (
    <p>
      {say('Đến hôm nay,', 'As of today,')} {formatDay(today)}:{' '}
      <b>
        {say(
          `${count} chỉ tiêu còn thiếu ở ${localities} đơn vị`,
          `${count} gaps in ${localities} localities`,
        )}
      </b>
      {say(
        `, gồm ${formatNumber(unmet)} chỉ tiêu chưa đạt và ${unknown} chỉ tiêu chưa có số liệu.`,
        `: ${formatNumber(unmet)} not met and ${unknown} not known.`,
      )}
    </p>
  );
}

/** The same gaps with what they cost, for who sees money: of the whole area, or of his own locality. */
function NeedsLink({ asked }: { asked: GapsQuestion }) {
  const say = useSay();
  const { principal } = useWho();
  if (!seesNeeds(principal)) return null;
  const { programme, province, locality, group, indicator, agency, funding, q } = asked;
  return (
    <p class="actions">
      <a
        class="button quiet"
        href={needsAddress({ programme, province, locality, group, indicator, agency, funding, q })}
      >
        {say('Xem nhu cầu kinh phí của danh sách này', 'What this list costs')}
      </a>
    </p>
  );
}

function Files({ asked }: { asked: GapsQuestion }) {
  const say = useSay();
  const query = queryOf(asked, { view: 'list', ...(asked.view === 'matrix' ? { sort: undefined } : {}) });
  return (
    <p class="actions">
      <a class="button quiet" href={gapsAddress({ ...query, format: 'xlsx' }, '/tep')}>
        {say('Tải danh sách này (XLSX)', 'Download this list (XLSX)')}
      </a>
      <a class="button quiet" href={gapsAddress({ ...query, format: 'csv' }, '/tep')}>
        {say('Tải danh sách này (CSV)', 'Download this list (CSV)')}
      </a>
    </p>
  );
}
