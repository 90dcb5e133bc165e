import compress from '@fastify/compress';
import formbody from '@fastify/formbody';
import type { FastifyError } from 'fastify';
import type { IsEmpty } from '../accounts/first.ts';
import { passkeySite } from '../accounts/passkey-site.ts';
import type { Notify } from '../alerts/notify.ts';
import type { Channel } from '../channels/channel.ts';
import type { Orm, RootSql } from '../db/connect.ts';
import type { Lanes } from '../db/lanes.ts';
import type { Routes } from '../http/context.ts';
import { Problem } from '../http/problems.ts';
import type { OpenSource } from '../opendata/source.ts';
import type { MessageLinks } from '../outbox/message-link.ts';
import type { RegistryCache } from '../registry/cache.ts';
import type { Counts, JobName } from '../scheduler/job.ts';
import { allAccountRoutes, type SignInSettings } from './account/all-routes.tsx';
import { createSignInPage } from './account/send-sign-in.tsx';
import { administrationRoutes } from './administration/routes.tsx';
import { alertPages } from './alerts/routes.tsx';
import { assetRoutes } from './asset-routes.ts';
import { assetPath, loadAssets } from './assets.ts';
import { boardRoutes } from './board/routes.tsx';
import { registerPages } from './certificates/register-routes.tsx';
import { certificatePages } from './certificates/routes.tsx';
import { certificateSheetPages } from './certificates/sheet-routes.tsx';
import { comparisonPages } from './comparison/routes.tsx';
import { documentPages } from './documents/routes.tsx';
import { answerFailure } from './failures.tsx';
import { minutesPages, proposalPages } from './funding/proposal-routes.tsx';
import { fundingPages } from './funding/routes.tsx';
import { reminderPages } from './gaps/reminder-routes.tsx';
import { gapPages } from './gaps/routes.tsx';
import { helpRoutes } from './help/routes.tsx';
import { homeRoutes } from './home/routes.tsx';
import { addWaits } from './home/waits.ts';
import { importPages } from './imports/routes.tsx';
import { languageRoutes } from './language-routes.ts';
import { localityPages } from './locality/routes.tsx';
import { movedTo } from './moved.ts';
import { networkPages } from './network/routes.tsx';
import { openPages } from './open/routes.tsx';
import { fileAsked } from './parts/table-file.ts';
import { planPages } from './plans/routes.tsx';
import { promisePages } from './promises/routes.tsx';
import { referencePages } from './reference/routes.tsx';
import { remindPages } from './reminders/routes.tsx';
import { offlineRoutes } from './report/offline-routes.tsx';
import { reportRoutes } from './report/routes.tsx';
import { reportSending } from './report/send.tsx';
import { senderRoutes } from './report/sender-routes.ts';
import { reportLayoutPages } from './reports/layout-page-routes.tsx';
import { remarkPages } from './reports/remark-routes.tsx';
import { reportPages } from './reports/routes.tsx';
import { reportTemplatePages } from './reports/template-routes.tsx';
import { evidenceRoutes } from './review/evidence-routes.tsx';
import { reviewRoutes } from './review/routes.tsx';
import { savedPages } from './saved/routes.tsx';
import { scorePages } from './scores/routes.tsx';
import { searchPages } from './search/page-routes.tsx';
import { targetPages } from './targets/routes.tsx';
import { workRoutes } from './work/routes.tsx';
import { createWrap } from './wrap.tsx';

export interface PageDeps extends SignInSettings {
  sql: RootSql;
  orm: Orm;
  /** For the officer's form, and for sheets: see `Database`. */
  intake: RootSql;
  lanes: Lanes;
  bulk: RootSql;
  /** Bytes of a sheet. */
  bodyLimit: number;
  /** By which messages go. */
  channels: readonly Channel[];
  /** Runs a job as of an instant, whether or not it is due. */
  runJob(name: JobName, now: Date): Promise<Counts>;
  /** What follows when somebody takes an alert on. */
  notify: Notify;
  /** Links of messages, which open their work without signing in. */
  links: MessageLinks;
  /** Whether nobody can sign in yet. */
  isEmpty: IsEmpty;
  /** What anybody may read. */
  open: OpenSource;
  /** For pages of whom nobody looks up. */
  registry: RegistryCache;
}

/** Pages for people, with failures that people can read. */
export function pageRoutes(deps: PageDeps): Routes {
  const { sql, orm, intake, lanes, bulk, publicUrl, bodyLimit, provider } = deps;
  return async (app) => {
    const assets = await loadAssets();
    const wrap = createWrap(assets);
    const passkeyScript = assetPath(assets, 'passkey.js');
    const passkeys = passkeySite(publicUrl) && { script: passkeyScript };
    const sendSignIn = createSignInPage({
      wrap,
      publicUrl,
      provider: provider !== undefined,
      isEmpty: deps.isEmpty,
      passkeys,
    });
    // As streams, which work beside the event loop; it would do the small ones itself.
    await app.register(compress, { encodings: ['br', 'gzip'], syncThreshold: 0 });
    // Forms are for pages alone: what takes records does not read what a browser can be made to post.
    await app.register(formbody);
    app.setErrorHandler<FastifyError | Problem>((error, request, reply) =>
      answerFailure({ wrap, publicUrl, sendSignIn }, error, request, reply),
    );
    // Any page's list may be asked for as a file, which takes its turn as other files do.
    app.addHook('onRoute', (route) => {
      // A page that anybody may open has no list, and no caller whose turn it could be.
      if (route.method !== 'GET' || route.config?.access === 'public' || route.config?.heavy !== undefined)
        return;
      route.config = { ...route.config, heavy: (request) => fileAsked(request) !== undefined };
    });
    addWaits(app, sql);
    await app.register(assetRoutes(assets));
    await app.register(languageRoutes({ publicUrl }));
    await app.register(
      allAccountRoutes({
        ...deps,
        wrap,
        sendSignIn,
        pushScript: assetPath(assets, 'push.js'),
        passkeyScript,
      }),
    );
    await app.register(homeRoutes({ sql, orm, channels: deps.channels, wrap }));
    await app.register(boardRoutes({ sql, orm, wrap }));
    await app.register(savedPages({ sql, orm, wrap }));
    await app.register(comparisonPages({ sql, wrap }));
    await app.register(searchPages({ sql, wrap }));
    await app.register(gapPages({ sql, wrap }));
    await app.register(reminderPages({ sql, wrap }));
    await app.register(fundingPages({ sql, orm, wrap }));
    await app.register(proposalPages({ sql, orm, wrap }));
    await app.register(minutesPages({ sql, orm, wrap }));
    await app.register(remindPages({ sql, wrap }));
    await app.register(promisePages({ ...deps, wrap }));
    await app.register(localityPages({ sql, wrap }));
    await app.register(networkPages({ sql, publicUrl, wrap }));
    await app.register(reportRoutes({ sql, wrap }));
    await app.register(reportSending({ sql: intake, lanes, wrap }));
    await app.register(alertPages({ ...deps, wrap }));
    await app.register(workRoutes({ ...deps, wrap }));
    await app.register(importPages({ sql, bulk, wrap, bodyLimit }));
    await app.register(evidenceRoutes({ sql, wrap }));
    await app.register(reviewRoutes({ sql, wrap }));
    await app.register(certificatePages({ sql, wrap }));
    await app.register(registerPages({ sql, wrap }));
    await app.register(certificateSheetPages({ sql, wrap }));
    await app.register(reportPages({ sql, orm, wrap, autosaveScript: assetPath(assets, 'autosave.js') }));
    await app.register(reportTemplatePages({ sql, orm, wrap }));
    await app.register(remarkPages({ sql, orm, wrap }));
    await app.register(reportLayoutPages({ sql, orm, wrap }));
    await app.register(targetPages({ sql, orm, wrap }));
    await app.register(scorePages({ sql, orm, wrap, bodyLimit }));
    await app.register(documentPages({ sql, wrap }));
    await app.register(planPages({ sql, orm, wrap, bodyLimit }));
    await app.register(senderRoutes());
    await app.register(helpRoutes({ wrap, assets }));
    await app.register(openPages({ source: deps.open, wrap }));
    await app.register(offlineRoutes({ wrap }));
    await app.register(referencePages({ wrap, publicUrl }));
    await app.register(administrationRoutes({ ...deps, db: { sql, orm }, wrap }));
    // Addresses that nothing answers: where a page has moved to, else so that a person gets a page that says so.
    app.route({
      method: ['GET', 'POST'],
      url: '/*',
      config: { access: 'public', ifKnown: true },
      schema: { hide: true },
      // Before a body is read, which might be of any kind.
      onRequest: async ({ url }, reply) => {
        const now = movedTo(url);
        if (now === null) throw new Problem('not_found');
        return reply.redirect(now, 308);
      },
      handler: async () => {
        throw new Problem('not_found');
      },
    });
  };
}
