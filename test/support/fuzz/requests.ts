import type { Form } from './forms.ts';
import type { Random } from './random.ts';
import { type Making, meant, oddText, oddThing, type Schema, valueFor } from './values.ts';

export interface Sending {
  method: string;
  url: string;
  headers: Record<string, string>;
  payload?: string | Buffer;
}

interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  schema: Schema;
}

export interface Operation {
  method: string;
  path: string;
  parameters: Parameter[];
  /** By media type. */
  body: Record<string, { schema?: Schema }>;
}

/** The operations of our own reference. */
export function operationsOf(document: {
  paths: Record<string, Record<string, { parameters?: unknown; requestBody?: unknown }>>;
}): Operation[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters, requestBody }]) => ({
      method: method.toUpperCase(),
      path,
      parameters: (parameters ?? []) as Parameter[],
      body: (requestBody as { content?: Operation['body'] } | undefined)?.content ?? {},
    })),
  );
}

/** Never throws, as `encodeURIComponent` does for halves of a pair; at times it is no encoding at all. */
function encoded(random: Random, text: string): string {
  if (random.chance(0.02)) return random.pick(['%', '%zz', '%ff', '%c0%af', '%00', '%ed%a0%80', '%F0%9F']);
  return encodeURIComponent(Buffer.from(text).toString());
}

/** `/a/:code/b` or `/a/{code}/b` with something in the place of its names. */
export function pathOf({ random, known, oddness }: Making, template: string): string {
  return template.replace(/:(\w+)(?:\(.*?\))?|\{(\w+)\}/g, (_, one?: string, other?: string) => {
    const name = one ?? other ?? '';
    const value = random.chance(oddness) ? undefined : meant(random, known, name);
    return encoded(random, value ?? (random.chance(0.5) ? String(random.int(40)) : oddText(random)));
  });
}

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : (JSON.stringify(value) ?? '');

/** A request by the reference. */
export function apiRequest(making: Making, { method, path, parameters, body }: Operation): Sending {
  const { random } = making;
  const query: string[] = [];
  for (const { name, in: place, required, schema } of parameters) {
    if (place !== 'query' || !random.chance(required ? 0.95 : 0.35)) continue;
    query.push(`${name}=${encoded(random, textOf(valueFor(making, schema, name)))}`);
  }
  if (random.chance(0.04))
    query.push(`${encoded(random, oddText(random))}=${encoded(random, oddText(random))}`);
  if (query.length > 0 && random.chance(0.03)) query.push(query[0] as string);
  const url = pathOf(making, path) + (query.length > 0 ? `?${query.join('&')}` : '');
  const types = Object.keys(body);
  if (types.length === 0) return { method, url, headers: {} };
  const type = random.pick(types);
  const headers = { 'content-type': type };
  if (type !== 'application/json') return { method, url, headers, payload: sheet(making) };
  let payload = JSON.stringify(valueFor(making, body[type]?.schema ?? {}));
  if (random.chance(0.03)) payload = payload.slice(0, random.int(payload.length));
  if (random.chance(0.02))
    payload = random.pick(['', 'null', '[', '{"a":1,"a":2}', '{"__proto__":{}}', '\0', '1e999']);
  if (random.chance(0.02))
    headers['content-type'] = random.pick(['text/plain', 'a', '', 'application/json; charset=x']);
  return { method, url, headers, payload };
}

/** Columns of all the sheets that we take, in one. */
const COLUMNS = [
  ...['locality', 'day', 'note', 'kind', 'holder', 'issuer', 'serial', 'valid_from', 'valid_to', 'state'],
  ...['network.lan', 'certificate.personal.have', 'certificate.personal.need', 'certificate.earliest_expiry'],
];

export function sheet({ random, known }: Making): string {
  const separator = random.pick([',', ';', '\t']);
  const columns = COLUMNS.filter(() => random.chance(0.8));
  if (random.chance(0.1)) columns.push(oddText(random));
  const rows = Array.from({ length: random.int(6) }, () =>
    columns.map((name) => {
      const value = random.chance(0.2)
        ? oddText(random)
        : (meant(random, known, name) ?? String(random.int(30)));
      return /["\n\r,;\t]/.test(value) && random.chance(0.9) ? `"${value.replaceAll('"', '""')}"` : value;
    }),
  );
  const text = [columns, ...rows].map((cells) => cells.join(separator)).join(random.pick(['\n', '\r\n']));
  return random.chance(0.1) ? `\ufeff${text}` : text;
}

/** Whatever a page reads from its address, by the names that pages use. */
const PARAMETERS = [
  ...[
    'done',
    'programme',
    'province',
    'locality',
    'indicator',
    'group',
    'colour',
    'state',
    'kind',
    'view',
    'tep',
  ],
  ...[
    'order',
    'sort',
    'shown',
    'day',
    'from',
    'to',
    'q',
    'page',
    'cursor',
    'format',
    'job',
    'action',
    'area',
  ],
  ...[
    'role',
    'channel',
    'year',
    'scope',
    'language',
    'stored',
    'error',
    'owner',
    'limit',
    'link',
    'next',
    'minAgeDays',
  ],
];

/** A page with an odd query; `link` is one that a page has shown. */
export function pageRequest(making: Making, templates: readonly string[], link: string | undefined): Sending {
  const { random, known, oddness } = making;
  const address = link !== undefined && random.chance(0.6) ? link : pathOf(making, random.pick(templates));
  const [path = '', shown = ''] = address.split('?');
  const query = shown.split('&').filter((part) => part !== '' && random.chance(0.8));
  const named = query.map((part) => part.split('=')[0] ?? '');
  for (let count = random.int(3); count > 0; count -= 1) {
    const name = named.length > 0 && random.chance(0.8) ? random.pick(named) : random.pick(PARAMETERS);
    const value = random.chance(oddness * 3) ? undefined : meant(random, known, name);
    query.push(`${name}=${encoded(random, value ?? oddText(random))}`);
  }
  return { method: 'GET', url: query.length > 0 ? `${path}?${query.join('&')}` : path, headers: {} };
}

/** What people write where nothing stands yet. */
const WRITTEN = [
  '',
  'Bão số 5',
  'Nguyễn Văn A',
  '7',
  '16:00',
  '2025-09-26',
  'https://example.vn/a',
  '0912345678',
];

/** A form as a page shows it, filled in oddly; `csrf` is what makes it one of ours. */
export function formRequest(making: Making, form: Form, csrf: string): Sending {
  const { random, known, oddness } = making;
  const pairs: [string, string | { file: string }][] = [];
  for (const { name, values, file } of form.fields) {
    if (name === 'csrf' || random.chance(oddness / 3)) continue;
    if (file) {
      pairs.push([name, { file: random.chance(0.8) ? sheet(making) : oddText(random) }]);
      continue;
    }
    const shown = random.pick(['', ...values].slice(-Math.max(1, values.length)));
    const filled = shown === '' ? (meant(random, known, name) ?? random.pick(WRITTEN)) : shown;
    pairs.push([name, random.chance(oddness) ? oddText(random) : filled]);
    if (random.chance(oddness / 6)) pairs.push([name, oddText(random)]);
  }
  if (random.chance(oddness / 3)) pairs.push([oddText(random), textOf(oddThing(random))]);
  pairs.push(['csrf', csrf]);
  const action = random.chance(0.05)
    ? `${form.action}?done=${encoded(random, oddText(random))}`
    : form.action;
  if (form.method === 'GET') {
    const query = pairs.map(([name, value]) => `${encoded(random, name)}=${encoded(random, textOf(value))}`);
    return { method: 'GET', url: `${action.split('?')[0]}?${query.join('&')}`, headers: {} };
  }
  if (form.multipart) return { method: 'POST', url: action, ...multipart(random, pairs) };
  const payload = pairs
    .map(([name, value]) => `${encoded(random, name)}=${encoded(random, textOf(value))}`)
    .join('&');
  return {
    ...{ method: 'POST', url: action, payload },
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  };
}

function multipart(random: Random, pairs: [string, string | { file: string }][]) {
  const boundary = 'odd-boundary-of-a-browser';
  const quoted = (text: string) => text.replace(/["\r\n]/g, ' ');
  const parts = pairs.map(([name, value]) => {
    const head = `--${boundary}\r\ncontent-disposition: form-data; name="${quoted(name)}"`;
    if (typeof value === 'string') return `${head}\r\n\r\n${value}\r\n`;
    const file = random.pick(['a.csv', 'a.xlsx', 'a.pem', 'a.jpg', '', '../a.csv', 'ế.csv']);
    const type = random.pick(['text/csv', 'application/octet-stream', 'image/png', 'x']);
    return `${head}; filename="${file}"\r\ncontent-type: ${type}\r\n\r\n${value.file}\r\n`;
  });
  const payload = `${parts.join('')}--${boundary}--\r\n`;
  return {
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: random.chance(0.05) ? payload.slice(0, random.int(payload.length)) : payload,
  };
}
