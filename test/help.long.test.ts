import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROLES } from '../src/access/principal.ts';
import { GUIDES } from '../src/pages/help/guides.ts';
import { PICTURES } from '../src/pages/help/pictures.ts';
import { sessionOf } from './support/person.ts';
import { startTestService, type TestService } from './support/service.ts';

const PAGES = join(import.meta.dirname, '../src/pages');
const FOLDER = join(import.meta.dirname, '../src/pages/assets/pictures');

describe('help', () => {
  let t: TestService;
  let cookie: string;
  beforeAll(async () => {
    t = await startTestService({ now: '2025-09-26 09:00' });
    cookie = await sessionOf(t, (await t.caller('finance', '31')).token);
  });
  afterAll(() => t.stop());

  const page = async (path: string, more = '') => {
    const answer = await fetch(t.address + path, {
      headers: { accept: 'text/html', cookie: `${cookie}${more}` },
    });
    return { status: answer.status, text: await answer.text() };
  };

  it('has a page for every role, each once', () => {
    expect(GUIDES.map(({ role }) => role).sort()).toEqual([...ROLES].sort());
    expect(new Set(GUIDES.map(({ slug }) => slug)).size).toBe(GUIDES.length);
  });

  it('opens on the reader’s own role', async () => {
    expect((await page('/tro-giup')).text).toContain('<h2>Sở Tài chính</h2>');
    expect((await page('/tro-giup', '; language=en')).text).toContain('<h2>The department of finance</h2>');
  });

  it.each(GUIDES)('shows $slug with pictures that can be seen', async ({ slug, tasks }) => {
    const { status, text } = await page(`/tro-giup/${slug}`);
    expect(status).toBe(200);
    const shown = [...text.matchAll(/<img src="([^"]+)"/g)].map((found) => found[1] ?? '');
    expect(shown).toHaveLength(tasks.filter(({ picture }) => picture !== null).length);
    for (const src of shown) {
      const answer = await fetch(t.address + src);
      expect([src, answer.status, answer.headers.get('content-type')]).toEqual([src, 200, 'image/webp']);
    }
  });

  it('leads to pages that there are', async () => {
    const admin = await sessionOf(t, (await t.caller('admin', '*')).token);
    const places = new Set(GUIDES.flatMap(({ tasks }) => tasks.map(({ href }) => href ?? '/')));
    for (const place of places) {
      const answer = await fetch(t.address + place, { headers: { accept: 'text/html', cookie: admin } });
      expect([place, answer.status]).toEqual([place, 200]);
    }
  });

  it('leads nobody to the work of another role', async () => {
    expect((await page('/tro-giup/so-tai-chinh')).text).toContain('Mở trang này');
    expect((await page('/tro-giup/quan-tri')).text).not.toContain('Mở trang này');
  });

  it('calls each button what it is called', () => {
    const pages = readdirSync(PAGES, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.tsx'),
    );
    const words = pages.map((name) => readFileSync(join(PAGES, name), 'utf8')).join('\n');
    const steps = GUIDES.flatMap(({ tasks }) => tasks.flatMap((task) => task.steps.flat()));
    const named = steps.flatMap((step) =>
      [...step.matchAll(/(?:bấm|press) “([^”]+)”/g)].map(([, name]) => name),
    );
    expect(named.length).toBeGreaterThan(5);
    for (const name of named) expect([name, words.includes(`'${name}'`)]).toEqual([name, true]);
  });

  it('knows no other role', async () => {
    expect((await page('/tro-giup/khac')).status).toBe(404);
  });

  it('has each picture taken by the script, and shows each', () => {
    const taken = readdirSync(FOLDER).sort();
    expect(taken).toEqual(
      Object.keys(PICTURES)
        .map((name) => `${name}.webp`)
        .sort(),
    );
    const shown = new Set(GUIDES.flatMap(({ tasks }) => tasks.flatMap(({ picture }) => picture ?? [])));
    expect([...shown].sort()).toEqual(Object.keys(PICTURES).sort());
  });
});
