import { tellUntil } from './support/month/story.ts';

/** The month's first week: who does not report, a network that is cut, a weekend. */
tellUntil('2026-02-07');
