import type { Words } from '../language.tsx';

/** The word in the address of the page that follows a call, and what it says there. */
export const CALLED = 'goi';
export const CALLED_WORDS: Words = ['Đã ghi nhận cuộc gọi.', 'The call is noted.'];
