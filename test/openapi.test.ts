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

  it('can be read in a browser', async () => {
    const page = await fetch(`${t.address}/docs`);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('swagger-ui');
  });
});
