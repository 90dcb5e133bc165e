import { dayOf, formatDay } from '../../../days.ts';
import { formatDayLong } from '../../format.ts';
import { say } from '../say.ts';
import { hidden, redraw } from './form-fields.ts';
import { restoreDraft } from './keep-draft.ts';
import { button, notice, putOnTop } from './notice.ts';

/** A form that was kept on an earlier day is of that day; with this it becomes today's. */
export function offerToday(form: HTMLFormElement): void {
  const day = hidden(form, 'day');
  const today = dayOf(new Date());
  if (day.value >= today) return;
  const said = notice(
    say(
      `Trang này được lưu ngày ${formatDay(day.value)} và là báo cáo của ngày đó.`,
      `This page was kept on ${formatDay(day.value)} and is the report of that day.`,
    ),
    button(say(`Chuyển sang báo cáo ngày ${formatDay(today)}`, `Report ${formatDay(today)} instead`), () => {
      form.reset();
      day.value = today;
      hidden(form, 'replaces').value = '0';
      const shown = document.querySelector('.report .day');
      if (shown) shown.textContent = `${form.dataset.place}, ${formatDayLong(today, say)}`;
      document.querySelector('.left')?.remove();
      redraw(form);
      said.remove();
      restoreDraft(form).catch(() => {});
    }),
  );
  putOnTop(said);
}
