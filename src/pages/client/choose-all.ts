import { element } from './element.ts';

/** A box in the head of a table that ticks every row of the page, and shows whether all are ticked. */
export function chooseAll(): void {
  for (const head of document.querySelectorAll<HTMLElement>('th[data-all]')) {
    const rows = [...(head.closest('table')?.querySelectorAll<HTMLInputElement>('td.pick input') ?? [])];
    const all = element('input', { type: 'checkbox', 'aria-label': head.dataset.all ?? '' });
    const show = () => {
      const ticked = rows.filter((row) => row.checked).length;
      all.checked = ticked === rows.length;
      all.indeterminate = ticked > 0 && ticked < rows.length;
    };
    all.addEventListener('change', () => {
      for (const row of rows) row.checked = all.checked;
    });
    for (const row of rows) row.addEventListener('change', show);
    head.replaceChildren(element('label', {}, all));
    // A browser that comes back keeps what was ticked.
    show();
  }
}
