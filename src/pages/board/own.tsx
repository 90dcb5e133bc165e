import { percentOf } from '../../collect/judge-locality.ts';
import type { NamedView } from '../../figures/units.ts';
import type { Condition } from '../../registry/types.ts';
import { localityAddress } from '../addresses.ts';
import { formatNumber, formatPercent } from '../format.ts';
import { useSay } from '../language.tsx';
import { StateTag } from '../parts/state-tag.tsx';
import { Tag } from '../parts/tag.tsx';
import { REPORTING_WORDS, STATES } from '../words.ts';
import type { BoardFacts } from './facts.ts';

/** The board of who follows one locality: no map of one tile, but where it stands and what it lacks. */
export function OwnBoard({
  facts,
  view,
  conditions,
}: {
  facts: BoardFacts;
  view: NamedView;
  conditions: readonly Condition[];
}) {
  const say = useSay();
  const { named, row, reporting } = view;
  const asked = conditions.filter((one) => row.conditions[one.code] !== undefined);
  return (
    <div class="panels">
      <section class="panel" id="tinh-trang" data-live aria-labelledby="tinh-trang-ten">
        <h2 id="tinh-trang-ten">
          {named.type} {named.name}
        </h2>
        <p class="big">{formatPercent(percentOf(row))}</p>
        <p>
          <StateTag colour={row.colour} />
        </p>
        <p>
          {say(
            `${formatNumber(row.met)} trên ${formatNumber(row.required)} chỉ tiêu bắt buộc đã đạt; báo cáo: ${say(...REPORTING_WORDS[reporting])}.`,
            `${formatNumber(row.met)} of ${formatNumber(row.required)} required indicators met; report: ${say(...REPORTING_WORDS[reporting])}.`,
          )}
        </p>
        <p class="actions">
          <a class="button quiet" href={localityAddress(named.code, { programme: facts.inAddress })}>
            {say('Xem chi tiết và lịch sử', 'Details and history')}
          </a>
        </p>
      </section>
      <section class="panel" id="dieu-kien" data-live aria-labelledby="dieu-kien-ten">
        <h2 id="dieu-kien-ten">{say('Từng điều kiện', 'Condition by condition')}</h2>
        <ul class="legend">
          {asked.map(({ code, nameVi, nameEn }) => (
            <li key={code}>
              <span>{say(nameVi, nameEn)}</span>
              <Tag {...STATES[row.conditions[code] ?? 'unknown']} />
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
