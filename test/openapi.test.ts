import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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

  it('can be read in a browser', async () => {
    const page = await fetch(`${t.address}/docs`);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('swagger-ui');
  });
});
