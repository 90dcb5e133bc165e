/** What pictures that stand alone are drawn with. Pure. */

export const INK = '#1b2430';
export const LINE = '#9aa5b1';
export const ACCENT = '#00734f';

export function escapedText(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
