import { DrizzleQueryError } from 'drizzle-orm';

const MAX_LENGTH = 2_000;

/**
 * What is written down of an error: its messages from the outermost to the cause. A failed query
 * shows its cause only, since its own message repeats the parameters, which may name persons.
 */
export function errorText(error: unknown): string {
  const messages: string[] = [];
  for (let at: unknown = error; at !== undefined && at !== null; at = at instanceof Error ? at.cause : null) {
    if (at instanceof DrizzleQueryError) continue;
    messages.push(at instanceof Error ? at.message || codeOf(at) || at.name : String(at));
  }
  // PostgreSQL stores no NUL in a text.
  return (messages.join(': ') || 'unknown error').replaceAll('\0', '').slice(0, MAX_LENGTH);
}

/** A refused connection has an empty message and says all in its code. */
function codeOf(error: Error): string | undefined {
  return 'code' in error ? String(error.code) : undefined;
}
