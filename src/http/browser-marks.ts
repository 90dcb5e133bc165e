import type { FastifyReply, FastifyRequest } from 'fastify';
import { markOfBrowser } from '../accounts/known-browser.ts';
import type { Person } from '../accounts/types.ts';

const NAME = 'phuxanh-known';
const DAYS = 180;

/** By what the browser shows that people have signed in with it; whose each is shows its signature. */
export function marksOf(request: FastifyRequest): string[] {
  return Object.entries(request.cookies).flatMap(([name, value]) =>
    /^(__Host-)?phuxanh-known-\d+$/.test(name) && value !== undefined ? [value] : [],
  );
}

/** Lets the browser be known after a whole sign-in; one cookie a person, for a computer may serve several. */
export function keepMark(reply: FastifyReply, person: Person, publicUrl: string): void {
  const mark = markOfBrowser(person);
  if (mark === undefined) return;
  const secure = publicUrl.startsWith('https:');
  const options = { path: '/', httpOnly: true, sameSite: 'lax', secure, maxAge: DAYS * 86_400 } as const;
  reply.setCookie(`${secure ? '__Host-' : ''}${NAME}-${person.id}`, mark, options);
}
