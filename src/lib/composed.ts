/** Marks that may follow one another before the letters are taken apart; no writing of the world has as many. */
const LONG_RUN = /\p{M}{30}(?=\p{M})/gu;
/** U+034F, which joins nothing and is not seen (UAX #15, Stream-Safe Text Format). */
const JOINER = '$&\u034F';

/**
 * A text in composed form (NFC), the one in which texts are kept and compared. Without the joiner between them,
 * half a megabyte of combining marks would be sorted for minutes.
 */
export function composed(text: string): string {
  return text.replace(LONG_RUN, JOINER).normalize('NFC');
}

/** The same taken apart (NFD), so that marks can be left out. */
export function decomposed(text: string): string {
  return text.replace(LONG_RUN, JOINER).normalize('NFD');
}
