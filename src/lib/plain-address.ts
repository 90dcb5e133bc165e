/** Longest address of a forward path (RFC 5321, section 4.5.3.1.3, less the angle brackets). */
const LONGEST = 254;

/**
 * Whether text is one plain address and nothing else. Stricter than the standard: no comments, quoted
 * names, lists or line breaks, through which a second recipient or a header could slip in.
 */
export function isPlainAddress(text: string): boolean {
  return text.length <= LONGEST && /^[^\s\p{C}<>()[\]\\,;:"@]+@[^\s\p{C}<>()[\]\\,;:"@]+$/u.test(text);
}
