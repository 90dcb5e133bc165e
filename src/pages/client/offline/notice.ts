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

/** "09:12", or "09:12 ngày 26/9/2025" when that is not today, by this machine's clock and here. */
export function momentOf(at: number): string {
  const then = new Date(at);
  const time = then.toLocaleTimeString('vi-VN', { hour: '2-digit', minute: '2-digit' });
  const day = `${then.getDate()}/${then.getMonth() + 1}/${then.getFullYear()}`;
  return then.toDateString() === new Date().toDateString() ? time : `${time} ${day}`;
}
