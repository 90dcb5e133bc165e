import type { Fault } from '../../faults.ts';
import { faultIn } from './check-rules.ts';

/**
 * What a document may be made of to be a template: text, tables, pictures and what lays them out. Whatever refers to
 * something outside, holds another file or can be run is named and refused; so is what nobody has thought of. Pure.
 */

const MAIN = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';

/** Kinds of relationships that are taken, by the last step of their name. */
const RELATIONSHIPS = new Set([
  'officedocument',
  'core-properties',
  'extended-properties',
  'custom-properties',
  'thumbnail',
  'styles',
  'styleswitheffects',
  'settings',
  'websettings',
  'fonttable',
  'font',
  'theme',
  'numbering',
  'header',
  'footer',
  'footnotes',
  'endnotes',
  'image',
  'comments',
  'commentsextended',
  'commentsids',
  'commentsextensible',
  'people',
  'customxml',
  'customxmlprops',
  'bibliography',
]);
const MACROS = /vba|macro|keymapcustomizations|attachedtoolbars/i;
/** Fields that show something of the document itself. */
const FIELDS = [
  'PAGE',
  'NUMPAGES',
  'SECTION',
  'SECTIONPAGES',
  'PAGEREF',
  'REF',
  'STYLEREF',
  'SEQ',
  'TOC',
  'TC',
  'SYMBOL',
];
const SCHEME = /^(?:[a-z][a-z0-9+.-]*:|\\\\|\/\/)/i;
const POINTING = new Set(['src', 'href', 'link', 'althref']);

/** Beyond so many faults of one document the rest would not be read. */
export const MOST_FAULTS = 50;

/** Parts by name, of those that are markup; `names` are all. */
export function checkPackage(names: readonly string[], markup: ReadonlyMap<string, string>): Fault[] {
  const faults: Fault[] = [];
  for (const name of names)
    if (/vba(project|data)|\.bas$/i.test(name)) faults.push(faultIn(name, 'template_macros', { part: name }));
  for (const [name, xml] of markup) {
    if (/<!\[CDATA\[|<!DOCTYPE|<!ENTITY/i.test(xml) || !isUtf8(xml)) {
      faults.push(faultIn(name, 'template_damaged', {}));
      continue;
    }
    const elements = elementsOf(xml);
    if (name.toLowerCase() === '[content_types].xml') faults.push(...checkTypes(name, elements));
    else if (name.endsWith('.rels')) faults.push(...checkRelationships(name, elements));
    else faults.push(...checkElements(name, elements));
  }
  // A document that is full of them tells the same again and again.
  const seen = new Set<string>();
  return faults.filter(({ code, message }) => {
    const key = `${code} ${message}`;
    return !seen.has(key) && seen.add(key);
  });
}

/** What says of itself that it is anything else is read differently by others than by us. */
const isUtf8 = (xml: string) => !/^[^<]*<\?xml[^>]*encoding=["'](?!utf-8["'])/i.test(xml);

interface Element {
  /** Without its prefix, in small letters. */
  name: string;
  attributes: Map<string, string>;
  closes: boolean;
  /** Text up to the next element. */
  text: string;
}

const ELEMENT = /<(\/?)([\w.:-]+)((?:[^<>"']|"[^"<]*"|'[^'<]*')*)>([^<]*)/g;
const ATTRIBUTE = /([\w.:-]+)\s*=\s*("[^"]*"|'[^']*')/g;

/** Good enough for well-formed markup without entities of its own; comments are left out. */
function elementsOf(xml: string): Element[] {
  return [...xml.replace(/<!--[\s\S]*?-->/g, '').matchAll(ELEMENT)].map(
    ([, slash, name = '', inside = '', text = '']) => ({
      name: local(name),
      closes: slash === '/',
      attributes: new Map(
        [...inside.matchAll(ATTRIBUTE)].map(([, key = '', value = '']) => [
          local(key),
          unescaped(value.slice(1, -1)),
        ]),
      ),
      text: unescaped(text),
    }),
  );
}

const local = (name: string) => (name.split(':').at(-1) ?? name).toLowerCase();

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescaped(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return NAMED[name] ?? whole;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
}

function checkTypes(part: string, elements: readonly Element[]): Fault[] {
  const types = elements.flatMap(({ attributes }) => {
    const type = attributes.get('contenttype');
    return type === undefined
      ? []
      : [{ type, of: attributes.get('partname') ?? attributes.get('extension') ?? '' }];
  });
  const macros = types.filter(({ type }) => MACROS.test(type));
  const main = types.find(({ of }) => of.toLowerCase() === '/word/document.xml');
  return [
    ...macros.map(({ of }) => faultIn(part, 'template_macros', { part: of })),
    ...(macros.length === 0 && main?.type !== MAIN
      ? [faultIn(part, 'template_other_type', { type: main?.type.split('.').at(-1) ?? '?' })]
      : []),
  ];
}

function checkRelationships(part: string, elements: readonly Element[]): Fault[] {
  return elements
    .filter(({ name, closes }) => name === 'relationship' && !closes)
    .flatMap(({ attributes }) => {
      const kind = (attributes.get('type') ?? '').split('/').at(-1)?.toLowerCase() ?? '';
      const target = attributes.get('target') ?? '';
      const isOutside =
        attributes.get('targetmode')?.trim().toLowerCase() === 'external' || SCHEME.test(target);
      if (isOutside) return [faultIn(part, 'template_external', { target, part })];
      if (MACROS.test(kind)) return [faultIn(part, 'template_macros', { part: target })];
      return RELATIONSHIPS.has(kind) ? [] : [faultIn(part, 'template_embedded', { part: target || kind })];
    });
}

function checkElements(part: string, elements: readonly Element[]): Fault[] {
  const faults: Fault[] = [];
  /** What the fields that are open say, each up to where its result begins. */
  const fields: { code: string; nested: boolean; ended: boolean }[] = [];
  const field = (code: string, nested = false) => {
    const [name = ''] = code.trim().split(/\s+/);
    if (!nested && name === '') return;
    if (nested || !FIELDS.includes(name.toUpperCase()))
      faults.push(
        faultIn(part, 'template_field', { field: name === '' ? '{ … }' : name, allowed: FIELDS.join(', ') }),
      );
  };
  for (const { name, attributes, closes, text } of elements) {
    for (const [key, value] of attributes)
      if (POINTING.has(key) && SCHEME.test(value.trim()))
        faults.push(faultIn(part, 'template_external', { target: value, part }));
    if (closes) continue;
    if (name === 'mailmerge') faults.push(faultIn(part, 'template_mail_merge', {}));
    else if (name === 'altchunk' || name === 'subdoc' || name === 'control' || name === 'object')
      faults.push(faultIn(part, 'template_embedded', { part: name }));
    else if (name === 'fldsimple') field(attributes.get('instr') ?? '');
    else if (name === 'instrtext' || name === 'delinstrtext') {
      const open = fields.findLast((one) => !one.ended);
      if (open) open.code += text;
      else field(text);
    } else if (name === 'fldchar') {
      const type = attributes.get('fldchartype');
      if (type === 'begin') {
        const around = fields.at(-1);
        // A field that another writes the code of can say anything.
        if (around && !around.ended) around.nested = true;
        fields.push({ code: '', nested: false, ended: false });
      } else {
        const open = fields.at(-1);
        if (open && !open.ended) {
          field(open.code, open.nested);
          open.ended = true;
        }
        if (type === 'end') fields.pop();
      }
    }
  }
  // Left open, they are still read by who opens the document.
  for (const { code, nested, ended } of fields) if (!ended) field(code, nested);
  return faults;
}
