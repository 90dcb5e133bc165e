import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { greenValues } from '../support/records.ts';
import { type Answer, type Caller, startTestService, type TestService } from '../support/service.ts';

/** A server that only reads for now, or lets nobody further in: "not now", with when to come again. */
describe('a database that refuses', () => {
  const day = '2025-09-25';
  let other: postgres.Sql;
  let name: string;
  let t: TestService;
  let department: Caller;
  let values: Record<string, unknown>;
  beforeAll(async () => {
    t = await startTestService({ now: `${day} 08:00` });
    other = postgres({ ...t.connection, max: 1, idle_timeout: 0, onnotice: () => {} });
    const [row] = await other<{ name: string }[]>`select quote_ident(current_database()) as name`;
    name = row?.name ?? '';
    department = await t.caller('department', '31');
    values = greenValues(await t.service.registry.fresh(), day);
    expect((await post()).status).toBe(201);
  });
  afterAll(async () => {
    await other.end();
    await t.stop();
  });

  const locality = '11737';
  let sent = 0;
  const post = () => department.post('/api/v1/records', { locality, day, values, note: `lần ${sent++}` });
  /** Changes what holds for new sessions, and ends those that there are. */
  const change = async (what: string) => {
    await other.unsafe(`alter database ${name} ${what}`);
    await other`select pg_terminate_backend(pid, 5000) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'`;
  };
  const isRefused = ({ status, headers, body }: Answer) => {
    expect([status, body.code, headers.get('retry-after')]).toEqual([503, 'unavailable', '5']);
  };

  it('that only reads (25006) is 503 for whoever writes, and reads go on', async () => {
    await change('set default_transaction_read_only = on');
    isRefused(await post());
    isRefused(await department.post('/api/v1/records/batch', { records: [{ locality, day, values }] }));
    expect((await department.get(`/api/v1/localities/${locality}/records/${day}`)).status).toBe(200);
    await change('reset default_transaction_read_only');
    expect((await post()).status).toBe(201);
  });

  it('that has too many connections (53300) is 503, and serves once there is room', async () => {
    await change('connection limit 0');
    isRefused(await post());
    isRefused(await department.post('/api/v1/records/batch', { records: [{ locality, day, values }] }));
    isRefused(await department.get('/api/v1/localities'));
    const page = await fetch(`${t.address}/dang-nhap`, { headers: { accept: 'text/html' } });
    expect([200, 503]).toContain(page.status);
    await change('connection limit -1');
    expect((await post()).status).toBe(201);
  });
});
