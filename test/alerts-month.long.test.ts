import { tellUntil } from './support/month/story.ts';

tellUntil('2026-03-02');
