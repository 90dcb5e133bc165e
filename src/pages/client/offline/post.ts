import type { RefusedAnswer, SenderAnswer, SentAnswer } from '../../report/send-answer.ts';
import { say } from '../say.ts';
import type { Queued } from './types.ts';

/** Nothing is waited for longer: what is sent again is harmless. */
const PATIENCE_MS = 30_000;
const WHO = '/bao-cao/phien';

/** What the server made of it; `offline` also when it is there and cannot answer now. */
export type Answer =
  | ({ kind: 'sent' } & SentAnswer)
  | { kind: 'refused'; refused: NonNullable<Queued['refused']> }
  | { kind: 'signedOut' | 'offline' };

/** Who is signed in now, and the token of his forms. */
export async function askWho(): Promise<SenderAnswer | 'signedOut' | 'offline'> {
  const answer = await ask(WHO, {});
  if (answer?.status === 401) return 'signedOut';
  const { sender, formToken } = (answer?.body ?? {}) as Partial<SenderAnswer>;
  // Anything else came from no server of ours: hotels answer every address with a page.
  return sender !== undefined && formToken !== undefined ? { sender, formToken } : 'offline';
}

export async function post({ action, day, replaces, fields }: Queued, formToken: string): Promise<Answer> {
  const form = { ...fields, day, replaces: String(replaces), csrf: formToken };
  const answer = await ask(action, { method: 'POST', body: new URLSearchParams(form) });
  if (!answer || answer.status >= 500 || answer.status === 429) return { kind: 'offline' };
  if (answer.status === 401) return { kind: 'signedOut' };
  const body = answer.body as Partial<SentAnswer & RefusedAnswer & { title: string; titleVi: string }>;
  if (answer.status === 200 && body.revision !== undefined && body.to !== undefined)
    return { kind: 'sent', revision: body.revision, to: body.to };
  const { why, messages, title, titleVi } = body;
  if (why && messages) return { kind: 'refused', refused: { why, messages } };
  if (!title || !titleVi) return { kind: 'offline' };
  return { kind: 'refused', refused: { why: 'other', messages: [say(titleVi, title)] } };
}

/** An answer in JSON; undefined when none came. */
async function ask(path: string, init: RequestInit): Promise<{ status: number; body: unknown } | undefined> {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE_MS);
  try {
    const headers = { accept: 'application/json' };
    const answer = await fetch(path, { ...init, headers, cache: 'no-store', signal: patience.signal });
    return { status: answer.status, body: await answer.json() };
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}
