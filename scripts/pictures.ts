import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { z } from 'zod';
import { instantOf } from '../src/days.ts';
import { PICTURES, type Picture } from '../src/pages/help/pictures.ts';
import { CHROMIUM } from '../test/support/browser.ts';
import { createClient } from './demo/client.ts';
import { openAccounts } from './demo/people.ts';
import { invite, replay } from './demo/replay.ts';
import { type Cleanup, type Demo, startDemo } from './demo/start.ts';

/**
 * `npm run pictures`: takes the pictures of the help pages and of the README from the real screens, so that
 * they stay true. Plays the demo's two days and looks at the morning after, in Chromium.
 */
const FOLDER = 'src/pages/assets/pictures';
const README_PICTURE = 'scripts/pictures/board.png';
const MORNING = '08:12';

async function main(cleanup: Cleanup): Promise<void> {
  if (CHROMIUM === undefined) throw new Error('Pictures need Chromium.');
  const demo = await startDemo(false, cleanup);
  const tokens = await invite(demo);
  await replay(demo, tokens, new AbortController().signal);
  const registry = await demo.service.registry.fresh();
  const day = registry.calendar(demo.programme).nthAfter(demo.days[1], 1);
  demo.clock.set(instantOf(day, MORNING));
  await demo.service.scheduler.tick();
  const { code, place } = await nearlyGreen(demo, tokens.department);
  const officer = { area: code, place };
  const { password } = await openAccounts(
    demo.db.orm,
    { province: demo.province, officer },
    demo.clock.now(),
  );

  await mkdir(FOLDER, { recursive: true });
  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    // Fields of days follow the browser's own language, not the page's.
    args: ['--lang=vi'],
    env: { ...process.env, LANGUAGE: 'vi' },
  });
  cleanup.push(async () => await browser.close());
  for (const [name, picture] of Object.entries<Picture>(PICTURES)) {
    const page = await openPage(browser, demo.address, picture, password);
    const path = picture.path.replace(':code', code);
    await page.goto(demo.address + path, { waitUntil: 'networkidle' });
    for (const step of picture.clicks ?? []) await page.click(step);
    if (picture.waitFor !== undefined) await page.waitForSelector(picture.waitFor);
    await page.evaluate('document.fonts.ready');
    await writeFile(join(FOLDER, `${name}.webp`), await webpOf(page));
    await page.context().close();
    console.log(`${name}.webp  ${path}`);
  }
  // The day that the demo sums up, down to the end of the map.
  const page = await openPage(browser, demo.address, { ...PICTURES.board, height: 1500 }, password);
  await page.goto(`${demo.address}/bang-theo-doi?day=${demo.days[1]}`, { waitUntil: 'networkidle' });
  await page.screenshot({ path: README_PICTURE });
}

/** A unit that lacks a little, so that pictures show what there is to do. */
async function nearlyGreen(demo: Demo, token: string): Promise<{ code: string; place: string }> {
  const client = createClient(demo.address, token);
  const { items } = await client.get(`/api/v1/status?province=${demo.province}&limit=5000`, statuses);
  const [best] = items
    .filter(({ colour, percent }) => colour === 'yellow' && percent !== null)
    .sort((a, b) => (b.percent ?? 0) - (a.percent ?? 0));
  if (!best) throw new Error('Every unit is green, or none is near.');
  return { code: best.locality.code, place: `${best.locality.type} ${best.locality.name}` };
}

const statuses = z.object({
  items: z.array(
    z.object({
      locality: z.object({ code: z.string(), type: z.string(), name: z.string() }),
      colour: z.string(),
      percent: z.number().nullable(),
    }),
  ),
});

async function openPage(
  browser: Browser,
  address: string,
  { width, height, login }: Pick<Picture, 'width' | 'height' | 'login'>,
  password: string,
): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width, height },
    locale: 'vi-VN',
    serviceWorkers: 'block',
  });
  const page = await context.newPage();
  if (login === null) return page;
  await page.goto(`${address}/dang-nhap`);
  await page.fill('#login', login);
  await page.fill('#password', password);
  await page.press('#password', 'Enter');
  await page.waitForSelector('.person');
  return page;
}

/** What the window shows, in the smallest form that browsers of today read. */
async function webpOf(page: Page): Promise<Buffer> {
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: 70 });
  return Buffer.from(data, 'base64');
}

const cleanup: Cleanup = [];
try {
  await main(cleanup);
} finally {
  for (const stop of cleanup.reverse()) await stop();
}
