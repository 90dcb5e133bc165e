import { decomposed } from '../lib/composed.ts';

/** Text for fonts of before Unicode (TCVN3, VNI): known by its becoming Vietnamese once it is read as such. Pure. */

/** What the fonts of TCVN3 (.VnTime) draw in place of the signs of Latin-1, one for one. */
const TCVN3 = tableOf(
  'µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊË®ÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô\u00adõö÷øùúûüýþ¡¢£¤¥¦§',
  'àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵăâêôơưđ',
);

function tableOf(from: string, to: string): ReadonlyMap<string, string> {
  return new Map([...from].map((sign, at) => [sign, [...to][at] ?? '']));
}

/** The fonts of VNI draw a vowel and the mark that follows it, and some letters, as one letter. */
const VNI = new Map([
  ...tableOf('ñôöæóòî', 'đơưỉĩịỵ'),
  ...vniOf('aeouyôö', 'aeouyơư', 'ùøûõï', '\u0301\u0300\u0309\u0303\u0323'),
  ...vniOf('aeo', 'âêô', 'âáàåãä', ' \u0301\u0300\u0309\u0303\u0323'),
  ...vniOf('a', 'ă', 'êéèúüë', ' \u0301\u0300\u0309\u0303\u0323'),
]);

function vniOf(vowels: string, drawn: string, marks: string, tones: string): [string, string][] {
  return [...vowels].flatMap((vowel, of) =>
    [...marks].map((mark, at): [string, string] => [
      vowel + mark,
      `${drawn[of]}${tones[at]}`.trim().normalize('NFC'),
    ]),
  );
}

const VNI_SIGNS = new RegExp([...VNI.keys()].sort((a, b) => b.length - a.length).join('|'), 'gu');

const READERS: readonly ((word: string) => string)[] = [
  (word) => word.replace(/./gsu, (sign) => TCVN3.get(sign) ?? sign).toLowerCase(),
  (word) => word.toLowerCase().replace(VNI_SIGNS, (sign) => VNI.get(sign) ?? sign),
];

/** Letters that only Vietnamese in Unicode has. */
const OWN_LETTERS = /[ăđơưĂĐƠƯ\u1ea0-\u1ef9]/u;
const BETWEEN_WORDS = /(?:(?![A-Za-z])\p{ASCII})+/u;
/** Units, in which µ is no letter. */
const MICRO = /(?<!\p{L})µ[a-z](?!\p{L})/giu;

/** Whether more words of a text are Vietnamese when it is read as for a font of before Unicode than are no words at all. */
export function isLegacyFont(text: string): boolean {
  if (OWN_LETTERS.test(text)) return false;
  const odd = text
    .replace(MICRO, '')
    .split(BETWEEN_WORDS)
    .filter((word) => word.length > 1 && !/^\p{ASCII}*$/u.test(word) && !isWord(word));
  return READERS.some((read) => odd.filter((word) => isSyllable(read(word))).length * 2 > odd.length);
}

const SYLLABLE =
  /^(?:b|ch?|d|đ|gh?|gi|h|kh?|l|m|ngh?|nh?|ph?|qu|r|s|th?|tr|v|x)?(?:(?:[aeiouyêôơư]|[aiou]a|[aeo]o|[aiuư]u|[aou]i|[âôơư]i|[âêơ]u|ay|ây|ưa|oe|u[êơy]|iêu|yêu|oai|oay|oao|oeo|uây|uôi|uya|uyu|ươi|ươu)|(?:[aăâeêioôơuưy]|iê|yê|o[aăeo]|u[âêôy]|uyê|ươ)(?:ch?|m|ng|nh?|p|t))$/u;
const TONES = /[\u0300\u0301\u0303\u0309\u0323]/gu;
/** Before these ends only two of the tones are spoken. */
const STOPPED = /(?:ch?|p|t)$/;
const OF_STOPPED = /\u0301|\u0323/u;

/** Whether a word in small letters is built as a Vietnamese one, with one tone at most. */
function isSyllable(word: string): boolean {
  const apart = decomposed(word);
  if (apart.includes('n\u0303') || (apart.match(TONES)?.length ?? 0) > 1) return false;
  if (STOPPED.test(apart) && !OF_STOPPED.test(apart)) return false;
  return SYLLABLE.test(apart.replace(TONES, '').normalize('NFC'));
}

/** The same of a word as it stands: capitals begin it, or it is of capitals alone. */
const isWord = (word: string) => !/\p{Ll}\p{Lu}/u.test(word) && isSyllable(word.toLowerCase());
