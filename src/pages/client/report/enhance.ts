import { markChanges } from './changed.ts';
import { addBar } from './ratio.ts';
import { addSteps } from './steps.ts';
import { tickDown } from './time-left.ts';
import { untickUnknown } from './unknown.ts';

/** What the report form gains where scripts run. */
export function enhanceReport(): void {
  for (const question of document.querySelectorAll<HTMLElement>('.question')) {
    // First, so that the others see what it did.
    untickUnknown(question);
    addSteps(question);
    addBar(question);
    markChanges(question);
  }
  for (const shown of document.querySelectorAll<HTMLElement>('[data-left]')) tickDown(shown);
}
