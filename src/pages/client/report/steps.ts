import { element } from '../element.ts';
import { say } from '../say.ts';
import { countIn, figuresOf, type } from './figures.ts';

/** − and + beside each count; the field alone knows what the count is. Arrow keys do the same in it. */
export function addSteps(question: Element): void {
  for (const input of figuresOf(question)) {
    const step = (by: number) => {
      const count = input.value.trim() === '' ? 0 : countIn(input);
      if (count !== null) type(input, String(Math.max(0, count + by)));
    };
    const label = input.labels?.[0]?.textContent ?? '';
    const button = (by: number, sign: string, name: string) => {
      const made = element('button', { type: 'button', class: 'step quiet', 'aria-label': name }, sign);
      made.addEventListener('click', () => step(by));
      return made;
    };
    input.before(button(-1, '−', `${label}: ${say('bớt 1', 'one less')}`));
    input.after(button(1, '+', `${label}: ${say('thêm 1', 'one more')}`));
    input.addEventListener('keydown', (event) => {
      const by = { ArrowUp: 1, ArrowDown: -1 }[event.key];
      if (by === undefined) return;
      event.preventDefault();
      step(by);
    });
  }
}
