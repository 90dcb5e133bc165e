import type { AuditRow } from '../../../access/store.ts';
import { own } from '../../../own.ts';
import { moment } from '../../format.ts';
import { type Say, useSay } from '../../language.tsx';
import { TableBox } from '../../parts/table-box.tsx';
import { Frame } from '../frame.tsx';
import { differences, valueText } from './differences.ts';
import { ACTIONS, KEYS } from './words.ts';

export interface AuditProps {
  rows: readonly AuditRow[];
  filter: { actor: string; action: string; target: string; from: string; to: string };
  actions: readonly string[];
  next: string | null;
  /** Hash of the last link of the chain; null before the first change of all is in it. */
  head: string | null;
}

/** Who changed what, newest first. */
export function Audit({ rows, filter, actions, next, head }: AuditProps) {
  const say = useSay();
  const nameOf = (action: string) => {
    const words = own(ACTIONS, action);
    return words ? say(...words) : action;
  };
  const named = actions
    .map((one) => [one, nameOf(one)] as const)
    .sort((a, b) => a[1].localeCompare(b[1], 'vi'));
  return (
    <Frame title={say('Nhật ký thay đổi', 'Audit log')}>
      <form class="filter" method="get">
        <div>
          <label for="actor">{say('Người thực hiện', 'Who')}</label>
          <input id="actor" name="actor" value={filter.actor} maxLength={100} autocomplete="off" />
        </div>
        <div>
          <label for="action">{say('Việc', 'What')}</label>
          <select id="action" name="action">
            <option value="">{say('Mọi việc', 'Anything')}</option>
            {named.map(([one, name]) => (
              <option key={one} value={one} selected={one === filter.action}>
                {name}
              </option>
            ))}
          </select>
        </div>
        <div>
          <label for="target">{say('Đối tượng', 'To what')}</label>
          <input id="target" name="target" value={filter.target} maxLength={100} autocomplete="off" />
        </div>
        <div>
          <label for="from">{say('Từ ngày', 'From')}</label>
          <input id="from" name="from" type="date" value={filter.from} />
        </div>
        <div>
          <label for="to">{say('Đến ngày', 'To')}</label>
          <input id="to" name="to" type="date" value={filter.to} />
        </div>
        <button type="submit" class="quiet">
          {say('Lọc', 'Filter')}
        </button>
      </form>
      {rows.length === 0 ? (
        <p class="hint">
          {say('Không có thay đổi nào như vậy.', 'There is no such change.')}{' '}
          <a href="/quan-tri/nhat-ky">{say('Xem tất cả', 'Show all')}</a>
        </p>
      ) : (
        <TableBox label={say('Các thay đổi', 'Changes')}>
          <table class="stacks">
            <thead>
              <tr>
                <th scope="col">{say('Việc', 'What')}</th>
                <th scope="col">{say('Người thực hiện', 'Who')}</th>
                <th scope="col">{say('Thay đổi', 'Change')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id}>
                  <th scope="row">
                    {nameOf(row.action)}
                    <small class="under">{row.target}</small>
                  </th>
                  <td data-label={say('Người thực hiện', 'Who')}>
                    {actorText(row, say)}
                    <small class="under">{`${moment(row.at)}, ${row.source}`}</small>
                  </td>
                  <td data-label={say('Thay đổi', 'Change')}>
                    <Changes before={row.before} after={row.after} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableBox>
      )}
      {next === null ? null : (
        <p>
          <a href={next}>{say('Các thay đổi trước đó', 'Earlier changes')}</a>
        </p>
      )}
      <Head hash={head} />
    </Frame>
  );
}

/** What to keep elsewhere, so that nobody can make the log anew without its being seen. */
function Head({ hash }: { hash: string | null }) {
  const say = useSay();
  return (
    <section aria-labelledby="head">
      <h2 id="head">{say('Mã kiểm tra nhật ký', 'Check code of the log')}</h2>
      {hash === null ? (
        <p>
          {say(
            'Chưa có. Mã được lập trong vòng một phút sau thay đổi đầu tiên.',
            'There is none yet. It is made within a minute of the first change.',
          )}
        </p>
      ) : (
        <p>
          <code>{hash}</code>
        </p>
      )}
      <p class="hint">
        {say(
          'Mỗi thay đổi gắn với thay đổi trước đó, nên không dòng nào bị sửa hoặc xóa mà không lộ ra. Anh/chị có thể sao chép mã này, lưu ở nơi khác kèm ngày; về sau người vận hành đối chiếu bằng lệnh',
          'Each change is chained to the one before, so that none can be altered or removed unseen. Copy this code and keep it elsewhere with the date; whoever runs the service compares it later by',
        )}{' '}
        <code>{`audit verify --head ${say('MÃ', 'CODE')}`}</code>.
      </p>
    </section>
  );
}

/** Who it was: a token as one, whatever it is called. */
function actorText({ actorKind, actorId, actor }: AuditRow, say: Say): string {
  if (actorKind !== 'token') return actor;
  const name = actor.slice(actor.indexOf(' ') + 1);
  return say(`Mã truy cập số ${actorId}, “${name}”`, `Token ${actorId}, “${name}”`);
}

function Changes({ before, after }: Pick<AuditRow, 'before' | 'after'>) {
  const say = useSay();
  const changes = differences(before, after);
  if (changes.length === 0) return null;
  return (
    <ul class="changed-keys">
      {changes.map((one) => {
        const words = own(KEYS, one.key);
        const name = words ? say(...words) : one.key;
        const [was, is] = [valueText(one.key, one.before, say), valueText(one.key, one.after, say)];
        return (
          <li key={one.key}>
            {name === '' ? '' : `${name}: `}
            {one.before === undefined ? is : one.after === undefined ? was : `${was} → ${is}`}
          </li>
        );
      })}
    </ul>
  );
}
