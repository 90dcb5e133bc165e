import { existsSync } from 'node:fs';

const PLACES = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/**
 * The system's Chromium; undefined where there is none, and tests that need it are skipped by name.
 *
 * Tests wait for a selector, never with `waitForFunction`: that evaluates its text anew on each try, which
 * our pages' policy forbids, so it works only where it is true at once.
 */
export const CHROMIUM = PLACES.find((place) => existsSync(place));
