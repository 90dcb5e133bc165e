import { tellPages } from './support/pages-story.ts';

tellPages([1280]);
