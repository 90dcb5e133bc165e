import { kindOf } from '../../../alerts/kinds/all.ts';
import { hasProgrammes } from '../../../alerts/ladder-rules.ts';
import type { Ladder } from '../../../alerts/ladders.ts';
import { ALERT_KINDS, type AlertKind } from '../../../alerts/types.ts';
import type { Programme } from '../../../registry/types.ts';
import { useSay } from '../../language.tsx';
import { Frame } from '../frame.tsx';
import { ladderWords, stepWords } from './words.ts';

export const LADDERS = '/quan-tri/quy-trinh-nhac';

export function ladderAddress(kind: AlertKind, programme: string, done?: string): string {
  const set = { ...(programme !== '*' && { programme }), ...(done && { done }) };
  const query = new URLSearchParams(set).toString();
  return `${LADDERS}/${kind}${query === '' ? '' : `?${query}`}`;
}

/** Who hears when, by kind; programmes with ladders of their own below it. */
export function Ladders({
  ladders,
  programmes,
}: {
  ladders: readonly Ladder[];
  programmes: readonly Programme[];
}) {
  const say = useSay();
  return (
    <Frame title={say('Quy trình nhắc', 'Ladders')}>
      <p class="hint">
        {say(
          'Mỗi loại cảnh báo báo cho ai, lúc nào. Cảnh báo đang xử lý vẫn theo quy trình cũ; thay đổi chỉ áp dụng cho cảnh báo phát sinh sau.',
          'Who hears of each kind of alert, and when. An open alert keeps the ladder it started with; a change is for those that open later.',
        )}
      </p>
      {ALERT_KINDS.map((kind) => {
        const of = ladders.find((one) => one.kind === kind && one.programme === '*');
        const own = ladders.filter((one) => one.kind === kind && one.programme !== '*');
        const name = say(...kindOf(kind).name);
        return (
          <section key={kind} class="panel" aria-labelledby={`loai-${kind}`}>
            <h2 id={`loai-${kind}`}>
              <a href={ladderAddress(kind, '*')}>{name}</a>
            </h2>
            <ul>
              {(of?.steps ?? []).map((step, place) => (
                <li key={String(place)}>{stepWords(step, say)}.</li>
              ))}
            </ul>
            {hasProgrammes(kind) ? (
              <p class="hint">
                {programmes.map((programme) => {
                  const ladder = own.find((one) => one.programme === programme.code);
                  return (
                    <span key={programme.code} class="under">
                      <a href={ladderAddress(kind, programme.code)}>
                        {say(programme.nameVi, programme.nameEn)}
                      </a>
                      :{' '}
                      {ladder
                        ? ladderWords(ladder.steps, say)
                        : say('theo quy trình chung', 'as the default ladder')}
                    </span>
                  );
                })}
              </p>
            ) : null}
          </section>
        );
      })}
    </Frame>
  );
}
