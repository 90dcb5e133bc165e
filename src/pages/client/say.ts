import type { Say } from '../say.ts';

/** In the language of the page. */
export const say: Say = (vi, en) => (document.documentElement.lang === 'en' ? en : vi);
