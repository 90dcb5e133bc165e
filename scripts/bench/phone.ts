import { type CDPSession, chromium } from 'playwright-core';
import { CHROMIUM } from '../../test/support/browser.ts';
import { NATION } from './history-store.ts';
import type { Line } from './report.ts';
import { median } from './statistics.ts';
import type { World } from './world.ts';

const PROVINCE = '31';
const OWN = '11737';
/** As browsers' own tools call slow 3G: 400 kbit/s, 400 ms there and back. */
const SLOW = {
  offline: false,
  latency: 400,
  downloadThroughput: (400 * 1024) / 8,
  uploadThroughput: (400 * 1024) / 8,
};
/** Times slower than this machine: a cheap phone. */
const SLOW_CPU = 4;
const MOST_SECONDS = 5;
const MOST_KB = 100;

/** First views in a phone's browser on a slow network, nothing of them kept: weight, and until they can be used. */
export async function measurePhone(world: World, rounds: number): Promise<Line[]> {
  if (CHROMIUM === undefined)
    return [{ what: 'Pages on a phone', measured: '–', beside: 'no Chromium here', target: '', ok: null }];
  const { service, token } = world;
  const browser = await chromium.launch({ executablePath: CHROMIUM });
  try {
    const context = await browser.newContext({
      viewport: { width: 390, height: 760 },
      isMobile: true,
      serviceWorkers: 'block',
    });
    const page = await context.newPage();
    await page.goto(`${service.url}/dang-nhap/ma-truy-cap`);
    await page.evaluate(`document.querySelector('details')?.setAttribute('open', '')`);
    await page.fill('#token', token);
    await page.press('#token', 'Enter');
    await page.waitForSelector('.person');
    const session = await context.newCDPSession(page);
    await session.send('Network.enable');
    await session.send('Network.setCacheDisabled', { cacheDisabled: true });
    await session.send('Network.emulateNetworkConditions', SLOW);
    await session.send('Emulation.setCPUThrottlingRate', { rate: SLOW_CPU });

    const lines: Line[] = [];
    for (const [what, path] of [
      ['the report form', `/bao-cao/${OWN}`],
      ['the board of a province', `/bang-theo-doi?programme=${NATION}&province=${PROVINCE}`],
      ['the gap list of a province', `/con-thieu?programme=${NATION}&province=${PROVINCE}`],
      ['the page of a unit', `/don-vi/${OWN}?programme=${NATION}`],
    ] as const) {
      const views: { seconds: number; kilobytes: number }[] = [];
      for (let round = 0; round < rounds; round++)
        views.push(
          await firstView(session, async () => {
            const answer = await page.goto(service.url + path, { waitUntil: 'load' });
            if (answer?.status() !== 200) throw new Error(`${path} answers ${answer?.status()}.`);
            // Scripts are modules: they have run by then, and what is asked of the page is answered.
            const seconds = await page.evaluate<number>(
              `performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd / 1000`,
            );
            await page.evaluate('document.fonts.ready');
            return seconds;
          }),
        );
      const seconds = median(views.map((view) => view.seconds));
      const kilobytes = median(views.map((view) => view.kilobytes));
      lines.push({
        what: `On a slow phone: ${what}`,
        measured: `${seconds.toFixed(1)} s, ${Math.round(kilobytes)} kB`,
        beside: '400 kbit/s, 400 ms, nothing kept',
        target: `≤ ${MOST_SECONDS} s, ≤ ${MOST_KB} kB`,
        ok: seconds <= MOST_SECONDS && kilobytes <= MOST_KB,
      });
    }
    return lines;
  } finally {
    await browser.close();
  }
}

async function firstView(
  session: CDPSession,
  open: () => Promise<number>,
): Promise<{ seconds: number; kilobytes: number }> {
  let bytes = 0;
  const count = ({ encodedDataLength }: { encodedDataLength: number }) => {
    bytes += encodedDataLength;
  };
  session.on('Network.loadingFinished', count);
  const seconds = await open();
  session.off('Network.loadingFinished', count);
  return { seconds, kilobytes: bytes / 1024 };
}
