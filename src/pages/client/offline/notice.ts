import { dayOf, formatDay, timeOf } from '../../../days.ts';
import { element } from '../element.ts';

/** Puts something on top of the report's page; the latest stands first. */
export function putOnTop(...content: Element[]): void {
  document.querySelector('.report')?.prepend(...content);
}

export function notice(text: string, ...more: (Node | string)[]): HTMLElement {
  return element('p', { class: 'notice', role: 'status' }, text, ' ', ...more);
}

export function button(text: string, act: () => void): HTMLButtonElement {
  const made = element('button', { type: 'button', class: 'quiet' }, text);
  made.addEventListener('click', act);
  return made;
}

export function link(text: string, href: string): HTMLAnchorElement {
  return element('a', { href }, text);
}

/** "09:12", or "09:12 26/9/2025" when that is not today, by this machine's clock. */
export function momentOf(at: number): string {
  const then = new Date(at);
  const day = dayOf(then);
  return day === dayOf(new Date()) ? timeOf(then) : `${timeOf(then)} ${formatDay(day)}`;
}
