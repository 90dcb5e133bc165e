import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { problemOf, RETRY_AFTER } from '../http/errors.ts';
import type { Problem } from '../http/problems.ts';
import { dropSession, sessionSecret } from '../http/session-cookie.ts';
import type { SendSignIn } from './account/send-sign-in.tsx';
import type { Words } from './language.tsx';
import { nextOf } from './next.ts';
import { ProblemPage } from './problem-page.tsx';
import { prefersHtml, prefersJson, sendPage } from './render.ts';
import type { Wrap } from './wrap.tsx';

const EXPIRED: Words = [
  'Phiên đăng nhập đã hết hạn. Đăng nhập lại để tiếp tục.',
  'The session has ended. Sign in again to go on.',
];

/** Where there are no pages, whatever a caller says that he would rather read. */
const OF_THE_API = /^\/api(?=\/|%2f|\?|$)/i;

interface FailureDeps {
  wrap: Wrap;
  publicUrl: string;
  sendSignIn: SendSignIn;
}

/** Failures that people can read; whoever is not signed in is asked to. */
export function answerFailure(
  { wrap, publicUrl, sendSignIn }: FailureDeps,
  error: FastifyError | Problem,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply | Promise<FastifyReply> {
  // Programs and scripts get the problem document, from the handler above this one.
  if (prefersJson(request.headers.accept) || OF_THE_API.test(request.url)) throw error;
  const problem = problemOf(error);
  if (problem.code === 'unauthenticated') {
    const next = nextOf(request);
    // Without a session it is the front door, not a refusal.
    if (sessionSecret(request, publicUrl) === undefined && request.headers.authorization === undefined)
      return sendSignIn(request, reply, request.method === 'GET' ? 200 : 401, { next });
    dropSession(reply, publicUrl);
    return sendSignIn(request, reply, 401, { next, error: { way: 'password', text: EXPIRED } });
  }
  if (!prefersHtml(request.headers.accept)) throw error;
  if (problem.code === 'second_factor_missing')
    return reply.redirect(
      `/tai-khoan/xac-thuc-hai-lop?${new URLSearchParams({ next: nextOf(request) })}`,
      303,
    );
  if (problem.status >= 500) request.log.error({ err: error }, 'page failed');
  if (problem.code === 'unavailable') reply.header('retry-after', RETRY_AFTER);
  const body = problem.body();
  const title: Words = [body.titleVi, body.title];
  // Whoever is signed in keeps his menu and his name, wherever it failed.
  return sendPage(reply, problem.status, wrap(title, <ProblemPage problem={body} />, request.principal));
}
