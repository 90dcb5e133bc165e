import { element } from '../element.ts';
import { say } from '../say.ts';
import { isUnknown } from './ratio.ts';

/** Marks a question while its answer is another than the last one, which the page has put beside it. */
export function markChanges(question: HTMLElement): void {
  const { last } = question.dataset;
  if (last === undefined) return;
  const hint = question.querySelector('.hint');
  const draw = () => {
    const answer = answerIn(question);
    const mark = hint?.querySelector('.changed');
    const changed = answer !== '' && answer !== last;
    if (changed && !mark)
      hint?.append(' ', element('b', { class: 'changed' }, say('Khác lần trước', 'Changed')));
    if (!changed) mark?.remove();
  };
  question.addEventListener('input', draw);
  draw();
}

/** What is answered, as `data-last` has it: `yes`, `14/16`, `1/3/2027`, `unknown`; blank for nothing. */
function answerIn(question: HTMLElement): string {
  const chosen = question.querySelector<HTMLInputElement>('input[type=radio]:checked');
  if (chosen) return chosen.value;
  if (isUnknown(question)) return 'unknown';
  const typed = [...question.querySelectorAll<HTMLInputElement>('.figure-field input')].map(({ value }) =>
    value.trim(),
  );
  return typed.every((one) => one === '') ? '' : typed.join('/');
}
