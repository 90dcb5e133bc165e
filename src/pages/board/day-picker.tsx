import { addDays, formatDay } from '../../days.ts';
import { BOARD } from '../addresses.ts';
import { useSay } from '../language.tsx';
import { Hidden } from '../parts/form.tsx';
import type { BoardFacts } from './facts.ts';
import { boardLink } from './links.ts';

/** Chooses the day and, where there are several, the province; the choice stays in the address. */
export function DayPicker({ facts }: { facts: BoardFacts }) {
  const { inAddress, province, provinces, day, today } = facts;
  const say = useSay();
  const on = (other: string) => boardLink(facts, { day: other });
  const before = addDays(day, -1);
  const after = addDays(day, 1);
  return (
    <form class="picker" method="get" action={BOARD} aria-label={say('Chọn ngày xem', 'Choose the day')}>
      <Hidden
        fields={{
          programme: inAddress,
          map: facts.map === 'areas' ? facts.map : undefined,
          province: provinces.length > 1 ? undefined : province,
        }}
      />
      {provinces.length > 1 ? (
        <p>
          <label for="province">{say('Tỉnh, thành phố', 'Province')}</label>
          <select id="province" name="province">
            <option value="">{say('Tất cả', 'All')}</option>
            {provinces.map((one) => (
              <option key={one.code} value={one.code} selected={one.code === province}>
                {one.name}
              </option>
            ))}
          </select>
        </p>
      ) : null}
      <p>
        <label for="day">{say('Ngày', 'Day')}</label>
        <input id="day" type="date" name="day" value={day} max={today} required />
      </p>
      <p>
        <button type="submit">{say('Xem', 'Show')}</button>
      </p>
      <p class="steps">
        <a href={on(before)}>
          {say('Ngày', 'Day')} {formatDay(before)}
        </a>
        {after <= today ? (
          <a href={on(after)}>
            {say('Ngày', 'Day')} {formatDay(after)}
          </a>
        ) : null}
        {day === today ? null : <a href={on(today)}>{say('Hôm nay', 'Today')}</a>}
      </p>
    </form>
  );
}
