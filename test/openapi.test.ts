import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiDocument, operationsOf } from '../src/pages/reference/document.ts';
import { SUMMARIES } from '../src/pages/reference/summaries.ts';
import { startTestService, type TestService } from './support/service.ts';

describe('the API reference', () => {
  let t: TestService;
  beforeAll(async () => {
    t = await startTestService();
  });
  afterAll(() => t.stop());

  it('is the document that other systems were given', async () => {
    const answer = await fetch(`${t.address}/docs/json`);
    const document = (await answer.json()) as {
      openapi: string;
      paths: Record<string, Record<string, unknown>>;
    };
    expect(document.openapi).toBe('3.1.0');
    await expect(`${JSON.stringify(document, null, 2)}\n`).toMatchFileSnapshot('openapi.json');
  });

  it('has an example that works on its day', async () => {
    const document = (await (await fetch(`${t.address}/docs/json`)).json()) as {
      paths: {
        '/api/v1/records': {
          post: {
            requestBody: {
              content: Record<
                string,
                { schema: { properties: Record<string, { example: unknown; anyOf?: unknown }> } }
              >;
            };
          };
        };
      };
    };
    const { properties } = document.paths['/api/v1/records'].post.requestBody.content['application/json']
      ?.schema ?? { properties: {} };
    const example = Object.fromEntries(
      ['locality', 'day', 'values', 'note'].map((name) => [name, properties[name]?.example]),
    );
    t.clock.set(`${example.day} 08:00`);
    const department = await t.caller('department', '31');
    expect((await department.post('/api/v1/records', example)).status).toBe(201);
  });

  it('holds for what comes', async () => {
    const department = await t.caller('department', '31');
    const paths = ['localities', 'indicators', 'status', 'gaps', 'gaps?format=csv', 'gaps?format=xlsx'];
    paths.push('imports/template?format=csv', 'imports/template', 'certificates', 'heartbeats', 'alerts');
    paths.push('silences', 'outbox', 'gaps?limit=0', 'localities/99999', `localities/${'9'.repeat(300)}`);
    paths.push('nothing', 'localities/%zz/status');
    for (const path of paths) await department.get(`/api/v1/${path}`);
    for (const [path, body] of [
      ['records', {}],
      ['records', '{'],
      ['records/batch', { records: [{}] }],
      ['records/batch?atomic=true', { records: [{}] }],
      ['imports', 'a,b'],
      ['silences', {}],
    ] as const)
      await department.post(`/api/v1/${path}`, body);
    await department.post('/api/v1/imports', 'a,b', { 'content-type': 'text/csv' });
  });

  it('is read by people, in their language and under the policy of all pages', async () => {
    const get = async (path: string, headers = {}) => {
      const answer = await fetch(`${t.address}${path}`, { headers: { accept: 'text/html', ...headers } });
      return {
        status: answer.status,
        policy: answer.headers.get('content-security-policy'),
        text: await answer.text(),
      };
    };
    const whole = await get('/docs');
    expect(whole.status).toBe(200);
    expect(whole.policy).not.toContain('unsafe-inline');
    expect(whole.text).not.toMatch(/<script(?![^>]* src=)|\sstyle=/);
    expect(whole.text).toContain('<h1>Tài liệu API</h1>');
    expect(whole.text).toContain('Gửi báo cáo của một đơn vị trong một ngày');
    expect((await get('/docs', { cookie: 'language=en' })).text).toContain(
      'Post the record of a locality and day',
    );
    const parts = [
      ...new Set([...whole.text.matchAll(/href="(\/docs\/[^"#]+)"/g)].map(([, path]) => path ?? '')),
    ];
    expect(parts).toContain('/docs/records');
    for (const path of parts.filter((one) => !/json|yaml/.test(one))) {
      const page = await get(path);
      expect(page.status, path).toBe(200);
      // Each place that the first page leads to is there.
      for (const [, id] of whole.text.matchAll(new RegExp(`href="${path}#([^"]+)"`, 'g')))
        expect(page.text, path).toContain(`id="${id}"`);
    }
    expect((await get('/docs/records')).text).toContain('bắt buộc');
    expect((await get('/docs/nothing')).status).toBe(404);
    expect(await (await fetch(`${t.address}/docs/yaml`)).text()).toMatch(/^openapi: 3\.1\.0/);
  });

  it('tells nothing of calls that are not there', () => {
    const names = operationsOf(t.service.server.swagger() as ApiDocument).map(({ name }) => name);
    expect(Object.keys(SUMMARIES).filter((name) => !names.includes(name))).toEqual([]);
  });
});
