import type { AuditRow } from '../../../access/store.ts';
import { own } from '../../../lib/own.ts';
import { type Say, useSay } from '../../language.tsx';
import { FilterForm, Nothing } from '../../parts/filters.tsx';
import { ChoiceField, TextField } from '../../parts/form.tsx';
import type { Sort } from '../../parts/sort.ts';
import { DataTable } from '../../parts/table.tsx';
import { Frame } from '../frame.tsx';
import { differences, valueText } from './differences.ts';
import { ACTIONS, KEYS } from './words.ts';

/** Who changed what, newest first. */
export function Audit({
  rows,
  actions,
  next,
  by,
  head,
}: {
  rows: readonly AuditRow[];
  actions: readonly string[];
  next: string | null;
  by: Sort<string>;
  /** Hash of the last link of the chain; null before the first change of all is in it. */
  head: string | null;
}) {
  const say = useSay();
  const nameOf = (action: string) => {
    const words = own(ACTIONS, action);
    return words ? say(...words) : action;
  };
  const named = actions
    .map((one) => [one, nameOf(one)] as const)
    .sort((a, b) => a[1].localeCompare(b[1], 'vi'));
  const [what, who] = [say('Thao tác', 'Action'), say('Người thực hiện', 'Who')];
  const target = say('Đối tượng', 'To what');
  return (
    <Frame title={say('Nhật ký thay đổi', 'Audit log')}>
      <FilterForm>
        <TextField name="actor" label={who} maxLength={100} />
        <ChoiceField name="action" label={what} options={[['', say('Mọi việc', 'Anything')], ...named]} />
        <TextField name="target" label={target} maxLength={100} />
        <TextField name="from" type="date" label={say('Từ ngày', 'From')} />
        <TextField name="to" type="date" label={say('Đến ngày', 'To')} />
      </FilterForm>
      <DataTable
        title={say('Các thay đổi', 'Changes')}
        rows={rows}
        keyOf={(row) => row.id}
        empty={<Nothing>{say('Không có thay đổi phù hợp với bộ lọc.', 'There is no such change.')}</Nothing>}
        older={{
          href: next,
          name: by.descending
            ? say('Các thay đổi trước đó', 'Earlier changes')
            : say('Các thay đổi sau đó', 'Later changes'),
        }}
        sorted={{ keys: ['at'], by }}
        columns={[
          { key: 'what', head: what, value: (row) => nameOf(row.action), under: (row) => row.target },
          { key: 'target', head: target, value: (row) => row.target, unseen: true },
          {
            key: 'who',
            head: who,
            value: (row) => actorText(row, say),
            under: (row) => row.source,
          },
          { key: 'at', head: say('Lúc', 'At'), value: (row) => row.at, descends: true },
          { key: 'source', head: say('Từ địa chỉ', 'From'), value: (row) => row.source, unseen: true },
          {
            key: 'change',
            head: say('Thay đổi', 'Change'),
            value: (row) => changesOf(row, say).join('; '),
            cell: (row) => <Changes of={changesOf(row, say)} />,
          },
        ]}
      />
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

/** "vai trò: Chỉ xem → Quản trị", one for each thing that has changed. */
function changesOf({ before, after }: AuditRow, say: Say): string[] {
  return differences(before, after).map((one) => {
    const words = own(KEYS, one.key);
    const name = words ? say(...words) : one.key;
    const [was, is] = [valueText(one.key, one.before, say), valueText(one.key, one.after, say)];
    const change = one.before === undefined ? is : one.after === undefined ? was : `${was} → ${is}`;
    return `${name === '' ? '' : `${name}: `}${change}`;
  });
}

function Changes({ of }: { of: readonly string[] }) {
  if (of.length === 0) return null;
  return (
    <ul class="changed-keys">
      {of.map((one) => (
        <li key={one}>{one}</li>
      ))}
    </ul>
  );
}
