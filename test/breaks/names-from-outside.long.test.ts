import { afterAll, beforeAll, expect, it } from 'vitest';
import { pageAddresses } from '../support/page-addresses.ts';
import { routesOf } from '../support/routes.ts';
import { type Caller, startTestService, type TestService } from '../support/service.ts';

/** What every object answers to, though no table of ours holds it; a request may name it anywhere. */
const NAMES = ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf'];

/** Whatever a page or route reads from its address; names that a route does not know are refused or passed over. */
const PARAMETERS = [
  ...['done', 'programme', 'province', 'locality', 'indicator', 'group', 'colour', 'state', 'kind', 'view'],
  ...[
    'order',
    'sort',
    'shown',
    'day',
    'from',
    'to',
    'q',
    'page',
    'cursor',
    'format',
    'job',
    'action',
    'area',
  ],
  ...['role', 'channel', 'year', 'scope', 'year', 'language', 'tep', 'stored', 'error', 'owner', 'limit'],
];

let t: TestService;
let admin: Caller;
beforeAll(async () => {
  t = await startTestService();
  admin = await t.caller('admin', '*');
});
afterAll(() => t.stop());

it('no page or route fails for a name that every object answers to', { timeout: 120_000 }, async () => {
  const paths = routesOf(t)
    .filter(({ method }) => method === 'GET')
    .map(({ path }) => path)
    .filter((path) => !path.includes('*') && !path.startsWith('/docs'));
  expect(paths.length).toBeGreaterThan(60);
  const codes = (name: string, path: string) =>
    path
      .replaceAll(':code', '11737')
      .replaceAll(':locality', '11737')
      .replace(/:\w+(\(.*?\))?/g, encodeURIComponent(name));
  const addresses = new Set<string>();
  for (const path of paths)
    for (const [at, name] of NAMES.entries()) {
      addresses.add(path.replace(/:\w+(\(.*?\))?/g, encodeURIComponent(name)));
      // Strict routes name only their first unknown parameter's route, so each is asked by itself, too.
      for (const [place, parameter] of PARAMETERS.entries())
        if (parameter === 'done' || place % NAMES.length === at)
          addresses.add(`${codes(name, path)}?${parameter}=${name}`);
      addresses.add(`${codes(name, path)}?${name}=1`);
    }
  const failed: string[] = [];
  const queue = [...addresses];
  const work = async () => {
    for (let address = queue.pop(); address !== undefined; address = queue.pop()) {
      const { statusCode } = await t.service.server.inject({
        url: address,
        headers: { authorization: `Bearer ${admin.token}`, accept: 'text/html' },
      });
      if (statusCode >= 500 && !address.startsWith('/health')) failed.push(`${statusCode} ${address}`);
    }
  };
  await Promise.all(Array.from({ length: 8 }, work));
  expect(failed).toEqual([]);
});

it('nor does a page, of things that are there, for any parameter that it names itself', {
  timeout: 240_000,
}, async () => {
  const ask = (url: string) =>
    t.service.server.inject({
      url,
      headers: { authorization: `Bearer ${admin.token}`, accept: 'text/html' },
    });
  const addresses: string[] = [];
  for (const page of await pageAddresses(t)) {
    const { body, statusCode } = await ask(page);
    const linked = [...body.matchAll(/href="([^"#]*)\?([^"#]*)/g)].filter(
      ([, path]) => path === '' || path === page,
    );
    const named = [
      ...linked.flatMap(([, , query = '']) => [
        ...new URLSearchParams(query.replaceAll('&amp;', '&')).keys(),
      ]),
      ...[...body.matchAll(/<(?:input|select)[^>]* name="([^"]+)"/g)].map(([, name = '']) => name),
    ];
    for (const parameter of new Set([...named, 'done', 'sort', 'page', 'table', 'programme', 'next']))
      for (const name of NAMES) addresses.push(`${page}?${encodeURIComponent(parameter)}=${name}`);
    for (const name of NAMES) addresses.push(`${page}?format=csv&table=${name}&sort=${name}`);
    expect(statusCode).toBeLessThan(500);
  }
  expect(addresses.length).toBeGreaterThan(1_500);
  const failed: string[] = [];
  const work = async () => {
    for (let address = addresses.pop(); address !== undefined; address = addresses.pop()) {
      const { statusCode } = await ask(address);
      if (statusCode >= 500) failed.push(`${statusCode} ${address}`);
    }
  };
  await Promise.all(Array.from({ length: 8 }, work));
  expect(failed).toEqual([]);
});

it('nor in a body', async () => {
  const answers = await Promise.all(
    NAMES.filter((name) => name !== '__proto__').flatMap((name) => [
      admin.post('/api/v1/records', { locality: name, day: name, values: { [name]: 1 }, [name]: 1 }),
      admin.post('/api/v1/records', { locality: '11737', day: '2025-09-25', values: { [name]: true } }),
      admin.post('/api/v1/records/batch', {
        records: [{ locality: '11737', day: '2025-09-25', values: { [name]: { [name]: 1 } } }],
      }),
      admin.post('/api/v1/silences', { area: name, kind: name, endsAt: name, reason: name }),
      admin.post('/api/v1/imports', `locality,day,${name}\n11737,2025-09-25,${name}`, {
        'content-type': 'text/csv',
      }),
      admin.post(`/api/v1/localities/${name}/heartbeat`, { [name]: 1 }),
    ]),
  );
  expect(answers.filter(({ status }) => status >= 500 || status < 300)).toEqual(
    answers.filter(({ status, body }) => status === 200 && body.rejected === 1),
  );
});
