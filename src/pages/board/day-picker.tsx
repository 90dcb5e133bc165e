import { addDays, formatDay } from '../../days.ts';
import { BOARD } from '../addresses.ts';
import { useSay } from '../language.tsx';
import { AskForm, ChoiceField, Hidden, type Option, TextField } from '../parts/form.tsx';
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
    <AskForm
      action={BOARD}
      class="picker"
      typed={{ day, province: province ?? '' }}
      label={say('Chọn ngày xem', 'Choose the day')}
    >
      <Hidden
        fields={{
          programme: inAddress,
          map: facts.map === 'areas' ? facts.map : undefined,
          province: provinces.length > 1 ? undefined : province,
        }}
      />
      {provinces.length > 1 ? (
        <ChoiceField
          name="province"
          label={say('Tỉnh, thành phố', 'Province')}
          options={[['', say('Tất cả', 'All')], ...provinces.map(({ code, name }): Option => [code, name])]}
        />
      ) : null}
      <TextField name="day" type="date" label={say('Ngày', 'Day')} max={today} required />
      <button type="submit">{say('Xem', 'Show')}</button>
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
    </AskForm>
  );
}
