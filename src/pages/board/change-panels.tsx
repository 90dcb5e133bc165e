import { formatDay } from '../../days.ts';
import { type Change, movesByDay } from '../../figures/changes.ts';
import { localityAddress } from '../addresses.ts';
import { formatNumber } from '../format.ts';
import { useSay } from '../language.tsx';
import type { BoardFacts } from './facts.ts';
import { countLink } from './links.ts';
import type { Shown } from './shown.ts';

/** Names that a list of the board shows at most; the rest is behind its count. */
const NAMES_SHOWN = 12;

/** Who turned green and who is green no more, since the reporting day before and since a week before. */
export function Changes({ facts }: { facts: BoardFacts }) {
  const say = useSay();
  return (
    <section class="panel" id="thay-doi" data-live aria-labelledby="thay-doi-ten">
      <h2 id="thay-doi-ten">{say('Có gì thay đổi', 'What changed')}</h2>
      <Since
        facts={facts}
        change={facts.changes.day}
        title={say('So với ngày báo cáo trước', 'Since the reporting day before')}
        shown={{ turned: 'turned', fell: 'fell' }}
      />
      <Since
        facts={facts}
        change={facts.changes.week}
        title={say('So với tuần trước', 'Since last week')}
        shown={{ turned: 'turned_week', fell: 'fell_week' }}
      />
    </section>
  );
}

interface SinceProps {
  facts: BoardFacts;
  change: Change | null;
  title: string;
  shown: { turned: Shown; fell: Shown };
  names?: number;
}

export function Since({ facts, change, title, shown, names = NAMES_SHOWN }: SinceProps) {
  const say = useSay();
  if (change === null)
    return (
      <div class="since">
        <h3>{title}</h3>
        <p>{say('Chưa có ngày nào để so sánh.', 'There is no day to compare with yet.')}</p>
      </div>
    );
  const { since, green, turned, fell, moved } = change;
  const now = facts.summary.green;
  return (
    <div class="since">
      <h3>
        {title} <small>({formatDay(since)})</small>
      </h3>
      <p>
        {say('Số đơn vị đạt', 'Communes that are green')}: {formatNumber(green)} → <b>{formatNumber(now)}</b>{' '}
        ({signed(now - green)})
      </p>
      <Names
        facts={facts}
        codes={turned}
        shown={shown.turned}
        names={names}
        sign="●"
        title={say('Mới đạt', 'Turned green')}
      />
      <Names
        facts={facts}
        codes={fell}
        shown={shown.fell}
        names={names}
        sign="○"
        title={say('Không còn đạt', 'Green no more')}
      />
      {movesByDay(moved).map(([day, codes]) => (
        <p key={day} class="names">
          <b>
            {say(
              `Do thay đổi quy định từ ${formatDay(day)}`,
              `By a change of the rules from ${formatDay(day)}`,
            )}
            : {formatNumber(codes.length)}
          </b>
          <Places facts={facts} codes={codes.slice(0, names)} />
        </p>
      ))}
    </div>
  );
}

export function signed(value: number): string {
  return value > 0 ? `+${formatNumber(value)}` : value < 0 ? `−${formatNumber(-value)}` : '0';
}

interface NamesProps {
  facts: BoardFacts;
  codes: readonly string[];
  shown: Shown;
  names: number;
  sign: string;
  title: string;
}

function Names({ facts, codes, shown, names, sign, title }: NamesProps) {
  const say = useSay();
  const more = codes.length - Math.min(codes.length, names);
  return (
    <p class="names">
      <span class={`sign ${sign === '●' ? 'up' : 'down'}`} aria-hidden="true">
        {sign}
      </span>{' '}
      <b>
        {title}:{' '}
        {codes.length === 0 ? (
          say('không có', 'none')
        ) : (
          <a href={countLink(facts, shown)}>{formatNumber(codes.length)}</a>
        )}
      </b>
      <Places facts={facts} codes={codes.slice(0, names)} />
      {more > 0 ? (
        <>
          {' '}
          <a href={countLink(facts, shown)}>
            {say(`và ${formatNumber(more)} đơn vị khác`, `and ${formatNumber(more)} more`)}
          </a>
        </>
      ) : null}
    </p>
  );
}

/** " – phường A, xã B", each a link. */
function Places({ facts, codes }: { facts: BoardFacts; codes: readonly string[] }) {
  const named = codes.flatMap((code) => facts.names.get(code) ?? []);
  return named.map(({ code, type, name }, index) => (
    <span key={code}>
      {index === 0 ? ' – ' : ', '}
      <a href={localityAddress(code, { programme: facts.inAddress })}>
        {type} {name}
      </a>
    </span>
  ));
}
