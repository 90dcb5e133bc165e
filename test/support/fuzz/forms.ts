/** What a page offers: where its links lead, and its forms as a browser would send them. */
export interface Form {
  action: string;
  method: 'GET' | 'POST';
  multipart: boolean;
  fields: Field[];
}

export interface Field {
  name: string;
  /** What it holds, or may be set to. */
  values: string[];
  file: boolean;
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", '#x27': "'" };

const plain = (html: string): string =>
  html.replace(/&(amp|lt|gt|quot|#39|#x27);/g, (_, name: string) => ENTITIES[name] ?? '');

function attribute(tag: string, name: string): string | undefined {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
  return found === undefined ? undefined : plain(found);
}

/** Links to ourselves. */
export function linksOf(html: string): string[] {
  return [...html.matchAll(/<a\s[^>]*?href="(\/[^"#]*)/g)].map(([, href = '']) => plain(href));
}

export function formsOf(html: string, address: string): Form[] {
  return [...html.matchAll(/(<form[^>]*>)(.*?)<\/form>/gs)].map(([, tag = '', inside = '']) => ({
    action: attribute(tag, 'action') ?? address.split('?')[0] ?? '',
    method: attribute(tag, 'method')?.toLowerCase() === 'post' ? 'POST' : 'GET',
    multipart: attribute(tag, 'enctype') === 'multipart/form-data',
    fields: fieldsOf(inside),
  }));
}

function fieldsOf(html: string): Field[] {
  const fields = new Map<string, Field>();
  const add = (tag: string, values: string[]) => {
    const name = attribute(tag, 'name');
    if (name === undefined) return;
    const field = fields.get(name) ?? { name, values: [], file: attribute(tag, 'type') === 'file' };
    field.values.push(...values);
    fields.set(name, field);
  };
  for (const [tag] of html.matchAll(/<(?:input|button)[^>]*>/g)) add(tag, [attribute(tag, 'value') ?? 'on']);
  for (const [, tag = '', text = ''] of html.matchAll(/(<textarea[^>]*>)(.*?)<\/textarea>/gs))
    add(tag, [plain(text)]);
  for (const [, tag = '', options = ''] of html.matchAll(/(<select[^>]*>)(.*?)<\/select>/gs))
    add(
      tag,
      [...options.matchAll(/<option[^>]*>/g)].map(([option]) => attribute(option, 'value') ?? ''),
    );
  return [...fields.values()];
}
