export type { Say, Words } from '../say.ts';
