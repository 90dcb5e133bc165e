import { formatDay } from '../../days.ts';
import { documentName } from '../../documents/paper.ts';
import type { Mention } from '../../documents/store.ts';
import { groupBy } from '../../lib/group-by.ts';
import { formatNumber } from '../format.ts';
import { useSay, useWho } from '../language.tsx';
import { documentAddress } from './words.ts';

/** Documents that shown at most. */
const SHOWN = 5;

/** Link to an issued document by its number and day. */
export function MentionLink({ of }: { of: Mention }) {
  const { registry } = useWho();
  const province = { code: of.province, name: registry.provinces.get(of.province) ?? of.province };
  return (
    <a lang="vi" href={documentAddress(of.id)}>
      {documentName(of.kind, province, of)}
    </a>
  );
}

/** By which documents something was urged, and what of it is still there; nothing where there is none. */
export function Mentions({ mentions }: { mentions: readonly Mention[] }) {
  const say = useSay();
  const documents = [...groupBy(mentions, ({ id }) => id).values()];
  if (documents.length === 0) return null;
  return (
    <section class="panel" aria-labelledby="van-ban-don-doc">
      <h2 id="van-ban-don-doc">{say('Văn bản đôn đốc', 'Documents')}</h2>
      <ul class="lines">
        {documents.slice(0, SHOWN).flatMap((of) => {
          const [first] = of;
          if (!first) return [];
          const closed = of.filter(({ closedOn }) => closedOn !== null).length;
          return (
            <li key={first.id}>
              <time dateTime={first.day}>{formatDay(first.day)}</time>
              <div>
                <MentionLink of={first} />
                <small>
                  {first.subject}.{' '}
                  {say(
                    `Đã hoàn thành ${formatNumber(closed)}/${formatNumber(of.length)} nội dung.`,
                    `${closed} of ${of.length} done.`,
                  )}
                </small>
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
