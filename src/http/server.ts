import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import fastify, { type FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import type { RootSql } from '../db/connect.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import type { RegistryCache } from '../registry/cache.ts';
import { addAccessControl } from './access-control.ts';
import { addBigAnswers } from './big-answers.ts';
import { addBodies } from './bodies.ts';
import { refuseBroken } from './broken-requests.ts';
import { boundConnections } from './connections.ts';
import { addErrorAnswers, answerProblem } from './errors.ts';
import { addFairShares } from './fair-shares.ts';
import { RequestLog } from './request-log.ts';
import { serializerCompiler, validatorCompiler } from './schema-compilers.ts';

export interface ServerDeps {
  config: Config;
  log: Log;
  clock: Clock;
  sql: RootSql;
  registry: RegistryCache;
  metrics: Metrics;
  /** Gives lists their files; what it answers is written already. */
  addListFiles(app: FastifyInstance): void;
}

/** A request that is not complete by then is given up. */
const REQUEST_TIMEOUT_MS = 30_000;
/** Node looks for such requests this often; by default so seldom that one would have a minute. */
const TIMEOUT_CHECK_MS = 1_000;

/** The bare server: security headers, limits, who asks, problems. Routes are added by the assembly. */
export async function createServer({ config, log, clock, sql, registry, metrics, addListFiles }: ServerDeps) {
  const app = fastify({
    loggerInstance: log as FastifyInstance['log'],
    logController: new RequestLog(),
    requestTimeout: REQUEST_TIMEOUT_MS,
    // Were the headers allowed longer than the whole, Node would take the one for the other.
    http: { headersTimeout: REQUEST_TIMEOUT_MS, connectionsCheckingInterval: TIMEOUT_CHECK_MS },
    clientErrorHandler: refuseBroken,
    // An address that cannot be decoded comes to no route.
    frameworkErrors: answerProblem,
    bodyLimit: 1024 * 1024,
    // Ours are set below. Were nothing said, Fastify would load its own, 1.4 MB that nobody uses.
    schemaController: { compilersFactory: { buildValidator: unused, buildSerializer: unused } },
    // One proxy: what stands before its own entry was written by whoever called it.
    trustProxy: config.trustProxy && ((_address, hop) => hop < 1),
    genReqId: (request) => requestId(request.headers['x-request-id']),
    forceCloseConnections: 'idle',
    // What still comes on an open connection is answered; the connection ends with it.
    return503OnClosing: false,
  }).withTypeProvider<ZodTypeProvider>();
  // Behind a proxy all come from one address, and it has bounds of its own.
  const perAddress = config.trustProxy ? 0 : config.connectionsPerAddress;
  const endConnections = boundConnections(app.server, log, { perAddress });
  app.addHook('preClose', async () => endConnections());
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);

  app.decorateRequest('receivedAt');
  app.decorateRequest('principal');
  app.decorateRequest('caller');
  app.decorateRequest('registry');
  app.addHook('onRequest', async (request, reply) => {
    request.receivedAt = clock.now();
    // Answers are of people and of now; what may be kept says so itself.
    reply.header('cache-control', 'no-store');
    reply.header('x-request-id', request.id);
  });
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown';
    metrics.observeRequest(route, request.method, reply.statusCode, reply.elapsedTime / 1000);
  });
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        imgSrc: ["'self'", 'data:'],
        objectSrc: ["'none'"],
      },
    },
    // Said by whoever ends TLS: over plain HTTP on a local network it would only lock people out.
    strictTransportSecurity: config.publicUrl.startsWith('https:'),
  });
  await app.register(cookie);
  addErrorAnswers(app);
  addBodies(app);
  addListFiles(app);
  addBigAnswers(app);
  const { publicUrl, sessions, requireSecondFactor, rateLimit } = config;
  addAccessControl(app, { sql, registry, publicUrl, sessions, requireSecondFactor, rateLimit });
  addFairShares(app);
  return app;
}

function unused(): never {
  throw new Error('Schemas are compiled by what `createServer` sets.');
}

/** A caller's own request id is kept when it is harmless, so that logs of two systems can be matched. */
function requestId(given: string | string[] | undefined): string {
  return typeof given === 'string' && /^[\w.-]{1,64}$/.test(given) ? given : crypto.randomUUID();
}

export type Server = Awaited<ReturnType<typeof createServer>>;
