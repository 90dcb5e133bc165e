import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Principal, Role } from '../access/principal.ts';
import type { Origin } from '../accounts/types.ts';
import { marksOf, trustedBy } from '../http/browser-marks.ts';

/** Of the page for a reminder, with every row of a page chosen; what is longer leads to the front page. */
const LONGEST = 6_000;
const HERE = 'http://here.invalid';

/** Path and query of a page of ours; the front page for whatever else is given, so that nobody is sent elsewhere. */
export function safeNext(text: string): string {
  if (text.length > LONGEST || !/^\/(?![/\\])/.test(text) || !URL.canParse(text, HERE)) return '/';
  const { origin, pathname, search } = new URL(text, HERE);
  return origin === HERE && !pathname.startsWith('//') ? pathname + search : '/';
}

/** The field by which a form knows where to go on; one that cannot be gone to is no reason to refuse a form. */
export const nextField = z.string().default('').transform(safeNext);

/** Where to go on after the sign-in that a request needs: to the page asked for, or the one its form was on. */
export function nextOf(request: FastifyRequest): string {
  if (request.method === 'GET') return safeNext(request.url);
  const { referer, host } = request.headers;
  if (referer === undefined || !URL.canParse(referer)) return '/';
  const from = new URL(referer);
  return from.host === host ? safeNext(from.pathname + from.search) : '/';
}

/** Where a sign-in leads: to the page asked for; if that was none, to the one that the role is here for. */
export function landingOf(next: string, { role, area }: Pick<Principal, 'role' | 'area'>): string {
  if (next !== '/') return next;
  const { ofOneLocality, ofMore } = LANDINGS[role];
  return /^\d{5}$/.test(area) ? ofOneLocality : ofMore;
}

/** What each role is here for, by the size of its area. */
const LANDINGS: Record<Role, { ofOneLocality: string; ofMore: string }> = {
  officer: { ofOneLocality: '/bao-cao', ofMore: '/' },
  department: { ofOneLocality: '/', ofMore: '/' },
  finance: { ofOneLocality: '/', ofMore: '/' },
  leader: { ofOneLocality: '/', ofMore: '/lanh-dao' },
  viewer: { ofOneLocality: '/', ofMore: '/' },
  admin: { ofOneLocality: '/', ofMore: '/' },
};

/** Where a sign-in comes from, for the list of sessions and the audit. */
export function originOf(request: FastifyRequest): Origin {
  const agent = request.headers['user-agent'] ?? '';
  return { address: request.ip, agent, marks: marksOf(request), trusted: trustedBy(request) };
}
