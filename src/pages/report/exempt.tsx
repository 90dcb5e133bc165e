import { formatDay } from '../../days.ts';
import { useSay } from '../language.tsx';
import { Tag } from '../parts/tag.tsx';
import { STATES } from '../words.ts';
import type { Exempt } from './facts.ts';
import { nameOf } from './words.ts';

/** What does not apply to the locality: it has no field, and says why and until when. */
export function ExemptList({ exempt }: { exempt: readonly Exempt[] }) {
  const say = useSay();
  if (exempt.length === 0) return null;
  return (
    <dl class="said">
      {exempt.map(({ indicator, by: { reason, validTo } }) => (
        <div key={indicator.code}>
          <dt>{nameOf(indicator, say)}</dt>
          <dd>
            <Tag {...STATES.not_applicable} />
            <small class="under">
              {reason}
              {validTo === null
                ? null
                : say(` (đến hết ngày ${formatDay(validTo)})`, ` (through ${formatDay(validTo)})`)}
            </small>
          </dd>
        </div>
      ))}
    </dl>
  );
}
