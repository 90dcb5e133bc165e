import Docxtemplater from 'docxtemplater';
import { unzipSync } from 'fflate';
import PizZip from 'pizzip';
import type { Fault } from '../../faults.ts';
import { sameBytes } from '../same-bytes.ts';
import { checkTags, type FoundTag, faultIn } from './check-rules.ts';
import { checkPackage, MOST_FAULTS } from './package-rules.ts';
import type { TagName, TemplateRow } from './tag.ts';

/**
 * Templates by docxtemplater, in a process of their own alone. Loops, conditions and texts: no expressions, no raw
 * XML, no other braces; a tag means what the values have of their own by that name, and nothing that a language adds.
 */

/** Tags of one document; a paper of the office has some dozens. */
const MOST_TAGS = 3_000;
const MARKUP = /\.(?:xml|rels)$/i;
const NOTHING = /(?!)/;

interface Part {
  type: string;
  value: string;
  raw?: string;
  module?: string;
  location?: string;
}

/** What docxtemplater says of a document as it reads it. */
class Inspector {
  readonly name = 'Inspector';
  readonly found = new Map<string, FoundTag[]>();
  private path = '';

  /** Only `#`, `^` and `/` are more than a name; whatever else they could be is an unknown tag. */
  optionsTransformer(options: unknown, docx: { modules: { name: string; prefix?: unknown }[] }): unknown {
    for (const module of docx.modules)
      if (module.name === 'LoopModule') Object.assign(module.prefix as object, { dash: NOTHING });
    return options;
  }

  set({ inspect }: { inspect?: { filePath?: string; parsed?: Part[] } }): void {
    if (inspect?.filePath) this.path = inspect.filePath;
    if (inspect?.parsed) this.found.set(this.path, inspect.parsed.flatMap(tagOf));
  }
}

function tagOf({ type, value, raw, module, location }: Part): FoundTag[] {
  if (type !== 'placeholder') return [];
  const name = value.trim();
  const kind =
    module === 'rawxml' ? 'raw_xml' : module === 'loop' ? (location === 'end' ? 'close' : 'open') : 'text';
  return [{ raw: raw ?? value, name, kind }];
}

function open(zip: PizZip, inspector: Inspector): Docxtemplater<PizZip> {
  return new Docxtemplater(zip, {
    modules: [inspector as never],
    paragraphLoop: true,
    linebreaks: true,
    errorLogging: false,
    stripInvalidXMLChars: true,
    syntax: { changeDelimiterPrefix: null },
    nullGetter: () => '',
    parser: (tag: string) => ({
      get: (scope: unknown) => {
        const name = tag.trim();
        return typeof scope === 'object' && scope !== null && Object.hasOwn(scope, name)
          ? (scope as TemplateRow)[name]
          : undefined;
      },
    }),
  } as never);
}

/** Everything that is wrong with a document as a template; empty for one that can be used. */
export function checkTemplate(body: Buffer, tags: readonly TagName[], sample: TemplateRow): Fault[] {
  const parts = unzipSync(body);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const markup = new Map<string, string>();
  for (const [name, bytes] of Object.entries(parts))
    if (MARKUP.test(name))
      try {
        markup.set(name, decoder.decode(bytes));
      } catch {
        return [faultIn(name, 'template_damaged', {})];
      }
  // Before anything is made of it: a document that is full of them would take long to be told of.
  const count = [...markup.values()].reduce((sum, xml) => sum + xml.split('{').length - 1, 0);
  if (count > MOST_TAGS)
    return [faultIn('word/document.xml', 'template_too_many_tags', { count, most: MOST_TAGS })];
  const faults = checkPackage(Object.keys(parts), markup);
  faults.push(...checkText(body, tags, sample));
  return faults.slice(0, MOST_FAULTS);
}

function checkText(body: Buffer, tags: readonly TagName[], sample: TemplateRow): Fault[] {
  const inspector = new Inspector();
  let ofParser: Fault[] = [];
  try {
    const docx = open(new PizZip(body), inspector);
    const faults = tagFaults(inspector, tags);
    if (faults.length > 0) return faults;
    docx.render(sample);
    return [];
  } catch (error) {
    ofParser = errorsOf(error).flatMap(asFault);
  }
  // Where a brace is missing, what it leaves stands there as a tag without a name.
  for (const [part, found] of inspector.found)
    inspector.found.set(
      part,
      found.filter(({ raw }) => raw !== ''),
    );
  const faults = tagFaults(inspector, tags);
  // What it throws of loops that are not closed is said by us, with where they belong.
  const all = [...ofParser, ...faults];
  return all.length > 0 ? all : [faultIn('word/document.xml', 'template_damaged', {})];
}

const tagFaults = (inspector: Inspector, tags: readonly TagName[]) =>
  [...inspector.found].flatMap(([part, found]) => checkTags(part, found, tags));

interface TemplateError {
  message?: string;
  properties?: { id?: string; xtag?: string; file?: string; errors?: TemplateError[] };
}

function errorsOf(error: unknown): TemplateError[] {
  const { properties } = error as TemplateError;
  return properties?.errors ?? [error as TemplateError];
}

/** In the words of the product; undefined for what is told otherwise. */
function asFault({ properties }: TemplateError): Fault[] {
  const { id = '', xtag = '', file = 'word/document.xml' } = properties ?? {};
  const tag = xtag.trim().slice(0, 60);
  switch (id) {
    case 'unclosed_tag':
      return [faultIn(file, 'template_unclosed_tag', { tag: tag.startsWith('{') ? tag : `{${tag}` })];
    case 'duplicate_open_tag':
      return [faultIn(file, 'template_unclosed_tag', { tag })];
    case 'unopened_tag':
    case 'duplicate_close_tag':
      return [faultIn(file, 'template_unopened_tag', { tag })];
    case 'unclosed_loop':
    case 'unopened_loop':
    case 'closing_tag_does_not_match_opening_tag':
    case 'unbalanced_loop_tags':
    case 'raw_xml_tag_should_be_only_text_in_paragraph':
    case 'invalid_raw_xml_value':
      return [];
    case 'loop_position_invalid':
    case 'no_xml_tag_found_at_left':
    case 'no_xml_tag_found_at_right':
      return [faultIn(file, 'template_loop_place', { tag: `{#${tag}}` })];
    case 'malformed_xml':
    case 'file_has_invalid_xml':
      return [faultIn(file, 'template_damaged', {})];
    default:
      return [faultIn(file, 'template_cannot_render', { tag: tag === '' ? file : tag })];
  }
}

/** The document with its tags filled in: the same template and values give the same bytes. */
export function fillTemplate(body: Buffer, values: TemplateRow, asOf: string): Buffer {
  const docx = open(new PizZip(body), new Inspector());
  docx.render(values);
  return sameBytes(docx.getZip().generate({ type: 'nodebuffer' }), asOf);
}
