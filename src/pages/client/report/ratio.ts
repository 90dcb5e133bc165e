import { element } from '../element.ts';
import { say } from '../say.ts';
import { countIn, figuresOf } from './figures.ts';

const SVG = 'http://www.w3.org/2000/svg';

/** Under two figures: a bar of how much of what is needed is there, what is missing, or that they cannot be. */
export function addBar(question: Element): void {
  const [have, need] = figuresOf(question);
  if (!have || !need) return;
  const filled = document.createElementNS(SVG, 'rect');
  filled.setAttribute('height', '8');
  const bar = document.createElementNS(SVG, 'svg');
  bar.setAttribute('viewBox', '0 0 100 8');
  bar.setAttribute('preserveAspectRatio', 'none');
  bar.setAttribute('aria-hidden', 'true');
  bar.append(filled);
  const sign = element('span', { class: 'sign', 'aria-hidden': 'true' });
  const words = element('span', { role: 'status' });
  const line = element('p', { class: 'ratio' });
  line.append(bar, sign, words);
  have.closest('.answers')?.after(line);
  const surplus = question.hasAttribute('data-surplus');

  const draw = () => {
    const [there, needed] = [countIn(have), countIn(need)];
    line.hidden = there === null || needed === null || isUnknown(question);
    if (there === null || needed === null) return;
    const state = there > needed && !surplus ? 'wrong' : there >= needed ? 'enough' : 'lacking';
    line.className = `ratio ${state}`;
    filled.setAttribute('width', String(needed === 0 ? 100 : Math.min(100, (there / needed) * 100)));
    sign.textContent = { wrong: '', enough: '●', lacking: '○' }[state];
    const text = textOf(state, there, needed);
    if (words.textContent !== text) words.textContent = text;
  };
  question.addEventListener('input', draw);
  draw();
}

function textOf(state: 'wrong' | 'enough' | 'lacking', there: number, needed: number): string {
  if (state === 'enough') return say('Đủ', 'Enough');
  if (state === 'lacking') return `${say('Còn thiếu', 'Missing')} ${figure(needed - there)}`;
  return say(
    `Số hiện có (${figure(there)}) lớn hơn số cần có (${figure(needed)}). Kiểm tra lại hai số này.`,
    `Has (${figure(there)}) is more than needed (${figure(needed)}). Check both figures.`,
  );
}

const figure = (count: number) => count.toLocaleString('vi-VN');

export function isUnknown(question: Element): boolean {
  return question.querySelector<HTMLInputElement>('input[type=checkbox]')?.checked ?? false;
}
