import type { OutgoingMessage } from './channel.ts';
import type { PushPayload } from './push-shown.ts';

/** Push services take 4,096 bytes, of which encryption needs some. */
export const MOST_BYTES = 3_000;
const LONGEST_TITLE = 160;

/** The small form of a message; what is too long is cut at a letter. */
export function payloadOf(
  { id, subject, brief, link }: Pick<OutgoingMessage, 'id' | 'subject' | 'brief' | 'link'>,
  publicUrl: string,
): PushPayload {
  const url = link.startsWith(`${publicUrl}/`) ? link.slice(publicUrl.length) : '/';
  const made = { title: cut(subject, LONGEST_TITLE), body: brief, url, tag: id };
  const room = (body: string) => MOST_BYTES - Buffer.byteLength(JSON.stringify({ ...made, body }));
  let length = [...brief].length;
  while (room(made.body) < 0 && length > 0) {
    // A letter has at most four bytes, or six in JSON.
    length -= Math.ceil(-room(made.body) / 6);
    made.body = cut(brief, length);
  }
  return room(made.body) < 0 ? { ...made, body: '', url: '/' } : made;
}

/** In code points, so that no letter is torn. */
function cut(text: string, length: number): string {
  const letters = [...text];
  return letters.length <= length
    ? text
    : `${letters
        .slice(0, Math.max(0, length - 1))
        .join('')
        .trimEnd()}…`;
}
