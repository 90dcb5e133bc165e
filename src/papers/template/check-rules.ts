import { type Fault, fault, pointerStep } from '../../faults.ts';
import { nearestName, type TagName } from './tag.ts';

/** What is wrong with the tags of a template, all of it at once, in the order in which one reads. Pure. */

/** A tag as it was found in a part of the document. */
export interface FoundTag {
  /** Between the braces. */
  raw: string;
  /** Without what stands before the name. */
  name: string;
  kind: 'text' | 'open' | 'close' | 'raw_xml';
}

/** A fault where it is: the part of the document. */
export const faultIn = (part: string, code: Parameters<typeof fault>[1], details: Record<string, unknown>) =>
  fault(`/${pointerStep(part)}`, code, details);

interface Open {
  found: FoundTag;
  /** Tags of its rows; none in a condition. */
  inner: readonly TagName[];
}

export function checkTags(part: string, found: readonly FoundTag[], tags: readonly TagName[]): Fault[] {
  const faults: Fault[] = [];
  const opened: Open[] = [];
  const say = (code: Parameters<typeof fault>[1], one: FoundTag, more: Record<string, unknown> = {}) =>
    faults.push(
      faultIn(part, code, {
        tag: `{${one.raw}}`,
        open: `{#${one.name}}`,
        close: `{/${one.name}}`,
        ...more,
      }),
    );
  const scopes = () => [tags, ...opened.map(({ inner }) => inner)];
  /** In the innermost scope that has it. */
  const known = (name: string) =>
    scopes()
      .reverse()
      .flatMap((scope) => scope.filter((one) => one.name === name))[0];

  for (const one of found) {
    switch (one.kind) {
      case 'raw_xml':
        say('template_raw_xml', one);
        break;
      case 'close':
        close(one);
        break;
      case 'open': {
        const tag = known(one.name);
        if (!tag) unknown(one);
        opened.push({ found: one, inner: tag?.tags ?? [] });
        break;
      }
      case 'text': {
        const tag = known(one.name);
        if (!tag) unknown(one);
        else if (tag.tags) say('template_list_as_text', one);
      }
    }
  }
  for (const { found: one } of opened) say('template_unclosed_loop', one);
  return faults;

  /** A close without a name ends the last that was opened. */
  function close(one: FoundTag): void {
    const at =
      one.name === '' ? opened.length - 1 : opened.findLastIndex((open) => open.found.name === one.name);
    if (at < 0) {
      say('template_unopened_loop', one);
      return;
    }
    for (const left of opened.splice(at).slice(1)) say('template_unclosed_loop', left.found);
  }

  function unknown(one: FoundTag): void {
    const near = nearestName(
      one.name,
      scopes().flatMap((scope) => scope.map(({ name }) => name)),
    );
    const loop = opened.at(-1)?.found.raw;
    // Known elsewhere: in the rows of a list that is not open here.
    const list = near === one.name ? undefined : listWith(one.name, tags);
    say('template_unknown_tag', one, {
      inVi: loop === undefined ? '' : ` trong {${loop}}`,
      in: loop === undefined ? '' : ` within {${loop}}`,
      nearVi: list
        ? ` Thẻ này chỉ dùng trong danh sách {#${list}}.`
        : near
          ? ` Có phải {${near}}?`
          : ' Xem danh sách thẻ dùng được.',
      near: list
        ? ` It stands within {#${list}} only.`
        : near
          ? ` Is {${near}} meant?`
          : ' See the list of tags.',
    });
  }
}

function listWith(name: string, tags: readonly TagName[]): string | undefined {
  for (const { name: list, tags: inner } of tags) {
    if (!inner) continue;
    if (inner.some((one) => one.name === name)) return list;
    const deeper = listWith(name, inner);
    if (deeper) return deeper;
  }
  return undefined;
}
