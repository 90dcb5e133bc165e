import { boardAddress, leaderAddress } from '../addresses.ts';
import { capital, formatDayLong, formatNumber, formatPercent } from '../format.ts';
import { useSay } from '../language.tsx';
import { ShareBar } from '../parts/share-bar.tsx';
import { COLOUR_ORDER } from '../words.ts';
import type { HomeFacts } from './facts.ts';
import { type Line, partOf, type WorkList } from './lines.ts';

/** Today's work: what waits for who reads, each line with its count and the way on. */
export function HomePage({ facts, lists }: { facts: HomeFacts; lists: readonly WorkList[] }) {
  const say = useSay();
  const { programme, today } = facts;
  return (
    <>
      <div>
        <h1>{say('Việc hôm nay', "Today's work")}</h1>
        <p class="day">{capital(formatDayLong(today, say))}</p>
        {programme ? (
          <p class="hint">{say(programme.nameVi, programme.nameEn)}</p>
        ) : (
          <NoProgramme facts={facts} />
        )}
      </div>
      {lists.map((list) => (
        <Work key={list.key} list={list} alone={lists.length === 1} />
      ))}
      <Standing facts={facts} />
    </>
  );
}

function NoProgramme({ facts: { principal } }: { facts: HomeFacts }) {
  const say = useSay();
  return principal.role === 'admin' ? null : (
    <p class="notice">
      {say(
        'Chưa có đợt báo cáo nào cho địa bàn của anh/chị. Quản trị viên lập đợt xong, việc cần làm sẽ hiện ở đây.',
        'No programme asks your area yet. Once an administrator has made one, what is to be done stands here.',
      )}
    </p>
  );
}

/** How green the area is, where there is more than one unit and something is known. */
function Standing({ facts: { reports, inAddress, principal } }: { facts: HomeFacts }) {
  const say = useSay();
  if (reports === null || reports.views.length < 2) return null;
  const { summary, views } = reports;
  const known = summary.grey < views.length;
  return (
    <section class="panel standing" aria-labelledby="hien-trang">
      <h2 id="hien-trang">{say('Đơn vị đạt mọi điều kiện', 'Units that meet every condition')}</h2>
      {known ? (
        <>
          <p>
            <b class="big">{formatPercent(summary.percentGreen)}</b>{' '}
            {say(
              `${formatNumber(summary.green)} trên ${formatNumber(views.length)} đơn vị`,
              `${formatNumber(summary.green)} of ${formatNumber(views.length)} units`,
            )}
          </p>
          <ShareBar parts={COLOUR_ORDER.map((colour) => ({ colour, count: summary[colour] }))} />
        </>
      ) : (
        <p>{say('Chưa có số liệu của đơn vị nào.', 'Nothing is known of any unit yet.')}</p>
      )}
      <p class="actions">
        {principal.role === 'officer' ? null : (
          <a
            class={principal.role === 'leader' ? 'button' : 'button quiet'}
            href={leaderAddress({ programme: inAddress })}
          >
            {say('Tóm tắt 1 trang', 'One page')}
          </a>
        )}
        <a class="button quiet" href={boardAddress({ programme: inAddress })}>
          {say('Bảng theo dõi', 'Board')}
        </a>
      </p>
    </section>
  );
}

function Work({ list: { key, title, lines }, alone }: { list: WorkList; alone: boolean }) {
  const say = useSay();
  const { waiting, none } = partOf(lines);
  const name = `${key}-ten`;
  return (
    <section
      id={key}
      aria-labelledby={alone ? undefined : name}
      aria-label={alone ? say(...title) : undefined}
    >
      {alone ? null : <h2 id={name}>{say(...title)}</h2>}
      {waiting.length === 0 ? (
        <p class="notice good">
          {say('Hiện không có việc nào đang chờ anh/chị.', 'Nothing waits for you at present.')}
        </p>
      ) : (
        <ul class="work">
          {waiting.map((line) => (
            <WorkLine key={line.key} line={line} />
          ))}
        </ul>
      )}
      {none.length === 0 ? null : <p class="hint">{none.map((line) => say(...line.none)).join(' ')}</p>}
    </section>
  );
}

function WorkLine({ line: { count, words, href, urgent, names = [] } }: { line: Line }) {
  const say = useSay();
  return (
    <li class={urgent ? 'urgent' : undefined}>
      <a href={href}>
        <b>{formatNumber(count)}</b> <span>{say(...words)}</span>
      </a>
      {names.length === 0 ? null : (
        <p class="hint">
          {names.map(({ name, href: to }, place) => (
            <>
              {place === 0 ? '' : ', '}
              <a href={to}>{name}</a>
            </>
          ))}
          {names.length < (count ?? 0) ? '…' : names.at(-1)?.name.endsWith('…') ? null : '.'}
        </p>
      )}
    </li>
  );
}
