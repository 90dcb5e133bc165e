import { addDays, dayOf, formatDay } from '../../days.ts';
import { DEFAULT_PROGRAMME } from '../../http/lookup.ts';
import { boardAddress } from '../addresses.ts';
import type { BoardFacts } from './facts.ts';

/** Chooses the day and, where there are several, the province; the choice stays in the address. */
export function DayPicker({ facts }: { facts: BoardFacts }) {
  const { programme, province, provinces, day, now } = facts;
  const today = dayOf(now);
  const on = (other: string) => boardAddress({ programme: programme.code, province, day: other });
  const before = addDays(day, -1);
  const after = addDays(day, 1);
  return (
    <form class="picker" method="get" action="/" aria-label="Chọn ngày xem">
      {programme.code === DEFAULT_PROGRAMME ? null : (
        <input type="hidden" name="programme" value={programme.code} />
      )}
      {provinces.length > 1 ? (
        <p>
          <label for="province">Tỉnh, thành phố</label>
          <select id="province" name="province">
            <option value="">Tất cả</option>
            {provinces.map((one) => (
              <option key={one.code} value={one.code} selected={one.code === province}>
                {one.name}
              </option>
            ))}
          </select>
        </p>
      ) : province === undefined ? null : (
        <input type="hidden" name="province" value={province} />
      )}
      <p>
        <label for="day">Ngày</label>
        <input id="day" type="date" name="day" value={day} max={today} required />
      </p>
      <p>
        <button type="submit">Xem</button>
      </p>
      <p class="steps">
        <a href={on(before)}>Ngày {formatDay(before)}</a>
        {after <= today ? <a href={on(after)}>Ngày {formatDay(after)}</a> : null}
        {day === today ? null : <a href={boardAddress({ programme: programme.code, province })}>Hôm nay</a>}
      </p>
    </form>
  );
}
