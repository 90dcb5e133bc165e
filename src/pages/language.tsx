import type { FastifyRequest } from 'fastify';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Principal } from '../access/principal.ts';
import type { Registry } from '../registry/snapshot.ts';
import type { Waits } from './home/waits.ts';
import type { Filled, Known } from './parts/filled.ts';
import type { TableFile } from './parts/table-file.ts';
import type { SavedFilter } from './saved/store.ts';
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
  /** Who reads, when, and what there is for him to choose from; undefined for whoever is not signed in. */
  who?:
    | {
        principal: Principal;
        registry: Registry;
        now: Date;
        waits: Waits | null;
        saved: readonly SavedFilter[] | null;
      }
    | undefined;
  /** What forms bring back, so that they are known to be ours. */
  formToken: string;
  /** A form that comes back. */
  filled?: Filled | undefined;
  /** What has just been done. */
  done?: Words | undefined;
  /** What the page calls its fields, as they are put on it: by what leads to a field, for the list of what is wrong. */
  fields: Map<string, Known>;
  /** Set where not the page is asked for, but one of its tables as a file. */
  file?: TableFile | undefined;
}

export const ReadingContext = createContext<Reading>({
  language: 'vi',
  here: '/',
  formToken: '',
  fields: new Map(),
});

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

/** For components of pages that only who is signed in sees. */
export function useWho(): NonNullable<Reading['who']> {
  const { who } = useReading();
  if (who === undefined) throw new Error('A page for whoever is signed in was put together for nobody.');
  return who;
}

/** For components: `const say = useSay()`, then `say('Gửi báo cáo', 'Send report')`. */
export function useSay(): Say {
  return sayIn(useReading().language);
}

/** For handlers that make texts before a page is put together. */
export function sayFor(request: FastifyRequest): Say {
  return sayIn(languageOf(request));
}
