import { dayOf, formatDay } from '../../../days.ts';
import { formatDayLong } from '../../format.ts';
import { say } from '../say.ts';
import { hidden, redraw } from './form-fields.ts';
import { restoreDraft } from './keep-draft.ts';
import { button, link, notice, putOnTop } from './notice.ts';

/** Says so when midnight has passed since today's form was opened: phones keep a page open for days. */
export function watchMidnight(form: HTMLFormElement): void {
  const day = hidden(form, 'day').value;
  if (day !== dayOf(new Date())) return;
  const look = () => {
    const today = dayOf(new Date());
    if (document.visibilityState !== 'visible' || today <= day) return;
    document.removeEventListener('visibilitychange', look);
    form.removeEventListener('focusin', look);
    const words = say(
      `Trang này mở từ ngày ${formatDay(day)} và là báo cáo của ngày đó.`,
      `This page was opened on ${formatDay(day)} and is the report of that day.`,
    );
    const open = say(`Mở báo cáo ngày ${formatDay(today)}`, `Open the report of ${formatDay(today)}`);
    putOnTop(notice(words, link(open, location.pathname)));
  };
  document.addEventListener('visibilitychange', look);
  form.addEventListener('focusin', look);
}

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
      restoreDraft(form).catch(console.warn);
    }),
  );
  putOnTop(said);
}
