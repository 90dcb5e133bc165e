import type { CalendarEffect, DayEffect } from '../../../changes/calendar-effect.ts';
import { type Day, formatDay } from '../../../days.ts';
import { compareNames } from '../../../registry/search.ts';
import { formatNumber } from '../../format.ts';
import { useSay, useWho } from '../../language.tsx';
import { PreviewShown } from '../preview.tsx';

/** Units named at most; the count is of all. */
const NAMED = 200;

/** Whom a word of the calendar would make missing, or ask no more. Nothing is stored yet. */
export function EffectShown({
  effect,
  day,
  form,
  button,
}: {
  effect: CalendarEffect;
  day: Day;
  form: string;
  button: string;
}) {
  const say = useSay();
  const { days, colours } = effect;
  return (
    <PreviewShown
      previews={colours}
      form={form}
      button={button}
      title={say(`Kết quả với ngày ${formatDay(day)}`, `What becomes of ${formatDay(day)}`)}
    >
      {days.length === 0 ? (
        <p class="big-line">
          {say(
            'Không đợt báo cáo nào thay đổi: ngày này vẫn báo cáo, hoặc vẫn không báo cáo, như hiện nay.',
            'No programme is moved: the day is asked, or not asked, as it is now.',
          )}
        </p>
      ) : (
        days.map((one) => <Turned key={`${one.programme.code} ${one.province}`} one={one} day={day} />)
      )}
    </PreviewShown>
  );
}

function Turned({ one, day }: { one: DayEffect; day: Day }) {
  const say = useSay();
  const { registry } = useWho();
  const { programme, province, after, expected, unreported, isPast } = one;
  const where = `${say(programme.nameVi, programme.nameEn)}, ${registry.provinces.get(province) ?? province}`;
  const named = unreported
    .map((locality) => registry.nameOn(locality, day))
    .sort(compareNames)
    .slice(0, NAMED);
  return (
    <>
      <p class="big-line">
        {after
          ? say(
              `${where}: ${formatNumber(expected)} đơn vị phải báo cáo ngày này.`,
              `${where}: ${formatNumber(expected)} localities are asked to report on it.`,
            )
          : say(
              `${where}: ${formatNumber(expected)} đơn vị không phải báo cáo ngày này nữa.`,
              `${where}: ${formatNumber(expected)} localities are not asked any more.`,
            )}
      </p>
      {!isPast || unreported.length === 0 ? null : (
        <details open={named.length <= 20}>
          <summary>
            {after
              ? say(
                  `${formatNumber(unreported.length)} đơn vị chưa gửi sẽ bị tính là thiếu báo cáo. Không ai nhận cảnh báo về ngày này.`,
                  `${formatNumber(unreported.length)} without a record become missing. Nobody is alerted of the day.`,
                )
              : say(
                  `${formatNumber(unreported.length)} đơn vị chưa gửi sẽ không bị tính là thiếu nữa.`,
                  `${formatNumber(unreported.length)} without a record are missing no more.`,
                )}
          </summary>
          <ul class="moves">
            {named.map(({ code, type, name }) => (
              <li key={code}>
                {type} {name}
              </li>
            ))}
            {unreported.length > named.length ? <li>…</li> : null}
          </ul>
        </details>
      )}
    </>
  );
}
