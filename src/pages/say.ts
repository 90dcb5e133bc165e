export type { Say, Words } from '../i18n/say.ts';
