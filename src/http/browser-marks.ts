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

const TRUSTED = 'phuxanh-trusted';

/** By what the browser shows that people trust it; whose each is, and whether it still counts, the database knows. */
export function trustedBy(request: FastifyRequest): string[] {
  return Object.entries(request.cookies)
    .flatMap(([name, value]) =>
      /^(__Host-)?phuxanh-trusted-\d+$/.test(name) && value !== undefined ? [value] : [],
    )
    .slice(0, MOST_TRUSTED);
}

/** More people than share a computer. */
const MOST_TRUSTED = 20;

/** Lets the browser show later that a person trusts it. */
export function keepTrust(
  reply: FastifyReply,
  { person, secret, days }: { person: number; secret: string; days: number },
  publicUrl: string,
): void {
  const secure = publicUrl.startsWith('https:');
  const options = { path: '/', httpOnly: true, sameSite: 'lax', secure, maxAge: days * 86_400 } as const;
  reply.setCookie(`${secure ? '__Host-' : ''}${TRUSTED}-${person}`, secret, options);
}

/** Lets the browser be known after a whole sign-in; one cookie a person, for a computer may serve several. */
export function keepMark(reply: FastifyReply, person: Person, publicUrl: string): void {
  const mark = markOfBrowser(person);
  if (mark === undefined) return;
  const secure = publicUrl.startsWith('https:');
  const options = { path: '/', httpOnly: true, sameSite: 'lax', secure, maxAge: DAYS * 86_400 } as const;
  reply.setCookie(`${secure ? '__Host-' : ''}${NAME}-${person.id}`, mark, options);
}
