import { chainAudit } from './access/audit-chain-store.ts';
import { auditRoutes } from './access/audit-routes.ts';
import { createIsEmpty, FIRST_ADMINISTRATOR } from './accounts/first.ts';
import { createProvider } from './accounts/oidc.ts';
import { tidyAccounts } from './accounts/tidy.ts';
import { sealPlainSecrets } from './accounts/totp-secrets.ts';
import { createAlertJob } from './alerts/job.ts';
import { promiseRoutes } from './alerts/promise-routes.ts';
import { alertRoutes } from './alerts/routes.ts';
import { silenceRoutes } from './alerts/silence-routes.ts';
import { allWatches } from './alerts/watches/all.ts';
import { certificateFileRoutes } from './certificates/file-routes.ts';
import { certificateImportRoutes } from './certificates/import-routes.ts';
import { certificateRoutes } from './certificates/routes.ts';
import { calendarRoutes } from './changes/calendar-routes.ts';
import { programmeRoutes } from './changes/programme-routes.ts';
import { CHANNELS, createChannels, tidyChannels } from './channels/all.ts';
import type { ChannelDeps } from './channels/kind.ts';
import type { Clock } from './clock.ts';
import { settleAfter } from './collect/after-store.ts';
import { collectJobs } from './collect/jobs.ts';
import { recordEffect } from './collect/record-effect.ts';
import { previewRecords } from './collect/record-preview.ts';
import { statusRoutes } from './collect/routes.ts';
import { createSettleFirst } from './collect/settle-first.ts';
import type { Config } from './config.ts';
import { dayOf } from './days.ts';
import type { Database } from './db/connect.ts';
import { composeDigest, createDigestMaker } from './digest/compose.ts';
import { COPIED_ALONG } from './digest/copies.ts';
import { createDigestJob } from './digest/job.ts';
import { documentFileRoutes } from './documents/file-routes.ts';
import { composeDocument } from './documents/letter.tsx';
import { documentRoutes } from './documents/routes.ts';
import { gatherEvents } from './events/gather.ts';
import { composeEvents } from './events/letter.ts';
import { dhis2Routes } from './exchange/dhis2-routes.ts';
import { exchangeRoutes } from './exchange/routes.ts';
import { comparisonRoutes } from './figures/routes.ts';
import { proposalFileRoutes } from './funding/file-routes.ts';
import { minutesRoutes } from './funding/minutes-routes.ts';
import { readNotShown } from './funding/needs.ts';
import { proposalRoutes } from './funding/proposal-routes.ts';
import { fundingRoutes } from './funding/routes.ts';
import { gapRoutes } from './gaps/routes.ts';
import { beatRoutes } from './heartbeat/beat-routes.ts';
import { createBeats } from './heartbeat/beats.ts';
import { heartbeatRoutes } from './heartbeat/routes.ts';
import { tidyBeats } from './heartbeat/tidy.ts';
import { healthRoutes } from './http/health-routes.ts';
import { addReference } from './http/openapi.ts';
import { createServer } from './http/server.ts';
import { deleteExpiredDrafts } from './intake/draft-store.ts';
import { historyRoutes } from './intake/history-routes.ts';
import { importRoutes } from './intake/import-routes.ts';
import { intakeRoutes } from './intake/routes.ts';
import { keyToServe, proveKey } from './keys/prove.ts';
import { createOutgoing } from './lib/outgoing.ts';
import type { Log } from './log.ts';
import { createMetrics } from './metrics.ts';
import { openDataRoutes } from './opendata/routes.ts';
import { createOpenSource } from './opendata/source.ts';
import { enqueue } from './outbox/enqueue.ts';
import { createDispatchJob } from './outbox/job.ts';
import type { Letters } from './outbox/letter.ts';
import { createMessageLinks } from './outbox/message-link.ts';
import { prunePreferences } from './outbox/preference-store.ts';
import { outboxRoutes } from './outbox/routes.ts';
import { composeTestLetter } from './outbox/test-letter.tsx';
import { CALLBACK } from './pages/account/provider-routes.tsx';
import { pageRoutes } from './pages/routes.tsx';
import { searchRoutes } from './pages/search/routes.ts';
import { composeInvitation } from './people/invitation-letter.tsx';
import { peopleRoutes } from './people/routes.ts';
import { feedRoutes } from './plans/feed-routes.ts';
import { planRoutes } from './plans/routes.ts';
import { planSheetRoutes, taskFileRoutes } from './plans/sheet-routes.ts';
import { agencyRoutes } from './registry/agency-routes.ts';
import { createRegistryCache, type RegistryCache } from './registry/cache.ts';
import { registryRoutes } from './registry/routes.ts';
import { startProgrammes } from './registry/store.ts';
import { composeReminder } from './reminders/letter.tsx';
import { reminderRoutes } from './reminders/routes.ts';
import { reportFileRoutes } from './reports/file-routes.ts';
import { createReportJob } from './reports/job.ts';
import { reportLayoutRoutes } from './reports/layout-routes.ts';
import { remarkRoutes } from './reports/remarks/routes.ts';
import { reportRoutes } from './reports/routes.ts';
import { reportTemplateRoutes } from './reports/templates/routes.ts';
import { tidyEvidence } from './review/evidence.ts';
import { createReviewJob } from './review/job.ts';
import { housekeepingJob } from './scheduler/housekeeping.ts';
import type { Job } from './scheduler/job.ts';
import { jobRoutes } from './scheduler/routes.ts';
import { createScheduler } from './scheduler/scheduler.ts';
import { scoreRoutes } from './scores/routes.ts';
import { criteriaSheetRoutes, scoreEvidenceRoutes } from './scores/sheet-routes.ts';
import { createVault } from './secrets/vault.ts';
import { addListFiles } from './sheets/list-routes.ts';
import { targetRoutes } from './targets/routes.ts';

export interface ServiceDeps {
  config: Config;
  clock: Clock;
  log: Log;
  db: Database;
}

/** A caller who does not take his answer holds up the end of the service no longer than this. */
const CLOSE_WITHIN_MS = 20_000;

/**
 * The whole service, put together: the pipeline from records in to messages out, over one database. The
 * same for production, demo and tests; whoever calls decides when it listens and when the scheduler ticks.
 */
export async function createService({ config, clock, log, db }: ServiceDeps) {
  const { sql, orm, intake, lanes, bulk, health } = db;
  const { bodyLimit, publicUrl, smtpUrl, mailFrom, sessions, requireSecondFactor, trustBrowserDays } = config;
  const metrics = createMetrics();
  const registry = createRegistryCache(orm);
  await startProgrammes(orm, dayOf(clock.now()));
  const secretKey = await keyToServe(config, sql);
  const vault = createVault(secretKey);
  const links = createMessageLinks(secretKey);
  const outgoing = createOutgoing({ log, allowed: config.outgoingAllow });
  const beats = createBeats({ sql, clock, log });

  const isEmpty = createIsEmpty(orm);

  const maker = createDigestMaker(sql);
  const letters: Letters = {
    reminder: (message, context) => composeReminder({ sql, publicUrl, links }, message, context),
    digest: (message, context) => composeDigest({ maker, publicUrl }, message, context),
    document: (message, context) => composeDocument({ sql, publicUrl }, message, context),
    test: async (message, context) => composeTestLetter(message, { ...context, publicUrl }),
    events: async (message, context) => composeEvents(message, context),
    invitation: (message, context) => composeInvitation({ orm, publicUrl, links }, message, context),
  };
  const transports: ChannelDeps = { orm, vault, clock, outgoing, publicUrl, mailFrom, smtpUrl };
  const channels = createChannels(transports);
  const watches = allWatches(() => jobs);
  const jobs: Job[] = [
    // In the order in which one feeds the next.
    ...collectJobs({ sql, registry }),
    createReviewJob({ sql, registry, readNotShown }),
    createReportJob({ db: { sql, orm }, registry }),
    withAuditChained(sql, createAlertJob({ sql, registry, notify: enqueue, watches })),
    createDigestJob({ sql, registry }),
    withEventsGathered(
      { sql, registry },
      createDispatchJob({
        sql,
        registry,
        channels,
        publicUrl,
        links,
        letters,
        onSent: metrics.observeMessage,
      }),
    ),
    housekeepingJob({
      sql,
      chores: [
        (now) => tidyAccounts(orm, now),
        (now) => tidyEvidence(sql, now),
        (now) => tidyBeats(sql, now),
        ...tidyChannels(transports),
        async (now) => ({ drafts: await deleteExpiredDrafts(sql, now) }),
        async () => ({ preferences: await prunePreferences(orm) }),
      ],
    }),
  ];
  const scheduler = createScheduler({
    sql,
    clock,
    log,
    onRun: metrics.observeRun,
    jobs,
  });

  const open = createOpenSource({ sql, orm, registry });
  const server = await createServer({ config, log, clock, sql: intake, registry, metrics, addListFiles });
  await addReference(server);
  const settleFirst = createSettleFirst(sql, registry);
  server.addHook('preHandler', async (request) => {
    if (request.method !== 'GET' && request.registry)
      request.registry = await settleFirst(request.registry, request.receivedAt);
  });
  const routes = [
    registryRoutes(),
    agencyRoutes(),
    programmeRoutes({ sql, orm }, COPIED_ALONG),
    calendarRoutes({ sql, orm }),
    intakeRoutes({
      lanes,
      bulk,
      bodyLimit,
      afterStore: settleAfter,
      previewOf: (...of) => previewRecords(bulk, ...of),
      effectOf: (...of) => recordEffect(intake, ...of),
    }),
    historyRoutes({ sql }),
    importRoutes({
      sql: bulk,
      bodyLimit,
      afterStore: settleAfter,
      previewOf: (...of) => previewRecords(bulk, ...of),
    }),
    dhis2Routes({ sql, bulk, orm, bodyLimit, afterStore: settleAfter }),
    exchangeRoutes({ orm }),
    openDataRoutes({ orm, source: open }),
    statusRoutes({ sql }),
    certificateRoutes({ sql }),
    certificateFileRoutes({ sql }),
    certificateImportRoutes({ sql, bodyLimit }),
    gapRoutes({ sql }),
    fundingRoutes({ sql, orm }),
    proposalRoutes({ sql, orm }),
    minutesRoutes({ sql, orm }),
    proposalFileRoutes({ sql, orm }),
    comparisonRoutes({ sql }),
    targetRoutes({ sql, orm }),
    scoreRoutes({ sql, orm }),
    criteriaSheetRoutes({ db: { sql, orm }, bodyLimit }),
    scoreEvidenceRoutes({ sql, orm }),
    documentRoutes({ sql }),
    documentFileRoutes({ sql }),
    reportRoutes({ sql, orm }),
    reportFileRoutes({ sql, orm }),
    reportTemplateRoutes({ sql, orm }),
    reportLayoutRoutes({ sql, orm }),
    remarkRoutes({ sql, orm }),
    planRoutes({ sql, orm }),
    planSheetRoutes({ db: { sql, orm }, bodyLimit }),
    taskFileRoutes({ sql, orm }),
    feedRoutes({ db: { sql, orm }, registry, publicUrl }),
    searchRoutes({ sql }),
    beatRoutes({ beats, limited: config.rateLimit > 0 }),
    heartbeatRoutes({ sql, publicUrl }),
    alertRoutes({ sql, notify: enqueue }),
    promiseRoutes({ sql, notify: enqueue }),
    silenceRoutes({ sql }),
    outboxRoutes({ sql, publicUrl }),
    reminderRoutes({ sql }),
    peopleRoutes({ db: { sql, orm }, bodyLimit }),
    jobRoutes({ sql }),
    auditRoutes({ orm }),
    pageRoutes({
      sql,
      orm,
      intake,
      lanes,
      bulk,
      publicUrl,
      bodyLimit,
      sessions,
      requireSecondFactor,
      trustBrowserDays,
      outgoing,
      vault,
      provider:
        config.oidc && createProvider({ ...config.oidc, outgoing, redirectUri: publicUrl + CALLBACK }),
      channels,
      runJob: scheduler.runByHand,
      notify: enqueue,
      links,
      registry,
      isEmpty,
      open,
    }),
    healthRoutes({
      sql,
      health,
      metrics,
      pulse: scheduler.pulse,
      schedulerOn: config.scheduler,
      channels: CHANNELS,
      readers: config.metrics,
    }),
  ];
  for (const group of routes) await server.register(group);

  return {
    server,
    scheduler,
    registry,
    /** Calls of the communes' networks, gathered. */
    beats,
    /** Makes sure that the key is this database's; for whoever serves. @throws {ConfigError} when it is not */
    proveKey: () => proveKey(sql, secretKey, clock.now()),
    /** Says how the first administrator is made, where there is none; for whoever serves in earnest. */
    sayHowToBegin: async () => {
      if (await isEmpty())
        log.warn(
          { command: FIRST_ADMINISTRATOR },
          'there is no administrator yet; this command makes the first',
        );
    },
    /** Seals what earlier versions stored plain; for whoever serves, with the service's own key. */
    sealSecrets: () => sealPlainSecrets(orm, vault),
    /** Lets requests and the running job end, then stops. */
    close: async () => {
      await scheduler.stop();
      const enough = setTimeout(() => server.server.closeAllConnections(), CLOSE_WITHIN_MS);
      await server.close();
      clearTimeout(enough);
      for (const channel of channels) channel.close();
    },
  };
}

export type Service = Awaited<ReturnType<typeof createService>>;

/** Writes what has happened since the last minute into the outbox, from which it is sent right away. */
function withEventsGathered(
  { sql, registry }: { sql: Database['sql']; registry: RegistryCache },
  job: Job,
): Job {
  return {
    ...job,
    run: async (context) => {
      const events = await gatherEvents(sql, await registry.fresh(), context.now);
      return { ...(await job.run(context)), events };
    },
  };
}

/** Chains what was written into the audit since the last minute, and tells the log the head, to be kept there. */
function withAuditChained(sql: Database['sql'], job: Job): Job {
  return {
    ...job,
    run: async (context) => {
      const counts = await job.run(context);
      const head = await chainAudit(sql);
      if (head) context.log.info(head, 'the chain of the audit has grown');
      return counts;
    },
  };
}
