import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** All that axe objects to on a page as it stands, one line a finding. */
export async function objections(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  // What passes is not worked out in full: it takes as long as the rest.
  const run = `axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations'] })`;
  const found = (await page.evaluate(run)) as { violations: { id: string; nodes: { html: string }[] }[] };
  return found.violations.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.html}`));
}
