import { z } from 'zod';
import { Networks } from './lib/networks.ts';

/** Settings of the service. The README's table lists them; `process.env` is read here and nowhere else. */
const onOff = z.enum(['on', 'off']).transform((text) => text === 'on');
const blankIsUnset = (value: unknown) => (value === '' ? undefined : value);
const setting = <T extends z.ZodType>(schema: T) => z.preprocess(blankIsUnset, schema);
const integer = (min: number, max: number) => z.coerce.number().int().min(min).max(max);

function readNetworks(text: string, context: z.RefinementCtx): Networks {
  try {
    return new Networks(text);
  } catch (error) {
    context.addIssue({ code: 'custom', message: (error as Error).message });
    return z.NEVER;
  }
}

/** Whether paths may be put behind it; an empty query or fragment would swallow them as well. */
function isBase(text: string): boolean {
  // What is no address is refused as such.
  if (!URL.canParse(text)) return true;
  const { username, password } = new URL(text);
  return !/[?#]/.test(text) && username === '' && password === '';
}
const NOT_BASE = 'must be an address alone, without user, password, query (?) or fragment (#)';

/** What may follow the address of a mail server. */
const SMTP_OPTIONS = ['', '?requireTLS=false', '?requireTLS=true'];

const schema = z.object({
  HOST: setting(z.string().default('127.0.0.1')),
  PORT: setting(integer(0, 65_535).default(3000)),
  DATA_DIR: setting(z.string().default('./data')),
  DATABASE_URL: setting(
    z
      .string()
      .regex(/^postgres(ql)?:\/\/\S+$/, 'must be a postgres:// address')
      .optional(),
  ),
  SMTP_URL: setting(
    z
      .string()
      .regex(/^smtps?:\/\/\S+$/, 'must be an smtp:// or smtps:// address')
      .refine((text) => URL.canParse(text) && SMTP_OPTIONS.includes(new URL(text).search), {
        error: 'only ?requireTLS=true or ?requireTLS=false may follow the address',
      })
      .optional(),
  ),
  MAIL_FROM: setting(z.email().default('phuxanh@localhost.localdomain')),
  PUBLIC_URL: setting(
    z
      .url({ protocol: /^https?$/ })
      .refine(isBase, NOT_BASE)
      .optional(),
  ),
  LOG_LEVEL: setting(z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info')),
  SCHEDULER: setting(onOff.default(true)),
  RATE_LIMIT: setting(integer(0, 1_000_000).default(600)),
  CONNECTIONS_PER_ADDRESS: setting(integer(0, 5_000).optional()),
  METRICS: setting(z.enum(['open', 'loopback', 'token']).default('open')),
  METRICS_TOKEN: setting(
    z
      .string()
      .regex(/^\S{16,}$/, 'must have at least 16 characters, none of them a space')
      .optional(),
  ),
  BODY_LIMIT_MB: setting(integer(1, 64).default(16)),
  TRUST_PROXY: setting(onOff.default(false)),
  OUTGOING_ALLOW: setting(z.string().default('').transform(readNetworks)),
  SESSION_IDLE_MINUTES: setting(integer(1, 1_440).default(30)),
  SESSION_HOURS: setting(integer(1, 720).default(12)),
  TRUST_BROWSER_DAYS: setting(integer(0, 90).default(0)),
  REQUIRE_SECOND_FACTOR: setting(onOff.default(false)),
  SECRET_KEY: setting(z.string().min(32, 'must have at least 32 characters').optional()),
  OIDC_ISSUER: setting(z.url({ protocol: /^https?$/ }).optional()),
  OIDC_CLIENT_ID: setting(z.string().optional()),
  OIDC_CLIENT_SECRET: setting(z.string().optional()),
});

export interface Config {
  host: string;
  port: number;
  /** Folder of the embedded database and of its log. */
  dataDir: string;
  /** A server of the operator's own; the embedded one when absent. */
  databaseUrl: string | undefined;
  smtpUrl: string | undefined;
  mailFrom: string;
  /** Address under which people reach the service; links in mails begin with it. */
  publicUrl: string;
  logLevel: string;
  /** Whether this instance runs the jobs. */
  scheduler: boolean;
  /** Requests a minute and token; 0 switches the limit off. */
  rateLimit: number;
  /** Open connections of one address; 0 for no bound, undefined for most of all that there may be. */
  connectionsPerAddress: number | undefined;
  /** Who may read the metrics: everybody, this machine alone, or whoever brings the token. */
  metrics: MetricsReaders;
  /** Bytes of a batch or a sheet. */
  bodyLimit: number;
  /** Whether the one proxy in front is believed: the last entry of `X-Forwarded-For` is who called it. */
  trustProxy: boolean;
  /** Networks of one's own that webhooks, push services, Zalo and the sign-in provider may be in. */
  outgoingAllow: Networks;
  /** How long a browser stays signed in, in milliseconds. */
  sessions: { idle: number; absolute: number };
  /** Days for which a browser may stand for its owner's second factor; 0 for never. */
  trustBrowserDays: number;
  /** Whether admin and department roles must have one. */
  requireSecondFactor: boolean;
  /** Seals what the service must read again; a file of `dataDir` when absent. */
  secretKey: string | undefined;
  /** The provider through which people may sign in, too. */
  oidc: OidcSettings | undefined;
}

export type MetricsReaders = 'open' | 'loopback' | { token: string };

export interface OidcSettings {
  issuer: string;
  clientId: string;
  clientSecret: string;
}

/** What is wrong with the environment, one line a variable. */
export class ConfigError extends Error {}

/**
 * Reads the configuration.
 * @throws {ConfigError} naming every variable that is wrong, and why
 */
export function readConfig(env: Record<string, string | undefined> = process.env): Config {
  const parsed = schema.safeParse(env);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new ConfigError(`The configuration is not usable:\n  ${lines.join('\n  ')}`);
  }
  const value = parsed.data;
  return {
    host: value.HOST,
    port: value.PORT,
    dataDir: value.DATA_DIR,
    databaseUrl: value.DATABASE_URL,
    smtpUrl: value.SMTP_URL,
    mailFrom: value.MAIL_FROM,
    publicUrl: (value.PUBLIC_URL ?? `http://${value.HOST}:${value.PORT}`).replace(/\/$/, ''),
    logLevel: value.LOG_LEVEL,
    scheduler: value.SCHEDULER,
    rateLimit: value.RATE_LIMIT,
    connectionsPerAddress: value.CONNECTIONS_PER_ADDRESS,
    metrics: metricsReadersOf(value),
    bodyLimit: value.BODY_LIMIT_MB * 1024 * 1024,
    trustProxy: value.TRUST_PROXY,
    outgoingAllow: value.OUTGOING_ALLOW,
    sessions: { idle: value.SESSION_IDLE_MINUTES * 60_000, absolute: value.SESSION_HOURS * 3_600_000 },
    trustBrowserDays: value.TRUST_BROWSER_DAYS,
    requireSecondFactor: value.REQUIRE_SECOND_FACTOR,
    secretKey: value.SECRET_KEY,
    oidc: oidcOf(value),
  };
}

/** @throws {ConfigError} when a token is asked for and none is set, or the other way round */
function metricsReadersOf({ METRICS, METRICS_TOKEN: token }: z.infer<typeof schema>): MetricsReaders {
  if ((METRICS === 'token') !== (token !== undefined))
    throw new ConfigError('METRICS, METRICS_TOKEN: METRICS=token and a METRICS_TOKEN go together.');
  return token === undefined ? (METRICS as 'open' | 'loopback') : { token };
}

/** @throws {ConfigError} when some of the three are set and not all, or a provider elsewhere is asked without TLS */
function oidcOf(value: z.infer<typeof schema>): OidcSettings | undefined {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = value;
  if (issuer === undefined && clientId === undefined && clientSecret === undefined) return undefined;
  if (issuer === undefined || clientId === undefined || clientSecret === undefined)
    throw new ConfigError('OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET: all three, or none.');
  const { protocol, hostname } = new URL(issuer);
  if (protocol === 'http:' && !/^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname))
    throw new ConfigError('OIDC_ISSUER: a provider that is not on this machine is asked over https.');
  return { issuer, clientId, clientSecret };
}
