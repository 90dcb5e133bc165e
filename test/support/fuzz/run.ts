import type { Role } from '../../../src/access/principal.ts';
import { addDays, dayOf } from '../../../src/days.ts';
import { contact as contactTable } from '../../../src/db/tables/index.ts';
import { formToken } from '../../../src/http/form-token.ts';
import { createLog } from '../../../src/log.ts';
import { createMessageLinks } from '../../../src/outbox/message-link.ts';
import { createHold } from '../documented.ts';
import { createPerson, PASSWORD, sessionOf, signIn } from '../person.ts';
import { routesOf } from '../routes.ts';
import { type Caller, SECRET_KEY, startTestService, type TestService } from '../service.ts';
import { type Form, formsOf, linksOf } from './forms.ts';
import { createPool, type Pool } from './pool.ts';
import { createRandom, type Random } from './random.ts';
import { apiRequest, formRequest, operationsOf, pageRequest, pathOf, type Sending } from './requests.ts';
import { type Known, type Making, oddText } from './values.ts';

const NOW = '2025-09-25 10:00';
/** At once: what they do crosses, and which come together is the seed's choice. */
const TOGETHER = 8;
/** Between two rounds of the jobs, with time going by. */
const BETWEEN_ROUNDS = 400;
const MINUTES_BETWEEN_ROUNDS = 80;
/** Most requests have little odd in them, and get the farther for it. */
const ODDNESS = [0, 0, 0.02, 0.06, 0.15, 0.4];
/** A process is started for each of these; they are asked for less often, and are told to come again at times. */
const ASIDE = /^\/(api\/v1\/(imports|certificates\/(imports|files))|nhap-tep|chung-thu\/)/;

interface Actor {
  name: string;
  role: Role;
  area: string;
  /** Signs in by name and password; without it, by token. */
  login?: string;
  caller?: Caller;
  cookie?: string;
  /** What he has been shown. */
  links: Pool<string>;
  forms: Pool<Form>;
}

const WHO: Pick<Actor, 'name' | 'role' | 'area' | 'login'>[] = [
  { name: 'admin', role: 'admin', area: '*' },
  { name: 'admin of a province', role: 'admin', area: '31' },
  { name: 'department', role: 'department', area: '31' },
  { name: 'officer', role: 'officer', area: '11737' },
  { name: 'leader', role: 'leader', area: '11737' },
  { name: 'finance', role: 'finance', area: '31' },
  { name: 'viewer', role: 'viewer', area: '*' },
  { name: 'person who administers', role: 'admin', area: '*', login: 'quan.tri@tinh.example' },
  { name: 'person of a commune', role: 'officer', area: '10507', login: 'can.bo@xa.example' },
];

export interface Fuzzed {
  /** Requests that were answered by a failure of ours, or not as the reference says. */
  failed: string[];
  /** Rounds of jobs that failed on what had come in. */
  jobs: string[];
  /** Answers by first digit of their status. */
  counts: Record<string, number>;
  /** By method and route: how often which status was answered. */
  byRoute: Map<string, Record<string, number>>;
}

export interface Fuzzing {
  seed: number;
  requests: number;
  /** Whether there are accounts and alerts from the start, which take seconds to make. */
  full: boolean;
}

/** Sends odd requests to a service of its own. */
export async function fuzz(fuzzing: Fuzzing): Promise<Fuzzed> {
  const errors = new Map<string, string>();
  const log = createLog('error', {
    write: (line) => {
      const { reqId, err } = JSON.parse(line) as { reqId?: string; err?: { stack?: string } };
      if (reqId !== undefined) errors.set(reqId, err?.stack?.split('\n').slice(0, 6).join('\n') ?? line);
    },
  });
  const t = await startTestService({ now: NOW, log });
  try {
    return await sendAll(t, fuzzing, errors);
  } finally {
    await t.stop();
  }
}

async function sendAll(t: TestService, { seed, requests, full }: Fuzzing, errors: Map<string, string>) {
  const random = createRandom(seed);
  const actors = WHO.filter(({ login }) => full || !login).map(
    (who): Actor => ({ ...who, links: createPool(), forms: createPool() }),
  );
  for (const actor of actors) await enter(t, actor);
  const known = await whatIsKnown(t);
  await fill(t, known, actors);
  if (full) await openAlerts(t, known);
  const document = t.service.server.swagger() as unknown as Parameters<typeof operationsOf>[0] & {
    components: { schemas: Record<string, object> };
  };
  const hold = createHold(document);
  const making: Making = {
    ...{ random, known, oddness: 0 },
    resolve: (ref) => document.components.schemas[ref.split('/').at(-1) ?? ''] ?? {},
  };
  const operations = operationsOf(document);
  const pages = routesOf(t)
    .filter(({ method, path }) => method === 'GET' && !path.startsWith('/api/') && !path.includes('*'))
    .map(({ path }) => path)
    .filter((path) => !path.startsWith('/docs'));
  const posts = routesOf(t)
    .filter(({ method, path }) => method === 'POST' && !path.startsWith('/api/'))
    .map(({ path }) => path);
  const result: Fuzzed = { failed: [], jobs: [], counts: {}, byRoute: new Map() };
  let sent = 0;

  const make = (actor: Actor): Sending & { asPage: boolean } => {
    const kind = random.int(10);
    making.oddness = random.pick(ODDNESS);
    if (kind < 4) return { ...apiRequest(making, random.pick(operations)), asPage: false };
    // At times what another has been shown: of another area, or role.
    const { links, forms } = random.chance(0.85) ? actor : random.pick(actors);
    if (kind < 7) return { ...pageRequest(making, pages, links.pick(random)), asPage: true };
    const csrf = actor.cookie ? formToken(actor.cookie.split('=')[1] ?? '') : '';
    const shown = random.chance(0.85) ? forms.pick(random) : undefined;
    const action = pathOf(making, random.pick(posts));
    const form = shown ?? { action, method: 'POST', multipart: false, fields: anyFields(random) };
    return { ...formRequest(making, form, random.chance(0.98) ? csrf : 'x'), asPage: true };
  };

  while (sent < requests) {
    const round = Array.from({ length: Math.min(TOGETHER, requests - sent) }, () => {
      // Who administers is let do the most.
      const actor = random.chance(0.4) ? (actors[0] as Actor) : random.pick(actors);
      let made = make(actor);
      for (let again = 0; ASIDE.test(made.url) && made.method === 'POST' && again < 4; again += 1)
        made = make(actor);
      sent += 1;
      return { actor, made, id: `odd-${sent}` };
    });
    const answers = await Promise.all(
      round.map(async ({ actor, made, id }) => {
        const byCookie = made.asPage && actor.cookie !== undefined;
        const answer = await t.service.server.inject({
          method: made.method as 'GET',
          url: made.url,
          ...(made.payload !== undefined && { payload: made.payload }),
          headers: {
            ...made.headers,
            ...(byCookie ? { cookie: actor.cookie } : { authorization: `Bearer ${actor.caller?.token}` }),
            ...{ accept: made.asPage ? 'text/html' : '*/*', 'x-request-id': id },
          },
        });
        return { actor, made, id, byCookie, answer };
      }),
    );
    for (const { actor, made, id, byCookie, answer } of answers) {
      const { statusCode: status, headers, body } = answer;
      const kind = `${Math.floor(status / 100)}xx`;
      result.counts[kind] = (result.counts[kind] ?? 0) + 1;
      const of = `${actor.name}, ${id}: ${made.method} ${made.url.slice(0, 300)} ${String(made.payload ?? '').slice(0, 700)}`;
      if (status >= 500 && !(status === 503 && (mayBeBusy(made) || isBusy(errors.get(id)))))
        result.failed.push(`${status} for ${of}\n${errors.get(id) ?? body.slice(0, 300)}`);
      else if (made.url.startsWith('/api/') && !(status === 404 && isNobodys(made.url))) {
        try {
          const type = String(headers['content-type'] ?? '');
          hold(made.method, made.url, {
            ...{ status, headers: new Headers({ 'content-type': type }) },
            body: /json/.test(type) ? JSON.parse(body) : body,
          });
        } catch (error) {
          result.failed.push(`${(error as Error).message} for ${of}`);
        }
      }
      if (status === 200 && String(headers['content-type']).startsWith('text/html')) {
        for (const link of linksOf(body)) actor.links.add(link, link);
        for (const form of formsOf(body, made.url)) actor.forms.add(`${form.method} ${form.action}`, form);
      }
      const signedOut = status === 401 || (status === 302 && /^\/dang-nhap/.test(String(headers.location)));
      if (byCookie && (signedOut || made.url.startsWith('/dang-xuat'))) await enter(t, actor);
      else if (!byCookie && status === 401) await enter(t, actor);
    }
    if (sent % BETWEEN_ROUNDS < TOGETHER) await goOn(t, known, result);
  }
  await goOn(t, known, result);
  result.byRoute = await routesAnswered(t);
  return result;
}

/** With nothing where a name belongs it may be the address of no operation. */
const isNobodys = (url: string) => url.split('?', 1)[0]?.includes('//');

/** Who asks for too much at once is told to come again: that is an answer, and its error says so. */
const isBusy = (error = '') => /^\w+: Too many /.test(error);

const mayBeBusy = ({ method, url }: Sending) =>
  (method === 'POST' && ASIDE.test(url)) || url.startsWith('/health/');

/** Signs in, anew when what he had was taken from him meanwhile. */
async function enter(t: TestService, actor: Actor): Promise<void> {
  if (actor.login !== undefined && actor.caller === undefined)
    await createPerson(t, { login: actor.login, role: actor.role, area: actor.area });
  const before = actor.caller;
  const stillKnown = before && (await before.get('/api/v1/localities?limit=1')).status < 400;
  if (!stillKnown) actor.caller = await t.caller(actor.role, actor.area);
  const byPassword = actor.login && cookieNamed(await signIn(t, actor.login, PASSWORD));
  actor.cookie = byPassword || (await sessionOf(t, (actor.caller as Caller).token));
}

const cookieNamed = (answer: Response): string =>
  answer.headers
    .getSetCookie()
    .find((cookie) => cookie.startsWith('phuxanh='))
    ?.split(';')[0] ?? '';

/** Names of fields of forms that nobody has been shown. */
function anyFields(random: Random): Form['fields'] {
  const names = [
    'code',
    'day',
    'area',
    'role',
    'reason',
    'kind',
    'locality',
    'email',
    'name',
    'action',
    'language',
  ];
  names.push(
    'owner',
    'promisedOn',
    'note',
    'login',
    'password',
    'link',
    'token',
    'startsAt',
    'endsAt',
    'tep',
  );
  return names
    .filter(() => random.chance(0.3))
    .map((name) => ({ name, values: [oddText(random), oddText(random)], file: false }));
}

/** What requests may well mean by the names that they use. */
async function whatIsKnown(t: TestService): Promise<Known> {
  const registry = await t.service.registry.fresh();
  const localities = ['11737', '10507', '10888', '10525', '10903', '00004', '11738'];
  const areas = ['*', '31', '01', '11737', '10507'];
  const ids = Array.from({ length: 12 }, (_, at) => String(at + 1));
  const byName = new Map<string, string[]>();
  const say = (names: string, values: string[]) => {
    for (const name of names.split(' ')) byName.set(name, values);
  };
  say('code locality', localities);
  say('area scope', areas);
  say('province', ['31', '01', '79', '00']);
  say(
    'indicator',
    [...registry.indicators].map(({ code }) => code),
  );
  say('programme', [...registry.programmes.keys()]);
  say('alert silence id person contact token exception message digest hook file', ids);
  say('role', ['officer', 'leader', 'department', 'admin', 'viewer']);
  say('channel', ['email', 'web-push', 'zalo-oa', 'zalo-zns', 'webhook']);
  say('job', ['collect', 'close-day', 'review', 'alert', 'digest', 'dispatch', 'housekeeping']);
  say('state', [
    'open',
    'acknowledged',
    'resolved',
    'up',
    'down',
    'valid',
    'expired',
    'sent',
    'waiting',
    'failed',
  ]);
  say('format', ['json', 'csv', 'xlsx']);
  say('kind', ['personal', 'device', 'record_missing', 'regressed', 'gap_deadline', 'network_down']);
  say('limit', ['1', '2', '5000', '100']);
  say('colour', ['green', 'yellow', 'red', 'grey']);
  say('email login', ['can.bo@xa.example', 'quan.tri@tinh.example', 'moi@xa.example']);
  say('slug', ['bao-cao', 'khong-co']);
  return { today: dayOf(t.clock.now()), byName };
}

/** Something of everything, so that pages have rows and forms to show. */
async function fill(t: TestService, known: Known, [admin]: Actor[]): Promise<void> {
  const { post } = (admin as Actor).caller as Caller;
  const value = { 'network.lan': true, 'certificate.personal': { have: 3, need: 9 } };
  for (const [at, locality] of (known.byName.get('locality') ?? []).slice(0, 5).entries())
    for (const back of [2, 1, 0])
      if ((at + back) % 3 !== 0)
        await post('/api/v1/records', { locality, day: addDays(known.today, -back), values: value });
  await post('/api/v1/silences', { area: '10507', endsAt: '2025-09-28T10:00:00+07:00', reason: 'Bão số 5' });
  const tokens: string[] = [];
  for (const locality of ['11737', '10507']) {
    const { body } = await post(`/api/v1/localities/${locality}/heartbeat`, {});
    tokens.push(String(body.address).split('/').at(-1) ?? '');
  }
  const certificate = {
    locality: '11737',
    kind: 'personal',
    holder: 'Nguyễn Văn A',
    issuer: 'CA',
    serial: '01',
  };
  await post('/api/v1/certificates', { ...certificate, validFrom: '2025-01-01', validTo: '2025-10-05' });
  const contact = { role: 'officer' as const, position: 'công chức', email: 'can.bo@xa.example' };
  await t.db.orm.insert(contactTable).values({ ...contact, locality: '11737', name: 'Trần Thị B' });
  known.byName.set('token', [...tokens, '1', '2', '3']);
}

/** The jobs open alerts and write messages, whose links may be followed from then on. */
async function openAlerts(t: TestService, { byName }: Known): Promise<void> {
  t.clock.set('2025-09-25 15:00');
  await t.tick();
  const sent = await t.db.sql<{ id: string }[]>`select id from outbox limit 5`;
  const links = createMessageLinks(SECRET_KEY);
  byName.get('token')?.push(...sent.map(({ id }) => links.sign(id)));
}

/** Time goes by, and the jobs meet what has come in. */
async function goOn(t: TestService, known: Known, result: Fuzzed): Promise<void> {
  t.clock.set(new Date(t.clock.now().getTime() + MINUTES_BETWEEN_ROUNDS * 60_000));
  known.today = dayOf(t.clock.now());
  await t.tick();
  const failed = await t.db.sql<{ job: string; error: string }[]>`
    select job, error from job_run where outcome = 'failed' or (outcome = 'running' and error is not null)`;
  for (const { job, error } of failed)
    if (!result.jobs.includes(`${job}: ${error}`)) result.jobs.push(`${job}: ${error}`);
}

/** As the service counts them itself. */
async function routesAnswered(t: TestService): Promise<Fuzzed['byRoute']> {
  const byRoute: Fuzzed['byRoute'] = new Map();
  const { body } = await t.service.server.inject('/metrics');
  const lines = body.matchAll(
    /^phuxanh_http_request_seconds_count\{route="(.*?)",method="(\w+)",status="(\d+)"\} (\d+)/gm,
  );
  for (const [, route, method, status = '', count] of lines) {
    const key = `${method} ${route}`;
    byRoute.set(key, { ...byRoute.get(key), [status]: Number(count) });
  }
  return byRoute;
}
