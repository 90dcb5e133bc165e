import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Answer } from './service.ts';

interface Response {
  content?: Record<string, unknown>;
}
type Operations = Record<string, { responses: Record<string, Response> }>;
interface Document {
  paths: Record<string, Operations>;
}

/** Throws where an answer is not what the reference says. */
export type HoldToReference = (method: string, path: string, answer: Answer) => void;

/** What may befall any request, which the reference has under `default`. */
const ANY = [408, 431, 500];

let held: { text: string; hold: HoldToReference } | undefined;

/** The same for the same document: its schemas are compiled once, when an answer first needs them. */
export function createHold(document: unknown): HoldToReference {
  const text = JSON.stringify(document);
  if (held?.text !== text) held = { text, hold: makeHold(JSON.parse(text)) };
  return held.hold;
}

function makeHold(document: Document): HoldToReference {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addSchema(document as object, 'reference');
  const compiled = new Map<string, ValidateFunction>();
  // A step by name stands before one by parameter, as for the router.
  const templates = Object.keys(document.paths)
    .sort((a, b) => a.split('{').length - b.split('{').length)
    .map((template) => ({
      template,
      pattern: new RegExp(`^${template.replaceAll('.', '\\.').replace(/\{\w+\}/g, '[^/]+')}$`),
    }));

  return (method, path, { status, headers, body }) => {
    const bare = path.split('?')[0] ?? '';
    if (!bare.startsWith('/api/')) return;
    const type = headers.get('content-type')?.split(';')[0];
    const fail = (why: string): never => {
      throw new Error(`${method} ${path}: ${status} ${type ?? ''} is not as the reference says: ${why}`);
    };
    const template = templates.find(({ pattern }) => pattern.test(bare))?.template;
    const operation = template === undefined ? undefined : document.paths[template]?.[method.toLowerCase()];
    if (!template || !operation) {
      if (status < 400 || type !== 'application/problem+json') fail('there is no such operation');
      return;
    }
    const key = operation.responses[status] ? String(status) : ANY.includes(status) ? 'default' : undefined;
    if (key === undefined) return fail('no such status');
    const { content } = operation.responses[key] as Response;
    if (!content) return body === '' ? undefined : fail('it has no body there');
    if (type === undefined || !Object.hasOwn(content, type)) return fail('no such media type');
    if (!type.endsWith('json')) return;
    const steps = ['paths', template, method.toLowerCase(), 'responses', key, 'content', type, 'schema'];
    const ref = `reference#/${steps.map((step) => encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/')}`;
    let validate = compiled.get(ref);
    if (!validate) {
      validate = ajv.compile({ $ref: ref });
      compiled.set(ref, validate);
    }
    if (!validate(body)) fail(ajv.errorsText(validate.errors?.slice(0, 5)));
  };
}
