import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROLES, type Role } from '../src/access/principal.ts';
import { startTestService, type TestService } from './support/service.ts';

/** Answers of what needs no credentials; the address of a network is its own permission, and this one is nobody's. */
const PUBLIC: Record<string, number> = {
  '/health/live': 200,
  '/health/ready': 200,
  '/metrics': 200,
  '/beat/{token}': 404,
  '/calendar/{file}': 404,
  '/api/v1/open/{province}': 404,
  '/api/v1/open/{province}/dictionary': 404,
};
const ADMIN_ONLY = [
  ...['/api/v1/outbox', '/api/v1/jobs', '/api/v1/audit'],
  ...['/api/v1/people', '/api/v1/people/rollout', '/api/v1/people/template'],
];
const HEARTBEAT = '/api/v1/localities/{code}/heartbeat';
const CALLS = '/api/v1/localities/{code}/calls';
const WRITERS: Role[] = ['officer', 'department', 'admin'];
const FUNDERS: Role[] = ['finance', 'admin'];
const READ_MONEY: Role[] = ['department', ...FUNDERS];
const PROPOSAL = '/api/v1/funding/proposals/{id}';
/** Routes that change something, with who may. */
const WRITES: Record<string, Role[]> = {
  '/api/v1/records': WRITERS,
  '/api/v1/records/batch': WRITERS,
  '/api/dataValueSets': WRITERS,
  '/api/dataValueSets.json': WRITERS,
  '/api/{version}/dataValueSets': WRITERS,
  '/api/v1/exchange/codes': ['admin'],
  '/api/v1/open/{province}/settings': ['admin'],
  '/api/v1/imports': WRITERS,
  [HEARTBEAT]: WRITERS,
  '/api/v1/certificates': WRITERS,
  '/api/v1/certificates/files': WRITERS,
  '/api/v1/certificates/imports': WRITERS,
  '/api/v1/certificates/{id}/withdrawal': WRITERS,
  '/api/v1/alerts/{alert}/acknowledgement': [...WRITERS, 'leader'],
  '/api/v1/alerts/acknowledgements': [...WRITERS, 'leader'],
  '/api/v1/gaps/promises': [...WRITERS, 'leader'],
  '/api/v1/gaps/{locality}/{indicator}/promise': [...WRITERS, 'leader'],
  '/api/v1/calendar': ['admin'],
  '/api/v1/programmes': ['admin'],
  '/api/v1/programmes/{code}': ['admin'],
  '/api/v1/people/import': ['admin'],
  '/api/v1/people/invitations': ['admin'],
  '/api/v1/documents': ['department', 'admin'],
  '/api/v1/documents/{id}': ['department', 'admin'],
  '/api/v1/documents/{id}/refresh': ['department', 'admin'],
  '/api/v1/documents/{id}/issue': ['department', 'admin'],
  '/api/v1/documents/{id}/signed': ['department', 'admin'],
  '/api/v1/reports': ['department', 'admin'],
  '/api/v1/reports/{id}': ['department', 'admin'],
  '/api/v1/reports/{id}/submission': ['department', 'admin'],
  '/api/v1/reports/{id}/approval': ['leader', 'admin'],
  '/api/v1/reports/{id}/return': ['leader', 'admin'],
  '/api/v1/reports/{id}/correction': ['department', 'admin'],
  '/api/v1/reports/{id}/remarks/{remark}/taking': ['department', 'admin'],
  '/api/v1/report-remarks': ['officer', 'department', 'leader', 'admin'],
  '/api/v1/report-remarks/{remark}/withdrawal': ['officer', 'department', 'leader', 'admin'],
  '/api/v1/report-layout': ['department', 'admin'],
  '/api/v1/report-templates': ['department', 'admin'],
  '/api/v1/report-templates/built-in': ['department', 'admin'],
  '/api/v1/report-templates/{id}/use': ['department', 'admin'],
  '/api/v1/criteria-sets': ['department', 'admin'],
  '/api/v1/criteria-sets/import': ['department', 'admin'],
  '/api/v1/scores/{set}/{period}/{locality}/evidence': ['officer', 'admin'],
  '/api/v1/scores/{set}/{period}/{locality}/self': ['officer', 'admin'],
  '/api/v1/scores/{set}/{period}/{locality}/objection': ['officer', 'admin'],
  '/api/v1/scores/{set}/{period}/{locality}/verification': ['department', 'admin'],
  '/api/v1/scores/{set}/{period}/{locality}/answer': ['department', 'admin'],
  '/api/v1/scores/{set}/{period}/publication': ['department', 'admin'],
  '/api/v1/scores/{set}/{period}/approval': ['leader', 'admin'],
  '/api/v1/scores/{set}/{period}/correction': ['department', 'admin'],
  '/api/v1/plans': ['department', 'admin'],
  '/api/v1/plans/{code}': ['department', 'admin'],
  '/api/v1/plans/{code}/tasks': ['department', 'admin'],
  '/api/v1/plans/{code}/import': ['department', 'admin'],
  '/api/v1/tasks/{id}': ['department', 'admin'],
  '/api/v1/tasks/{id}/progress': ['officer', 'department', 'finance', 'admin'],
  '/api/v1/tasks/{id}/claim': ['officer', 'department', 'finance', 'admin'],
  '/api/v1/tasks/{id}/files': ['officer', 'department', 'finance', 'admin'],
  '/api/v1/tasks/{id}/confirmation': ['department', 'admin'],
  '/api/v1/tasks/{id}/deadline': ['department', 'admin'],
  '/api/v1/tasks/{id}/cancellation': ['department', 'admin'],
  '/api/v1/targets': ['department', 'admin'],
  '/api/v1/targets/{id}/end': ['department', 'admin'],
  '/api/v1/funding/requirement': READ_MONEY,
  '/api/v1/funding/prices': FUNDERS,
  '/api/v1/funding/prices/{id}/withdrawal': FUNDERS,
  '/api/v1/funding/proposals': FUNDERS,
  [PROPOSAL]: FUNDERS,
  ...Object.fromEntries(
    [
      ...['submission', 'approval', 'return', 'allocations', 'deliveries', 'acceptances', 'disbursements'],
      'deliveries/{delivery}/minutes',
    ].map((name) => [`${PROPOSAL}/${name}`, FUNDERS]),
  ),
  '/api/v1/reminders': ['department', 'leader', 'admin'],
  [CALLS]: ['department', 'leader', 'admin'],
  '/api/v1/silences': ['department', 'admin'],
  '/api/v1/silences/{silence}/end': ['department', 'admin'],
};

interface Operation {
  method: string;
  path: string;
}

/** Every route of the reference, asked by everybody: what a route forgets to guard shows here. */
describe('who may call what', () => {
  let t: TestService;
  let operations: Operation[];
  beforeAll(async () => {
    t = await startTestService();
    const document = (await (await fetch(`${t.address}/docs/json`)).json()) as {
      paths: Record<string, object>;
    };
    operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => ({ method: method.toUpperCase(), path })),
    );
  });
  afterAll(() => t.stop());

  const call = async ({ method, path }: Operation, code: string, token?: string) => {
    const url = t.address + path.replace('{code}', code).replace('{day}', '2025-09-25');
    const init: RequestInit = {
      method,
      headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    };
    if (method === 'POST' || method === 'PATCH') {
      init.body = '{}';
      init.headers = { ...init.headers, 'content-type': 'application/json' };
    }
    const answer = await fetch(url, init);
    // An answer left unread keeps its connection busy, and the service waits for it when it stops.
    await answer.arrayBuffer();
    return answer.status;
  };

  it('knows the routes', () => expect(operations.length).toBeGreaterThan(15));

  it('asks everybody for credentials, but for what is public', async () => {
    for (const operation of operations) {
      const expected = PUBLIC[operation.path] ?? 401;
      for (const token of [undefined, 'px_wrong', ''])
        expect([operation, await call(operation, '11737', token)]).toEqual([operation, expected]);
    }
  });

  it('lets each role do what is its own', async () => {
    for (const role of ROLES) {
      const { token } = await t.caller(role, '31');
      for (const operation of operations) {
        if (operation.path in PUBLIC) continue;
        const writers = operation.method === 'GET' ? undefined : WRITES[operation.path];
        const allowed = writers
          ? writers.includes(role)
          : role === 'admin' ||
            (operation.path.startsWith('/api/v1/funding/')
              ? READ_MONEY.includes(role)
              : !ADMIN_ONLY.includes(operation.path));
        const status = await call(operation, '11737', token);
        expect([role, operation, status === 403]).toEqual([role, operation, !allowed]);
      }
    }
  });

  it('answers for another area as if it were not there', async () => {
    const inside = operations.filter(({ path }) => path.includes('localities/{code}'));
    const writes = inside.filter(({ method }) => method !== 'GET');
    expect(inside.length).toBeGreaterThan(2);
    expect(writes.length).toBeGreaterThan(2);
    for (const [role, area] of [
      ['officer', '11737'],
      ['department', '31'],
      ['viewer', '31'],
    ] as const) {
      const { token } = await t.caller(role, area);
      for (const operation of inside) {
        const isWrite = writes.includes(operation);
        if (isWrite && !(WRITES[operation.path] ?? WRITERS).includes(role)) continue;
        if (!isWrite) expect([operation, await call(operation, '11737', token)]).toEqual([operation, 200]);
        expect([operation, await call(operation, '00004', token)]).toEqual([operation, 404]);
        expect([operation, await call(operation, 'no-such', token)]).toEqual([operation, 404]);
      }
    }
  });

  it('shows lists of one’s own area only', async () => {
    const officer = await t.caller('officer', '11737');
    await t.tick();
    const { body: status } = await officer.get('/api/v1/status');
    expect(status.items.map((one: { locality: { code: string } }) => one.locality.code)).toEqual(['11737']);
    expect(status.summary.expected).toBe(1);
    const { body: gaps } = await officer.get('/api/v1/gaps?limit=5000');
    expect(new Set(gaps.items.map((one: { locality: { code: string } }) => one.locality.code))).toEqual(
      new Set(['11737']),
    );
    expect((await officer.get('/api/v1/localities?limit=5000')).body.items).toHaveLength(1);
  });

  it('refuses a revoked token from the next request on', async () => {
    const { token, get } = await t.caller('viewer', '*');
    expect((await get('/api/v1/indicators')).status).toBe(200);
    await t.db.sql`update token set revoked_at = now() where name = 'viewer *'`;
    expect((await get('/api/v1/indicators')).status).toBe(401);
    expect(token).toMatch(/^px_/);
  });

  it('keeps no token, only its hash', async () => {
    const { token } = await t.caller('viewer', '*');
    const rows = await t.db.sql`select * from token`;
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  it('limits requests a token and minute, and says when to come again', async () => {
    const limited = await startTestService({ config: { rateLimit: 3 } });
    const caller = await limited.caller('viewer', '*');
    const other = await limited.caller('leader', '*');
    const statuses = [];
    for (let i = 0; i < 4; i++) statuses.push((await caller.get('/api/v1/indicators')).status);
    expect(statuses).toEqual([200, 200, 200, 429]);
    const refused = await caller.get('/api/v1/indicators');
    expect(refused).toMatchObject({ status: 429, body: { code: 'rate_limited' } });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await other.get('/api/v1/indicators')).status).toBe(200);
    await limited.stop();
  });

  it('sends headers that keep a browser in', async () => {
    const { headers } = await fetch(`${t.address}/health/live`);
    expect(headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(headers.get('content-security-policy')).not.toContain('unsafe-inline');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });
});
