import type { Words } from '../../i18n/say.ts';
import { decomposed } from '../../lib/composed.ts';

/**
 * What a template of a province may say: texts, and lists whose rows have tags of their own. A tag that stands in no
 * table of them is none, whatever else a language may know by that name. Pure.
 */

export type Tag<Of> = TextTag<Of> | ListTag<Of>;

interface Named {
  /** Between the braces: small letters without marks, as every keyboard has them. */
  name: string;
  words: Words;
}
interface TextTag<Of> extends Named {
  text: (of: Of) => string;
}
interface ListTag<Of> extends Named {
  rows: (of: Of) => TemplateRow[];
  tags: readonly TagName[];
}

/** A tag with its words and nothing of how it is worked out: what a check needs. */
export interface TagName extends Named {
  tags?: readonly TagName[];
}

/** What a template is filled with: texts and lists of rows, nothing that could be called. */
export interface TemplateRow {
  [name: string]: string | TemplateRow[];
}

/** A list and what each of its rows says. */
export function list<Of, Item>(
  name: string,
  words: Words,
  items: (of: Of) => readonly Item[],
  tags: readonly Tag<Item>[],
): ListTag<Of> {
  return { name, words, tags, rows: (of) => items(of).map((item) => valuesOf(tags, item)) };
}

export const text = <Of>(name: string, words: Words, of: (of: Of) => string): TextTag<Of> => ({
  name,
  words,
  text: of,
});

export function valuesOf<Of>(tags: readonly Tag<Of>[], of: Of): TemplateRow {
  const row: TemplateRow = Object.create(null);
  for (const tag of tags) row[tag.name] = 'text' in tag ? tag.text(of) : tag.rows(of);
  return row;
}

/** A tag as people look it up: with what it would say. */
export interface ShownTag {
  /** As it is written: `{so_xanh}`, `{#don_vi}…{/don_vi}`. */
  tag: string;
  name: string;
  words: Words;
  /** Of the first row where it stands in a list; blank where there is none. */
  example: string;
  tags?: ShownTag[];
}

export function showTags(tags: readonly TagName[], values: TemplateRow | undefined): ShownTag[] {
  return tags.map(({ name, words, tags: inner }) => {
    const value = values && Object.hasOwn(values, name) ? values[name] : undefined;
    if (!inner) return { tag: `{${name}}`, name, words, example: typeof value === 'string' ? value : '' };
    const rows = typeof value === 'object' ? value : [];
    return {
      tag: `{#${name}}…{/${name}}`,
      name,
      words,
      example: '',
      tags: showTags(inner, rows[0]),
    };
  });
}

/** Letters that may differ for a name to be taken for a mistyped one. */
const MISTYPED = 3;

/** The known name that somebody may have meant; undefined where none is near. */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  const meant = decomposed(name)
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('đ', 'd')
    .trim()
    .replace(/[\s.-]+/g, '_')
    .slice(0, 60);
  let best: { name: string; distance: number } | undefined;
  for (const one of known) {
    const distance = lettersBetween(meant, one);
    const most = Math.min(MISTYPED, Math.floor(one.length / 3));
    if (distance <= most && (!best || distance < best.distance)) best = { name: one, distance };
  }
  return best?.name;
}

/** How many letters have to be put in, taken out or changed. */
function lettersBetween(a: string, b: string): number {
  let before = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++)
      row[j] = Math.min(
        (before[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (before[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1),
      );
    before = row;
  }
  return before[b.length] ?? 0;
}
