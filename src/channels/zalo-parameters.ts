import { own } from '../lib/own.ts';
import type { OutgoingMessage } from './channel.ts';

/** What a template's parameters may be made of. */
const PARTS: Record<string, (message: OutgoingMessage) => string> = {
  name: ({ to }) => to.name,
  subject: ({ subject }) => subject,
  brief: ({ brief }) => brief,
  link: ({ link }) => link,
  id: ({ id }) => id,
};
const PLACEHOLDER = /\{(\w+)(?::(\d{1,4}))?\}/g;

/**
 * `ten={name:30}; noi_dung={brief:100}; lien_ket={link}` as parameters by name, each cut to what the template
 * takes. Null when it cannot be read, or names what a message does not have.
 */
export function readParameters(text: string): Map<string, string> | null {
  const parameters = new Map<string, string>();
  for (const part of text.split(';').map((one) => one.trim())) {
    if (part === '') continue;
    const [, name, pattern] = /^([\w-]{1,64})\s*=\s*(.+)$/.exec(part) ?? [];
    if (name === undefined || pattern === undefined || parameters.has(name)) return null;
    const asked = [...pattern.matchAll(PLACEHOLDER)].map(([, what = '']) => what);
    if (asked.some((what) => !Object.hasOwn(PARTS, what)) || /[{}]/.test(pattern.replace(PLACEHOLDER, '')))
      return null;
    parameters.set(name, pattern);
  }
  return parameters.size > 0 ? parameters : null;
}

export function fillParameters(
  parameters: ReadonlyMap<string, string>,
  message: OutgoingMessage,
): Record<string, string> {
  return Object.fromEntries(
    [...parameters].map(([name, pattern]) => [
      name,
      pattern.replace(PLACEHOLDER, (_, what: string, most?: string) =>
        shortened(own(PARTS, what)?.(message) ?? '', Number(most ?? Number.POSITIVE_INFINITY)),
      ),
    ]),
  );
}

/** At most so many characters, with a mark where something is left out. */
export function shortened(text: string, most: number): string {
  const characters = [...text];
  return characters.length <= most ? text : `${characters.slice(0, Math.max(most - 1, 0)).join('')}…`;
}
