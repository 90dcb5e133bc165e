/** Says it in the reader's language: both stand side by side, so that neither can be forgotten. */
export type Say = (vi: string, en: string) => string;
/** A text in both languages, for what is said before it is known who reads. */
export type Words = readonly [vi: string, en: string];
