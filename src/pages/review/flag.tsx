import { formatDay } from '../../days.ts';
import { sameValue } from '../../intake/types.ts';
import { registerAddress } from '../certificates/addresses.ts';
import { type Say, useSay } from '../language.tsx';
import { useProvinceBeside } from '../parts/places.tsx';
import { resultAddress } from '../report/addresses.ts';
import { CHANNELS, momentText, nameOf, unitOf, valueText } from '../report/words.ts';
import { unitWord } from '../units.ts';
import { Answer, flagIds } from './answer.tsx';
import { evidenceAddress, fileAddress } from './evidence-addresses.ts';
import type { QueueRow } from './facts.ts';
import { doubtText, KINDS } from './words.ts';

/** Id of the form to which the boxes of the page belong. */
export const CHOSEN_FORM = 'chon';
const FILES_SHOWN = 3;

/**
 * One doubt as a row: of whom, of what, which sign. What was said before, by whom, and the two answers to it are a
 * card that opens on demand.
 */
export function FlagCard({
  row,
  here,
  chosen,
  open,
}: {
  row: QueueRow;
  here: string;
  chosen: boolean;
  open: boolean;
}) {
  const say = useSay();
  const { flag, named, indicator } = row;
  const ids = flagIds(flag.id);
  const title = indicator ? nameOf(indicator, say) : say('Cả báo cáo', 'The whole report');
  const province = useProvinceBeside()(named.province);
  const place = `${named.type} ${named.name}${province === null ? '' : `, ${province}`}`;
  return (
    <article id={ids.flag} class="panel doubted" aria-labelledby={`${ids.flag}-h`}>
      <header>
        {flag.state === 'open' ? (
          <label class="pick">
            <input type="checkbox" name="flag" value={flag.id} form={CHOSEN_FORM} checked={chosen} />
            <span class="unseen">
              {say('Chọn', 'Choose')} {place}, {title}
            </span>
          </label>
        ) : null}
        <div>
          <h2 id={`${ids.flag}-h`}>{title}</h2>
          <p>
            <a href={resultAddress(named.code, flag.day)}>{place}</a>, {formatDay(flag.day)}
          </p>
        </div>
      </header>
      <details open={open}>
        <summary>
          {row.doubts.map(({ flag: one }) => say(...KINDS[one.kind])).join('; ')}
          {indicator ? (
            <>
              : <b>{changeText(row, say)}</b>
            </>
          ) : null}
          <span class="unseen">
            , {place}, {title}
          </span>
        </summary>
        <div class="two">
          <div class="told">
            {row.doubts.map(({ flag: one, bound }) => (
              <p key={one.id}>
                <b>{say(...KINDS[one.kind])}.</b> {doubtText(one, { indicator, bound }, say)}
                {one.kind === 'register_differs' ? (
                  <>
                    {' '}
                    <a href={registerAddress(named.code)}>{say('Mở sổ chứng thư số', 'Open the register')}</a>
                  </>
                ) : null}
              </p>
            ))}
            <Said row={row} />
            <Source row={row} />
            <Files row={row} />
          </div>
          <Answer row={row} here={here} of={`${place}, ${title}`} />
        </div>
      </details>
    </article>
  );
}

/** "14 / 16 → 3 / 16": the value before, where one is known and another, and the one in doubt. */
function changeText({ said, indicator, flag }: QueueRow, say: Say): string {
  const unit = indicator ? unitOf(indicator) : null;
  const before = said.findLast((one) => one.day < flag.day && !sameValue(one.value, flag.value));
  const now = valueText(flag.value, unit, say);
  return before ? `${valueText(before.value, null, say)} → ${now}` : now;
}

/** What was said lately, the value in doubt last. */
function Said({ row: { said, indicator, flag } }: { row: QueueRow }) {
  const say = useSay();
  if (!indicator || said.length === 0) return null;
  const unit = unitOf(indicator);
  return (
    <table class="said-lately">
      <caption>
        {say('Số liệu gần đây', 'Recent values')}
        {unit === null ? null : <small> ({unitWord(unit, say)})</small>}
      </caption>
      <tbody>
        {said.map(({ day, value }) => (
          <tr key={day} class={day >= flag.day && sameValue(value, flag.value) ? 'now' : undefined}>
            <th scope="row">{formatDay(day)}</th>
            <td>{valueText(value, null, say)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Who said it and what he wrote. */
function Source({ row: { flag } }: { row: QueueRow }) {
  const say = useSay();
  const { record, day } = flag;
  if (record === null) return null;
  return (
    <p class="hint">
      {say('Gửi lúc', 'Sent at')} {momentText(record.receivedAt, day, say)}, {record.by},{' '}
      {say(...CHANNELS[record.channel])}.{' '}
      {record.note === null ? (
        say('Không có ghi chú.', 'No note.')
      ) : (
        <span class="note">
          {say('Ghi chú:', 'Note:')} “{record.note}”
        </span>
      )}
    </p>
  );
}

/** Files for this value, and the page of all of them. */
function Files({ row: { files, indicator, flag } }: { row: QueueRow }) {
  const say = useSay();
  if (!indicator) return null;
  return (
    <p>
      {files.length === 0 ? null : say('Minh chứng: ', 'Evidence: ')}
      {files.slice(0, FILES_SHOWN).map((file) => (
        <span key={file.id}>
          <a href={fileAddress(file)}>{file.fileName}</a> <small>({formatDay(file.day)})</small>{' '}
        </span>
      ))}
      <a href={evidenceAddress(flag.locality, flag.day)}>
        {files.length === 0
          ? say('Chưa có minh chứng. Xem các tệp đã gửi', 'No evidence yet: see the page of files')
          : say('Mọi tệp', 'All files')}
      </a>
    </p>
  );
}
