import type { FastifyRequest } from 'fastify';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Say, Words } from './say.ts';

/** The languages of pages. Vietnamese is the product's; English can be switched on by whoever reads. */
export const LANGUAGES = ['vi', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

export type { Say, Words };

/** What a page knows of the request that it answers. */
export interface Reading {
  language: Language;
  /** Path and query, for links that come back here. */
  here: string;
}

export const ReadingContext = createContext<Reading>({ language: 'vi', here: '/' });

const COOKIE = 'language';
/** A year: a choice of taste, which says nothing of who made it. */
const KEPT_S = 365 * 24 * 3600;

export function languageOf(request: FastifyRequest): Language {
  return request.cookies?.[COOKIE] === 'en' ? 'en' : 'vi';
}

/** Whether the reader has chosen in this browser, and not merely been given the product's. */
export function hasChosenLanguage(request: FastifyRequest): boolean {
  return request.cookies?.[COOKIE] !== undefined;
}

export function languageCookie(language: Language, secure: boolean) {
  const options = { path: '/', maxAge: KEPT_S, sameSite: 'lax', httpOnly: true, secure } as const;
  return [COOKIE, language, options] as const;
}

export function sayIn(language: Language): Say {
  return language === 'en' ? (_, en) => en : (vi) => vi;
}

/** For components. */
export function useReading(): Reading {
  return useContext(ReadingContext);
}

/** For components: `const say = useSay()`, then `say('Gửi báo cáo', 'Send report')`. */
export function useSay(): Say {
  return sayIn(useReading().language);
}

/** For handlers that make texts before a page is put together. */
export function sayFor(request: FastifyRequest): Say {
  return sayIn(languageOf(request));
}
