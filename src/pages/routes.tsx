import compress from '@fastify/compress';
import formbody from '@fastify/formbody';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { SessionLimits } from '../accounts/types.ts';
import type { Orm, RootSql } from '../db/connect.ts';
import type { Routes } from '../http/context.ts';
import { problemOf } from '../http/errors.ts';
import { Problem } from '../http/problems.ts';
import { dropSession, sessionSecret } from '../http/session-cookie.ts';
import type { Counts, JobName } from '../scheduler/job.ts';
import { passwordLinkRoutes } from './account/password-link-routes.tsx';
import { accountRoutes } from './account/routes.tsx';
import { secondFactorRoutes } from './account/second-factor-routes.tsx';
import { secondStepRoutes } from './account/second-step-routes.tsx';
import { sessionRoutes } from './account/session-routes.tsx';
import { SignIn } from './account/sign-in.tsx';
import { administrationRoutes } from './administration/routes.tsx';
import { assetRoutes } from './asset-routes.ts';
import { loadAssets } from './assets.ts';
import { boardRoutes } from './board/routes.tsx';
import { reminderPages } from './gaps/reminder-routes.tsx';
import { gapPages } from './gaps/routes.tsx';
import { languageRoutes } from './language-routes.ts';
import { nextOf } from './next.ts';
import { ProblemPage } from './problem-page.tsx';
import { prefersHtml, prefersJson, sendPage } from './render.ts';
import { offlineRoutes } from './report/offline-routes.tsx';
import { reportRoutes } from './report/routes.tsx';
import { reportSending } from './report/send.tsx';
import { senderRoutes } from './report/sender-routes.ts';
import { evidenceRoutes } from './review/evidence-routes.tsx';
import { reviewRoutes } from './review/routes.tsx';
import { createShell, type Shell } from './shell.tsx';

export interface PageDeps {
  sql: RootSql;
  orm: Orm;
  /** Address under which people reach the service. */
  publicUrl: string;
  sessions: SessionLimits;
  /** Whether roles that see much must have a second factor. */
  requireSecondFactor: boolean;
  /** Runs a job as of an instant, whether or not it is due. */
  runJob(name: JobName, now: Date): Promise<Counts>;
}

/** Pages for people, with failures that people can read. */
export function pageRoutes(deps: PageDeps): Routes {
  const { sql, orm, publicUrl, sessions, requireSecondFactor, runJob } = deps;
  return async (app) => {
    const assets = await loadAssets();
    const shell = createShell(assets);
    await app.register(compress, { encodings: ['br', 'gzip'] });
    // Forms are for pages alone: what takes records does not read what a browser can be made to post.
    await app.register(formbody);
    app.setErrorHandler<FastifyError | Problem>((error, request, reply) =>
      answerFailure({ shell, publicUrl }, error, request, reply),
    );
    await app.register(assetRoutes(assets));
    await app.register(languageRoutes({ publicUrl }));
    await app.register(sessionRoutes({ sql, orm, publicUrl, requireSecondFactor, shell }));
    await app.register(passwordLinkRoutes({ orm, publicUrl, shell }));
    await app.register(secondStepRoutes({ orm, publicUrl, shell }));
    await app.register(accountRoutes({ orm, sessions, shell }));
    await app.register(secondFactorRoutes({ orm, requireSecondFactor, shell }));
    await app.register(boardRoutes({ sql, shell }));
    await app.register(gapPages({ sql, shell }));
    await app.register(reminderPages({ sql, shell }));
    await app.register(reportRoutes({ sql, shell }));
    await app.register(reportSending({ sql, shell }));
    await app.register(evidenceRoutes({ sql, shell }));
    await app.register(reviewRoutes({ sql, shell }));
    await app.register(senderRoutes());
    await app.register(offlineRoutes({ shell }));
    await app.register(administrationRoutes({ db: { sql, orm }, publicUrl, sessions, runJob, shell }));
    // Addresses that nothing answers, so that a person who follows an old link gets a page.
    app.get('/*', { config: { access: 'public' }, schema: { hide: true } }, () => {
      throw new Problem('not_found');
    });
  };
}

const EXPIRED = 'Phiên làm việc đã hết. Đăng nhập lại để tiếp tục.';

function answerFailure(
  { shell, publicUrl }: { shell: Shell; publicUrl: string },
  error: FastifyError | Problem,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  // Programs and scripts get the problem document, from the handler above this one.
  if (prefersJson(request.headers.accept)) throw error;
  const problem = problemOf(error);
  if (problem.code === 'unauthenticated') {
    const next = nextOf(request);
    // Without a session it is the front door, not a refusal.
    if (sessionSecret(request, publicUrl) === undefined && request.headers.authorization === undefined)
      return sendPage(
        reply,
        request.method === 'GET' ? 200 : 401,
        shell(['Đăng nhập', 'Sign in'], <SignIn next={next} />),
      );
    dropSession(reply, publicUrl);
    const error = { way: 'password', text: EXPIRED } as const;
    return sendPage(reply, 401, shell(['Đăng nhập', 'Sign in'], <SignIn next={next} error={error} />));
  }
  if (!prefersHtml(request.headers.accept)) throw error;
  if (problem.status >= 500) request.log.error({ err: error }, 'page failed');
  const body = problem.body();
  return sendPage(reply, problem.status, shell(body.titleVi, <ProblemPage problem={body} />));
}
